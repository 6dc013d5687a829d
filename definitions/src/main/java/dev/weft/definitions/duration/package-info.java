/** Durations as text. In: what people write or expressions give. Out: lengths of time, and text that is read again. */
@NullMarked
package dev.weft.definitions.duration;

import org.jspecify.annotations.NullMarked;
