/**
 * The inputs of a run. In: the declared JSON Schemas and the values of a caller. Out: values with defaults filled in, or
 * what is wrong with them, each at its JSON pointer.
 */
@NullMarked
package dev.weft.definitions.input;

import org.jspecify.annotations.NullMarked;
