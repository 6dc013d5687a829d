/** Tests of what attempts say. */
@NullMarked
package dev.weft.worker.log;

import org.jspecify.annotations.NullMarked;
