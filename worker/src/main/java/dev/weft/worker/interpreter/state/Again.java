package dev.weft.worker.interpreter.state;

import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.SliceTerms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person has said of a task of a run that had ended: the run goes on from that, once it has what it needs to begin.
 *
 * @param how what becomes of the task
 * @param task index of its state; -1 in a run that does a slice, where none is named
 * @param output of one that is completed
 * @param by who has said so
 * @param began when the run had begun before; {@code null} where it had not
 * @param ending why the run stays ended early but for what runs whatever happens, of which the task is, or is in it; {@code null}
 *     where all that was cut short is done anew
 * @param rollback the undoing after which that is so; {@code null} for none
 * @param below what is said to the run that does the slice which the task is; {@code null} where it is none, or is done anew
 * @param slice with what a run that does a slice itself goes on; {@code null} in any other run
 */
public record Again(
        Steering how,
        int task,
        @Nullable Object output,
        String by,
        @Nullable Instant began,
        RunState.@Nullable Ending ending,
        @Nullable Rollback rollback,
        @Nullable Control below,
        @Nullable SliceTerms slice) {}
