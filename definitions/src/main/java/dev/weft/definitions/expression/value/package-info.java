/**
 * Values and what operators do with them. In: normal values and a budget. Out: values, or a failure in words. Internal to expressions.
 */
@NullMarked
package dev.weft.definitions.expression.value;

import org.jspecify.annotations.NullMarked;
