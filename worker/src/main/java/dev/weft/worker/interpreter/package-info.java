/**
 * The interpreter. In: a plan, a run's state and what happened. Out: the next state and what to do about it.
 *
 * <p>{@link dev.weft.worker.interpreter.RunLoop} is pure and knows no Temporal. It takes one event in: {@link
 * dev.weft.worker.interpreter.Turn} holds the state meanwhile, the packages beside it know one concept each (gates, blocks,
 * child runs, undoing), and {@link dev.weft.worker.interpreter.Scheduling} lets follow what follows, until nothing more
 * does. {@link dev.weft.worker.interpreter.temporal.RunWorkflow} is the thin rim that turns effects into Temporal calls and
 * their outcomes into events.
 */
@NullMarked
package dev.weft.worker.interpreter;

import org.jspecify.annotations.NullMarked;
