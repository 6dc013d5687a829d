/**
 * What values are like that nobody has said: in come a definition and the agents that it calls, out come inputs, outputs of tasks
 * and data of events with which it can be tried. What is declared of a value (a JSON Schema) and how expressions use it both say
 * something of it. Pure: the same definition gives the same values.
 */
@NullMarked
package dev.weft.definitions.likeness;

import org.jspecify.annotations.NullMarked;
