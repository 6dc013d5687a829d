/**
 * Nodes to model. In: a positioned tree of schema 3.0.0. Out: a definition, and every problem met on the way.
 */
@NullMarked
package dev.weft.definitions.parse;

import org.jspecify.annotations.NullMarked;
