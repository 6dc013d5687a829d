/**
 * The interpreter. In: a plan, a run's state and what happened. Out: the next state and what to do about it.
 *
 * <p>{@link dev.weft.worker.interpreter.RunLoop} is pure and knows no Temporal; {@link
 * dev.weft.worker.interpreter.temporal.RunWorkflow} is the thin rim that turns effects into Temporal calls and their outcomes
 * into events.
 */
@NullMarked
package dev.weft.worker.interpreter;

import org.jspecify.annotations.NullMarked;
