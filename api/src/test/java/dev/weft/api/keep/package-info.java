/** Tests of what is kept. */
@NullMarked
package dev.weft.api.keep;

import org.jspecify.annotations.NullMarked;
