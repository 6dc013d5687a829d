/**
 * Expressions and templates. In: CEL text and a scope. Out: a value, or an EvaluationException with what was wrong.
 */
@NullMarked
package dev.weft.definitions.expression;

import org.jspecify.annotations.NullMarked;
