@NullMarked
package dev.weft.worker.action;

import org.jspecify.annotations.NullMarked;
