/**
 * The built-in actions as data: one record of parameters with its specification a file. In: nothing. Out: the list that
 * {@link dev.weft.definitions.action.builtin.BuiltInActions} keeps.
 */
@NullMarked
package dev.weft.definitions.action.builtin;

import org.jspecify.annotations.NullMarked;
