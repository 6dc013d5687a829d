package dev.weft.worker.interpreter.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person has said of a task of a run that had ended: the run goes on from that, once it has what it needs to begin.
 *
 * @param how what becomes of the task
 * @param task index of its state
 * @param output of one that is completed
 * @param by who has said so
 * @param began when the run had begun before; {@code null} where it had not
 */
public record Again(
        Steering how,
        int task,
        @Nullable Object output,
        String by,
        @Nullable Instant began) {}
