/** Runs that begin with a given state: continued, reopened, restarted from a task. In: a state and what is to change. Out:
 * the state to begin with, with the ends that still hold. */
@NullMarked
package dev.weft.worker.interpreter.restart;

import org.jspecify.annotations.NullMarked;
