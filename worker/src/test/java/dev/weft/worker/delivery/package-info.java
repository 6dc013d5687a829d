/** Tests of how events are sent. */
@NullMarked
package dev.weft.worker.delivery;

import org.jspecify.annotations.NullMarked;
