/**
 * The life of one task as data: its state, the one table of its transitions, the question of a gate. In: triggers.
 * Out: the next state. Pure: no Temporal.
 */
@NullMarked
package dev.weft.worker.task;

import org.jspecify.annotations.NullMarked;
