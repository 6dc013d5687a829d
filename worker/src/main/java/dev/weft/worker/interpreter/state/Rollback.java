package dev.weft.worker.interpreter.state;

import dev.weft.worker.protocol.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An undoing under way.
 *
 * @param after number of the end that stays the last, see {@link dev.weft.worker.task.TaskState#order()}; 0 where the whole
 *     run is undone
 * @param stage how far it is
 * @param left tasks that are still to be undone, newest first, the one under way among them
 * @param cause why the whole run is undone; {@code null} where a person asked for a checkpoint
 * @param incomplete of the first compensation that a person let fail; {@code null} for none
 * @param claims whether the run, which had ended, must have its leases again before anything is undone
 */
public record Rollback(
        int after,
        Stage stage,
        List<Integer> left,
        @Nullable Failure cause,
        @Nullable Failure incomplete,
        boolean claims) {
    /** How far an undoing is. */
    public enum Stage {
        /** It was asked for. */
        ASKED,
        /** What runs is being stopped. */
        STOPPING,
        /** Compensations are done, one at a time. */
        UNDOING,
        /** All is undone, and the run ends: tasks with {@code join: always} run. */
        ENDING
    }

    public Rollback {
        left = List.copyOf(left);
    }

    /** Of the whole run; the cause is {@code null} for a checkpoint. */
    public static Rollback asked(int after, @Nullable Failure cause) {
        return new Rollback(after, Stage.ASKED, List.of(), cause, null, false);
    }

    /** The same, of a run that had ended and gave its leases back. */
    public Rollback ofEnded() {
        return new Rollback(after, stage, left, cause, incomplete, true);
    }

    /** Whether the whole run is undone. */
    public boolean isOfAll() {
        return after == 0;
    }

    /** At another stage. */
    public Rollback at(Stage next) {
        return new Rollback(after, next, left, cause, incomplete, claims);
    }

    /** With these still to be undone. */
    public Rollback leaving(List<Integer> more) {
        return new Rollback(after, stage, more, cause, incomplete, claims);
    }

    /** With a compensation that a person let fail. */
    public Rollback incomplete(Failure failure) {
        return incomplete == null ? new Rollback(after, stage, left, cause, failure, claims) : this;
    }

    /** Why the run ends, where it does. */
    public @Nullable Failure failure() {
        return incomplete == null ? cause : incomplete;
    }
}
