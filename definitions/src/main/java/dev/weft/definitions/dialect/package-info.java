/**
 * The other dialects of the language, one a file, and the choice among all front ends. In: the positioned nodes of a document.
 * Out: its definitions in schema 3.0.0, at the author's places.
 */
@NullMarked
package dev.weft.definitions.dialect;

import org.jspecify.annotations.NullMarked;
