package dev.weft.worker.interpreter.state;

import dev.weft.worker.interpreter.restart.Fingerprints;
import dev.weft.worker.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended before, for a run that begins anew and needn't do it again.
 *
 * @param digest of all that its outcome depends on, see {@link Fingerprints}: where that is another now, it is done again;
 *     {@code null} where the outcome holds whatever is so
 * @param state as it ended; it holds no places of items or turns
 */
public record Kept(@Nullable String digest, TaskState state) {}
