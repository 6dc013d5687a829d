package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.interpreter.state.Nodes;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.protocol.event.FactType;
import dev.weft.worker.task.Gate;
import dev.weft.worker.task.TaskState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A run as one sees it who knows nothing of it but its facts. */
final class ToldRun {
    final Map<String, TaskStatus> tasks = new HashMap<>();
    private final Map<String, Integer> decisions = new HashMap<>();
    RunStatus status = RunStatus.RUNNING;
    private int sequence;
    private Instant at = Instant.EPOCH;

    /** Holds what the facts say against every state that the run was in. */
    static void check(SimulatedWorld world, String what) {
        ToldRun told = new ToldRun();
        int next = 0;
        for (RunState state : world.states) {
            while (next < state.told()) {
                told.take(world.published.get(next++).what(), what);
            }
            told.compare(state, world.loop, what);
        }
        assertThat(next).as(what).isEqualTo(world.published.size());
        RunState end = world.states.getLast();
        Nodes nodes = end.nodes(world.loop.plan());
        assertThat(told.tasks.keySet()).as(what).noneMatch(path -> nodes.isPattern(nodes.find(path, end.tasks())));
    }

    private void take(Fact fact, String what) {
        assertThat(fact.sequence()).as(what).isEqualTo(++sequence);
        assertThat(fact.at()).as(what).isAfterOrEqualTo(at);
        at = fact.at();
        String task = fact.task();
        if (fact.type() == FactType.WORKFLOW_STARTED) {
            tasks.clear();
        }
        // Who asks something of a run may name a task.
        if (task == null || fact.type() == FactType.WORKFLOW_CONTROLLED) {
            status = RunStatus.valueOf(String.valueOf(fact.data().get("status")));
        } else {
            tasks.put(task, TaskStatus.valueOf(String.valueOf(fact.data().get("status"))));
            if (fact.type() == FactType.APPROVAL_DECIDED) {
                decisions.merge(task, 1, Integer::sum);
            }
        }
    }

    private void compare(RunState state, RunLoop loop, String what) {
        Nodes nodes = state.nodes(loop.plan());
        for (int node : nodes.all(state.tasks())) {
            TaskState task = state.tasks().get(node);
            String path = nodes.path(node);
            assertThat(tasks.getOrDefault(path, TaskStatus.PENDING))
                    .as(path + " of " + what)
                    .isEqualTo(task.status());
            Gate gate = task.gate();
            if (gate != null) {
                assertThat(decisions.getOrDefault(path, 0))
                        .as(path + " of " + what)
                        .isGreaterThanOrEqualTo(gate.decisions().size());
            }
        }
        boolean goesItsWay = List.of(RunStatus.RUNNING, RunStatus.WAITING).contains(state.status());
        assertThat(goesItsWay ? RunStatus.RUNNING : state.status())
                .as(what)
                .isEqualTo(status == RunStatus.WAITING ? RunStatus.RUNNING : status);
    }
}
