@NullMarked
package dev.weft.worker.action.http;

import org.jspecify.annotations.NullMarked;
