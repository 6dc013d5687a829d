@NullMarked
package dev.weft.worker.action.file;

import org.jspecify.annotations.NullMarked;
