/**
 * Older versions of the language, one step a file. In: the positioned nodes of a document of schema 1.0.0 to 2.0.0. Out: the
 * same definition in schema 3.0.0, what was kept at its place.
 */
@NullMarked
package dev.weft.definitions.migrate;

import org.jspecify.annotations.NullMarked;
