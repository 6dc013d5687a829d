/**
 * Definitions at random. In: a seed. Out: a tree of maps, lists and scalars that is a valid definition, its spelling as
 * YAML or JSON, and the same tree with one thing broken.
 */
@NullMarked
package dev.weft.definitions.random;

import org.jspecify.annotations.NullMarked;
