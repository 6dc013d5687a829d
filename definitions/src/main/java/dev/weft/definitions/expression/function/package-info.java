/**
 * The functions of expressions by name: those of CEL's libraries, and ours where nulls, mixed numbers or bounds matter. In: arguments and a budget. Out: a value, or a failure. Internal to expressions.
 */
@NullMarked
package dev.weft.definitions.expression.function;

import org.jspecify.annotations.NullMarked;
