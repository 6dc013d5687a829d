/**
 * From evaluated values to parameter records. In: the class of a record, a map. Out: its shape (names, types, what is
 * required, documentation), from which checks, JSON Schema and reference pages follow; or the record itself.
 */
@NullMarked
package dev.weft.definitions.action.shape;

import org.jspecify.annotations.NullMarked;
