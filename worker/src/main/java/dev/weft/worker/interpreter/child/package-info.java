/** Runs that a task starts. In: a {@code workflow_trigger}'s parameters and the definition found for it. Out: requests of
 * child runs, and the task's end once they have ended. */
@NullMarked
package dev.weft.worker.interpreter.child;

import org.jspecify.annotations.NullMarked;
