@NullMarked
package dev.weft.worker.protocol;

import org.jspecify.annotations.NullMarked;
