/** Sizes as text. In: what people write. Out: bytes. */
@NullMarked
package dev.weft.definitions.size;

import org.jspecify.annotations.NullMarked;
