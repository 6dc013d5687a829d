package dev.weft.worker.interpreter.failure;

import dev.weft.definitions.model.OnFailure;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Loop;

/** What a run is about to end as, were nothing else to happen. */
public final class Prospects {
    private Prospects() {}

    /** Of the run, as seen from its top. */
    public static RunStatus of(Turn turn) {
        return of(turn, firstFailed(turn, -1));
    }

    /**
     * Of the run.
     *
     * @param failing {@link #failing}
     */
    public static RunStatus of(Turn turn, int failing) {
        if (turn.rollback != null && turn.rollback.incomplete() != null) {
            return RunStatus.FAILED;
        }
        return switch (turn.ending) {
            case CANCELLED, REPLACED -> RunStatus.CANCELLED;
            case TIMED_OUT -> RunStatus.TIMED_OUT;
            case ROLLED_BACK -> RunStatus.ROLLED_BACK;
            case null -> failing >= 0 ? RunStatus.FAILED : RunStatus.COMPLETED;
        };
    }

    /** Index of the first task, as written, that failed right inside of a block or of the run (-1); -1 for none. */
    public static int firstFailed(Turn turn, int holder) {
        for (int child : turn.nodes.children(holder)) {
            if (turn.task(child).status() == TaskStatus.FAILED) {
                return child;
            }
        }
        return -1;
    }

    /**
     * The task whose failure is about to fail the run, as seen from a task: one that has failed at the top, or beside it
     * or a block around it, where nothing further out catches that; -1 for none.
     *
     * @param asking the task; -1 for the run itself
     */
    public static int failing(Turn turn, int asking) {
        int failed = firstFailed(turn, -1);
        for (int at = asking; failed < 0 && at >= 0; at = turn.parent(at)) {
            int beside = firstFailed(turn, turn.parent(at));
            failed = beside >= 0 && reachesTheTop(turn, turn.parent(at)) ? beside : -1;
        }
        return cause(turn, failed);
    }

    private static boolean reachesTheTop(Turn turn, int block) {
        int at = block;
        while (at >= 0 && !isTolerated(turn, at) && turn.planned(at).task().onFailure() == OnFailure.Word.FAIL) {
            // Nothing catches the failure of a fallback: it is what caught that of its task.
            int out = turn.planned(at).role() == PlannedTask.Role.FALLBACK ? turn.parent(at) : at;
            at = turn.parent(out);
        }
        return at < 0;
    }

    private static boolean isTolerated(Turn turn, int at) {
        int holder = turn.parent(at);
        Loop loop =
                holder < 0 || turn.nodes.isWhole(at) ? null : turn.task(holder).loop();
        return loop != null && loop.terms() instanceof Loop.Items items && items.allows(items.failed() + 1);
    }

    /** The task that began a failure: a block has the error of the first task that failed in it. */
    public static int cause(Turn turn, int failed) {
        int at = failed;
        while (at >= 0) {
            int inner = firstFailed(turn, at);
            Failure error = turn.task(at).error();
            if (inner < 0 || error == null || !error.equals(turn.task(inner).error())) {
                return at;
            }
            at = inner;
        }
        return at;
    }
}
