/** The data of a run: its state, what happens to it, and what is to be done about that; where in the state each task is. In: a
 * plan. Out: immutable records, which the rest of the interpreter reads and replaces. */
@NullMarked
package dev.weft.worker.interpreter.state;

import org.jspecify.annotations.NullMarked;
