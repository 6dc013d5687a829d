/**
 * The graph as a picture, boxes in boxes. In: a plan. Out: an SVG document; on the way cells with their sizes, then columns
 * with the places of cells and wires in them.
 */
@NullMarked
package dev.weft.definitions.graph.svg;

import org.jspecify.annotations.NullMarked;
