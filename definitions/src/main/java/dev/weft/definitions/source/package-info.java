/**
 * Text to positioned nodes. In: the characters of a document. Out: a tree in which every node knows its place.
 */
@NullMarked
package dev.weft.definitions.source;

import org.jspecify.annotations.NullMarked;
