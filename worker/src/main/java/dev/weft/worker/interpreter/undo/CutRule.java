package dev.weft.worker.interpreter.undo;

import dev.weft.worker.protocol.Control;
import dev.weft.worker.task.Child;
import dev.weft.worker.task.TaskState;
import org.jspecify.annotations.Nullable;

/** What stays of a run that goes on from where it was, and what becomes of the rest. */
public interface CutRule {
    /** Whether a task has ended, and that still holds: it stays with all that is in it. */
    boolean stays(int task);

    /** Whether what holds a task that stays is open again for its sake. */
    boolean counts(int task);

    /** Whether a task is open again, whatever stays in it. */
    boolean isOpened(int task);

    /** Whether a task was undone by a compensation of its own: it begins anew with all in it, whatever of that would stay. */
    boolean wasUndone(int task);

    /** Whether what is done instead of a task is to go on, or begins anew. */
    boolean fallsBack(int task);

    /** What the run is told that has done a slice, and goes on with that; {@code null} where the slice stays or begins anew. */
    default @Nullable Control goesOn(int task) {
        return null;
    }

    /** Whether an item begins however many others have failed, as a person has named it. */
    default boolean isNamed(int item) {
        return false;
    }

    /** The place of an end that comes of this. */
    int order();

    /** Attempts that count of what is open again. */
    default int attempts(TaskState before) {
        return before.attempts();
    }

    /** The runs of a task that begins anew which are still to be undone with it; {@code null} for none. */
    default @Nullable Child runsOfAnew(int task) {
        return null;
    }

    /** The runs of a task that is open again which are still to be undone with it; {@code null} for none. */
    default @Nullable Child runsOfOpen(int task) {
        return null;
    }

    /** A task is about to begin anew, with all below it. */
    default void beforeAnew(int task) {}

    /** A task is about to be open again. */
    default void beforeOpen(int task) {}

    /** The turns of a task from a number on are of the past. */
    default void beforeTurnsGo(int task, int from) {}

    /** All is put back, and nothing has followed from that. */
    default void afterAll() {}
}
