package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.plan.Plan;
import dev.weft.worker.interpreter.state.Nodes;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.TaskState;

/**
 * That nothing begins before, and nothing stands that ended before, what it needs has ended: whatever was undone, retried or put
 * back between. It knows nothing of how a run goes on, only what needs what.
 */
final class NeedsFirst {
    private NeedsFirst() {}

    /** Of all that a run went through. */
    static void check(SimulatedWorld world, String what) {
        RunState before = null;
        for (RunState state : world.states) {
            // While it goes back, and until it goes on, it stands as it ended.
            if (state.rollback() == null
                    && state.again() == null
                    && (before == null || before.tasks() != state.tasks())) {
                check(world.plan(), state, what);
            }
            before = state;
        }
    }

    private static void check(Plan plan, RunState state, String what) {
        Nodes nodes = state.nodes(plan);
        for (int task : nodes.all(state.tasks())) {
            TaskState one = state.tasks().get(task);
            boolean isUnderWay = one.status() == TaskStatus.RUNNING || one.status() == TaskStatus.WAITING;
            boolean hasEnded = (one.status() == TaskStatus.COMPLETED
                            || one.status() == TaskStatus.FAILED
                            || one.status() == TaskStatus.SKIPPED)
                    && one.order() > 0;
            if ((!isUnderWay && !hasEnded) || nodes.isOfCompensation(task) || nodes.isPattern(task)) {
                continue;
            }
            for (int at = task; at >= 0; at = nodes.parent(at)) {
                for (int need : nodes.needs(at)) {
                    TaskState needed = state.tasks().get(need);
                    String said = "%s, %s, which needs %s, %s; %s"
                            .formatted(nodes.path(task), one.status(), nodes.path(need), needed.status(), what);
                    assertThat(needed.status().ended()).as(said).isTrue();
                    // What was undone in a block that had failed stays so, as the block stays as it ended, or what is
                    // done
                    // instead of it goes on.
                    if (!isPast(nodes, state, nodes.parent(at))) {
                        assertThat(needed.status()).as(said).isNotEqualTo(TaskStatus.COMPENSATED);
                    }
                    if (hasEnded) {
                        assertThat(needed.order()).as(said).isLessThan(one.order());
                    }
                }
            }
        }
    }

    private static boolean isPast(Nodes nodes, RunState state, int holder) {
        if (holder < 0) {
            return false;
        }
        int instead = nodes.fallback(holder);
        return state.tasks().get(holder).status().ended()
                || (instead >= 0 && state.tasks().get(instead).status() != TaskStatus.PENDING);
    }
}
