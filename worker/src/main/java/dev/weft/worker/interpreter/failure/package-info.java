/** What a failure means: fallbacks, tasks that a person decides about, and what the run is about to end as. In: a failed task
 * and its {@code on_failure}. Out: the task's or the run's next state. */
@NullMarked
package dev.weft.worker.interpreter.failure;

import org.jspecify.annotations.NullMarked;
