/**
 * Checks expressions without evaluating them. In: CEL text, the names that are visible and their types. Out: the type of
 * its value, and every flaw at its place. What may or may not be wrong, depending on a value, is no flaw.
 */
@NullMarked
package dev.weft.definitions.expression.check;

import org.jspecify.annotations.NullMarked;
