/** Tests of expressions. */
@NullMarked
package dev.weft.definitions.expression;

import org.jspecify.annotations.NullMarked;
