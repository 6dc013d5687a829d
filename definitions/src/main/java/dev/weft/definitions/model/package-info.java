/**
 * The definition as data: immutable records, one for each noun of the language. In: values that the parser has checked. Out: what the plan is made of.
 */
@NullMarked
package dev.weft.definitions.model;

import org.jspecify.annotations.NullMarked;
