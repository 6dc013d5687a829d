/**
 * What the front ends share. In: the positioned nodes of a document in an older version or another dialect. Out: nodes of
 * schema 3.0.0 that keep the author's places, what was changed in words, and problems.
 */
@NullMarked
package dev.weft.definitions.lower;

import org.jspecify.annotations.NullMarked;
