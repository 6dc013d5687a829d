/**
 * The compiled graph. In: a valid definition. Out: tasks with their order, levels and neighbours.
 */
@NullMarked
package dev.weft.definitions.plan;

import org.jspecify.annotations.NullMarked;
