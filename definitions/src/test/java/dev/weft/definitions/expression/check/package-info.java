/** Tests of the checker. */
@NullMarked
package dev.weft.definitions.expression.check;

import org.jspecify.annotations.NullMarked;
