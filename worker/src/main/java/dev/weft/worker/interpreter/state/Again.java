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
 * @param ending why the run stays ended early but for what runs whatever happens, of which the task is, or is in it; {@code null}
 *     where all that was cut short is done anew
 * @param rollback the undoing after which that is so; {@code null} for none
 */
public record Again(
        Steering how,
        int task,
        @Nullable Object output,
        String by,
        @Nullable Instant began,
        RunState.@Nullable Ending ending,
        @Nullable Rollback rollback) {}
