/**
 * The graph of a definition for people and programs. In: a plan. Out: text, Mermaid, DOT, SVG or JSON.
 */
@NullMarked
package dev.weft.definitions.graph;

import org.jspecify.annotations.NullMarked;
