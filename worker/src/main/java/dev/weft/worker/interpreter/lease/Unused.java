package dev.weft.worker.interpreter.lease;

import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.protocol.WeftLease;
import dev.weft.worker.task.Lease;
import dev.weft.worker.task.TaskState;

/**
 * Leases granted to a task that doesn't begin with them, as its run is paused or holds it back: others would wait for what stands
 * idle. It is still ready, so it claims them again once it may begin.
 */
public final class Unused {
    private Unused() {}

    /** Gives back what was granted in this turn and isn't used by now. */
    public static void leave(Turn turn) {
        turn.granted.forEach((index, kind) -> {
            TaskState task = turn.task(index);
            // What a rollback has opened again had begun: nothing in it may go on before it has its key.
            Lease lease = task.lease(kind);
            boolean unused = turn.ready.contains(index) && task.inside() == null;
            if (lease != null && unused && turn.elsewhere.has(Change.LEAVES_UNUSED)) {
                turn.put(
                        index,
                        (kind == WeftLease.Kind.TASK
                                        ? task.edit().without(kind)
                                        : task.edit().leavingAgent())
                                .reason(
                                        "a lease of %s: its turn came while the run %s, and went to the next; it claims it again once it may begin"
                                                .formatted(lease.whose(), turn.paused ? "was paused" : "held it back"))
                                .done());
            }
        });
        turn.granted.clear();
    }
}
