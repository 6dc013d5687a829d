/**
 * Compiled expressions. In: CEL text. Out: a tree of nodes that evaluates over a scope. Internal to expressions.
 */
@NullMarked
package dev.weft.definitions.expression.program;

import org.jspecify.annotations.NullMarked;
