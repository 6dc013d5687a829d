package dev.weft.worker.interpreter;

import dev.weft.worker.interpreter.gate.GateFacts;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.protocol.event.FactType;
import dev.weft.worker.task.TaskState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run tells of its changes. Each change of a task's state comes by here, wherever it was made, so that none is kept
 * silent. Not thread safe.
 */
public final class Telling {
    private final Turn turn;
    private final RunStatus before;
    private final List<Fact> facts;
    private int told;

    Telling(Turn turn, RunState state) {
        this.turn = turn;
        this.before = state.status();
        this.told = state.told();
        // What was done to it outside of its histories has no time but that of the step that tells it.
        this.facts = new ArrayList<>(
                state.untold().stream().map(fact -> fact.at(turn.now)).toList());
    }

    /** The facts of this turn, oldest first. */
    List<Fact> facts() {
        return facts;
    }

    /** How many facts the run has told. */
    public int told() {
        return told;
    }

    /** The run begins. */
    void begun() {
        var request = turn.facts.request();
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("status", RunStatus.RUNNING.name());
        data.put("started_by", request.startedBy());
        if (!request.labels().isEmpty()) {
            data.put("labels", request.labels());
        }
        if (request.parent() != null) {
            data.put("parent", request.parent().run());
        }
        if (request.restartedFrom() != null) {
            data.put("restarted_from", request.restartedFrom());
        }
        add(FactType.WORKFLOW_STARTED, null, data);
        if (turn.again != null) {
            stand();
        }
    }

    /** Somebody asks something of the run. */
    void controlled(RunEvent.Controlled controlled) {
        controlled(controlled.command(), controlled.by(), controlled.channel(), controlled.task());
    }

    /** As the other, of a run that had ended. */
    public void controlled(Control control) {
        controlled(
                control.command(),
                control.by(),
                Objects.requireNonNullElse(control.channel(), Control.TEMPORAL),
                control.task());
    }

    private void controlled(String command, @Nullable String by, String channel, @Nullable String task) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("status", before.name());
        data.put("command", command);
        if (by != null) {
            data.put("by", by);
        }
        data.put("channel", channel);
        add(FactType.WORKFLOW_CONTROLLED, task, data);
    }

    /** The run goes on after its end: how its tasks stand, of which nothing has come to pass now. */
    private void stand() {
        boolean anew = !turn.elsewhere.has(Change.TELLS_WHAT_STANDS);
        TaskState unbegun = TaskState.pending(0);
        Set<Integer> all = new LinkedHashSet<>(turn.nodes.all(turn.tasks));
        for (int task : all) {
            if (anew) {
                changed(task, unbegun, turn.task(task).edit().sla(null).done());
            } else if (turn.task(task).status() != TaskStatus.PENDING && !turn.nodes.isPattern(task)) {
                stands(task);
            }
        }
        // What undid attempts at places of items and turns that may be taken again.
        for (int task = turn.plan.tasks().size(); task < turn.size(); task++) {
            if (turn.task(task).startedAt() != null
                    && turn.nodes.isOfCompensation(task)
                    && turn.nodes.isSuperseded(task)
                    && all.add(task)) {
                stands(task);
            }
        }
    }

    /** The state of a task changes. What items and turns are made of does nothing itself: they tell. */
    void changed(int task, TaskState was, TaskState is) {
        boolean silent = was.status() == is.status() && was.attempts() == is.attempts() && was.gate() == is.gate();
        boolean late = isLate(is) && !isLate(was);
        if ((silent && !late) || turn.nodes.isPattern(task)) {
            return;
        }
        if (was.status() != is.status() || is.attempts() > was.attempts()) {
            FactType type = type(was, is);
            add(type, turn.path(task), TaskFacts.data(type, is));
        }
        if (late) {
            add(FactType.TASK_LATE, turn.path(task), TaskFacts.late(is));
        }
        if (was.gate() != is.gate() && is.gate() != null) {
            GateFacts.tell(was.gate(), is.gate(), turn.facts.request().startedBy(), (type, data) -> {
                data.put("status", is.status().name());
                add(type, turn.path(task), data);
            });
        }
    }

    private static boolean isLate(TaskState task) {
        return task.sla() != null && task.sla().missed();
    }

    /** An item or turn, or something in it, is of the past: what has its path from here on has not begun. */
    public void past(int task) {
        if (turn.task(task).status() != TaskStatus.PENDING) {
            notBegun(turn.path(task));
        }
    }

    /** A task has another path from here on, where it isn't the one that it had. */
    public void moved(int task, String from) {
        String to = turn.path(task);
        if (!to.equals(from)) {
            notBegun(from);
            stands(task);
        }
    }

    /** A task is at its path as it is. */
    public void stands(int task) {
        add(FactType.TASK_CHANGED, turn.path(task), TaskFacts.data(FactType.TASK_CHANGED, turn.task(task)));
    }

    private void notBegun(String path) {
        add(FactType.TASK_CHANGED, path, TaskFacts.data(FactType.TASK_CHANGED, TaskState.pending(0)));
    }

    private static FactType type(TaskState was, TaskState is) {
        return switch (is.status()) {
            case RUNNING ->
                was.status() == TaskStatus.PENDING || is.attempts() > was.attempts()
                        ? FactType.TASK_STARTED
                        : FactType.TASK_CHANGED;
            case WAITING -> TaskFacts.awaitsAttempt(is) ? FactType.TASK_RETRYING : FactType.TASK_CHANGED;
            case PENDING -> FactType.TASK_CHANGED;
            case COMPLETED -> FactType.TASK_COMPLETED;
            case FAILED -> FactType.TASK_FAILED;
            case SKIPPED -> FactType.TASK_SKIPPED;
            case CANCELLED -> FactType.TASK_CANCELLED;
            case COMPENSATED -> FactType.TASK_COMPENSATED;
        };
    }

    /** The turn is over: what the run is about after it. */
    void ended(RunStatus after, @Nullable Failure error) {
        FactType type = after == before ? null : type(after);
        if (type != null) {
            Map<String, @Nullable Object> data = new LinkedHashMap<>();
            data.put("status", after.name());
            TaskFacts.error(data, error);
            TaskFacts.taken(data, turn.cached);
            add(type, null, data);
        }
    }

    private @Nullable FactType type(RunStatus after) {
        return switch (after) {
            case RUNNING, WAITING ->
                switch (before) {
                    case PAUSED -> FactType.WORKFLOW_RESUMED;
                    case ROLLING_BACK -> FactType.WORKFLOW_ROLLED_BACK;
                    // Which of the two it is follows from its tasks.
                    case RUNNING, WAITING, COMPLETED, FAILED, CANCELLED, TIMED_OUT, ROLLED_BACK, TERMINATED -> null;
                };
            case PAUSED -> FactType.WORKFLOW_PAUSED;
            case ROLLING_BACK -> FactType.WORKFLOW_ROLLING_BACK;
            case ROLLED_BACK -> FactType.WORKFLOW_ROLLED_BACK;
            case COMPLETED -> FactType.WORKFLOW_COMPLETED;
            case CANCELLED -> FactType.WORKFLOW_CANCELLED;
            case FAILED, TIMED_OUT, TERMINATED -> FactType.WORKFLOW_FAILED;
        };
    }

    private void add(FactType type, @Nullable String task, Map<String, @Nullable Object> data) {
        facts.add(new Fact(++told, turn.now, type, task, data));
    }
}
