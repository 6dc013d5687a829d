package dev.weft.worker.interpreter.view;

import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.state.Asking;
import dev.weft.worker.interpreter.state.Nodes;
import dev.weft.worker.interpreter.state.Rollback;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.state.SliceItems;
import dev.weft.worker.interpreter.undo.RunUndos;
import dev.weft.worker.protocol.DecisionKeys;
import dev.weft.worker.protocol.RunMarks;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.WeftLease;
import dev.weft.worker.task.Cached;
import dev.weft.worker.task.Clock;
import dev.weft.worker.task.Lease;
import dev.weft.worker.task.Loop;
import dev.weft.worker.task.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A run's state as people and programs see it. */
public final class RunViews {
    private RunViews() {}

    /**
     * The whole run.
     *
     * @param created when the run was created, for one that has not begun
     * @param more what it waits for besides what its state says; {@code null} for nothing
     */
    public static RunView of(RunLoop loop, RunState state, Instant created, RunView.@Nullable Waiting more) {
        List<RunView.Waiting> waiting = waitingOn(loop, state);
        if (more != null) {
            waiting.addFirst(more);
        }
        RunRequest request = loop.facts().request();
        Nodes nodes = state.nodes(loop.plan());
        Map<String, RunView.TaskView> items = new LinkedHashMap<>();
        Map<Integer, List<Gathered.Part>> inLoops = new LinkedHashMap<>();
        for (int node : nodes.all(state.tasks())) {
            PlannedTask planned = nodes.planned(node);
            if (nodes.frame(node) != null
                    && !RunUndos.isUnseen(planned, state.tasks().get(node))) {
                RunView.TaskView view = task(planned, state.tasks().get(node));
                // What undoes an earlier attempt is told of by itself, and is nothing of what the task is about now.
                if (!nodes.isSuperseded(node) && !nodes.isSlice(nodes.parent(node))) {
                    inLoops.computeIfAbsent(planned.index(), none -> new ArrayList<>())
                            .add(new Gathered.Part(view, 1));
                }
                if (nodes.isSlice(node)) {
                    int many = items(nodes, node);
                    inSlices(loop.plan(), nodes, node, view, undoing(nodes, node, state))
                            .forEach((below, one) -> inLoops.computeIfAbsent(below, none -> new ArrayList<>())
                                    .add(new Gathered.Part(one, many)));
                }
                if (items.size() < RunView.MOST_ITEMS) {
                    items.put(nodes.path(node), view);
                }
            }
        }
        Map<String, RunView.TaskView> tasks = new LinkedHashMap<>();
        for (PlannedTask planned : loop.plan().tasks()) {
            boolean isSeen = inLoops.containsKey(planned.index())
                    || !RunUndos.isUnseen(planned, state.tasks().get(planned.index()));
            if (!isSeen) {
                continue;
            }
            RunView.TaskView own = task(planned, state.tasks().get(planned.index()));
            List<Gathered.Part> instances = inLoops.getOrDefault(planned.index(), List.of());
            // Of what loops itself the whole is shown; its items and turns are its instances, too.
            boolean looped = state.tasks().get(planned.index()).loop() == null && !instances.isEmpty();
            tasks.put(
                    planned.path(),
                    looped ? Gathered.of(own.action(), instances) : counted(nodes, planned, own, state));
        }
        return new RunView(
                loop.facts().run(),
                request.workflow(),
                request.revision(),
                state.status(),
                Objects.requireNonNullElse(request.priority(), RunMarks.DEFAULT_PRIORITY),
                request.parent(),
                share(loop, state),
                Objects.requireNonNullElse(state.startedAt(), created),
                state.endedAt(),
                request.startedBy(),
                request.restartedFrom(),
                request.labels(),
                request.inputs(),
                state.outputs(),
                takenFrom(state.cached()),
                cache(state.cached()),
                state.error(),
                waiting,
                tasks,
                items,
                state.ignored(),
                state.generation(),
                request.decisionKeys().stream().map(DecisionKeys::id).toList(),
                undoing(state.rollback()));
    }

    private static @Nullable String undoing(@Nullable Rollback rollback) {
        return rollback == null ? null : rollback.isOfAll() ? "all" : "checkpoint";
    }

    /** Share of the tasks that have ended, items and turns counted, those of slices as far as the run knows, 0 to 100. */
    static int share(RunLoop loop, RunState state) {
        Nodes nodes = state.nodes(loop.plan());
        long all = 0;
        long ended = 0;
        for (int node : nodes.all(state.tasks())) {
            TaskState task = state.tasks().get(node);
            int many = RunUndos.isUnseen(nodes.planned(node), task) ? 0 : items(nodes, node);
            all += many;
            ended += task.status().ended() ? many : 0;
        }
        return (int) (100 * ended / Math.max(1, all));
    }

    /** As the other, slices counted as one: what visibility is told, whose commands histories hold. */
    public static int progress(RunLoop loop, RunState state) {
        Nodes nodes = state.nodes(loop.plan());
        List<Integer> all = nodes.all(state.tasks()).stream()
                .filter(node ->
                        !RunUndos.isUnseen(nodes.planned(node), state.tasks().get(node)))
                .toList();
        return progress(state, all);
    }

    /** Share of some tasks that have ended, 0 to 100. */
    static int progress(RunState state, List<Integer> some) {
        long ended = some.stream()
                .filter(node -> state.tasks().get(node).status().ended())
                .count();
        return (int) (100 * ended / some.size());
    }

    /** Of what the run waits for the decisions of people and the events, as in {@link #waitingOn}. */
    public static List<RunView.Waiting> asked(RunLoop loop, RunState state, Standing standing) {
        boolean none = state.tasks().stream().noneMatch(RunViews::asks);
        List<RunView.Waiting> waiting = new ArrayList<>();
        if (!none) {
            Nodes nodes = state.nodes(loop.plan());
            standing.all(state).stream()
                    .filter(node -> asks(state.tasks().get(node)))
                    .forEach(node -> addTo(waiting, nodes, node, state));
        }
        return waiting;
    }

    private static boolean asks(TaskState task) {
        return task.status() == TaskStatus.WAITING && !task.held() && (task.gate() != null || task.awaitsEvent());
    }

    /** Of a loop over items, how many of these have ended. */
    private static RunView.TaskView counted(Nodes nodes, PlannedTask planned, RunView.TaskView own, RunState state) {
        Loop loop = state.tasks().get(planned.index()).loop();
        if (loop == null || !(loop.terms() instanceof Loop.Items items)) {
            return own;
        }
        int all = 0;
        int ended = 0;
        for (int frame : loop.live()) {
            int item = state.frames().get(frame).base();
            int size = items(nodes, item);
            all += size;
            ended += state.tasks().get(item).status().ended() ? size : 0;
        }
        return own.counting(new RunView.ItemCount(ended, items.failed(), all), own.reason());
    }

    /** How many items a state stands for: those of a slice, else 1. */
    private static int items(Nodes nodes, int node) {
        return nodes.isSlice(node)
                ? SliceItems.of(Objects.requireNonNull(nodes.frame(node)))
                        .numbers()
                        .size()
                : 1;
    }

    /**
     * What the run waits for, in the order written; a block waits for what is in it, which is told, unless it waits for its key before
     * that goes on.
     */
    public static List<RunView.Waiting> waitingOn(RunLoop loop, RunState state) {
        List<RunView.Waiting> waiting = new ArrayList<>();
        for (Lease lease : state.leases()) {
            if (!lease.isHeld()) {
                waiting.add(new RunView.Waiting("", "lease", lease.reason(), lease.since()));
            }
        }
        Nodes nodes = state.nodes(loop.plan());
        Asking asking = state.asking();
        if (asking != null) {
            asking.tasks()
                    .forEach(task -> waiting.add(new RunView.Waiting(
                            nodes.path(task), RunView.Waiting.STORE, asking.why(), asking.since())));
        }
        for (int node : nodes.all(state.tasks())) {
            addTo(waiting, nodes, node, state);
        }
        return waiting;
    }

    private static void addTo(List<RunView.Waiting> waiting, Nodes nodes, int node, RunState state) {
        TaskState task = state.tasks().get(node);
        Asking asking = state.asking();
        boolean asks = asking != null && asking.tasks().contains(node);
        boolean itself = !task.holdsOpenTasks() || awaitsLease(task);
        if (task.status() == TaskStatus.WAITING && itself && !asks) {
            waiting.add(new RunView.Waiting(
                    nodes.path(node),
                    kind(state, node),
                    Objects.requireNonNullElse(task.reason(), ""),
                    Objects.requireNonNull(task.startedAt()),
                    task.dueAt()));
        }
    }

    private static boolean awaitsLease(TaskState task) {
        return task.leases().stream().anyMatch(lease -> !lease.isHeld());
    }

    private static String kind(RunState state, int node) {
        TaskState task = state.tasks().get(node);
        Clock clock = task.clock();
        if (task.held()) {
            return "person";
        }
        if (task.gate() != null) {
            return "approval";
        }
        if (task.awaitsEvent()) {
            return "event";
        }
        if (task.isLookedUp()) {
            return "cache";
        }
        for (Lease lease : task.leases()) {
            if (!lease.isHeld()) {
                return lease.kind() == WeftLease.Kind.ROOM ? "room" : "lease";
            }
        }
        // One that is ready and yet waits has left to others what it was granted.
        if (clock == null && state.ready().contains(node)) {
            return "lease";
        }
        return clock == null
                ? "slot"
                : switch (clock.kind()) {
                    case WAIT, UNTIL, TURN -> "timer";
                    case RETRY, RUN, DEADLINE, SLA, ATTEMPT, GATE, EVENT, REMINDER -> "retry";
                };
    }

    /** What is in a slice is about what the slice is, as far as this run knows. */
    private static Map<Integer, RunView.TaskView> inSlices(
            Plan plan, Nodes nodes, int slice, RunView.TaskView view, RunView.@Nullable TaskView undoing) {
        int root = nodes.planned(slice).index();
        Map<Integer, RunView.TaskView> below = new LinkedHashMap<>();
        for (int task = root + 1; task < root + nodes.size(slice); task++) {
            if (isInstead(plan, root, task)) {
                continue;
            }
            RunView.TaskView about = undoes(plan, root, task) ? undoing : view;
            if (about != null) {
                below.put(
                        task,
                        new RunView.TaskView(
                                about.status(),
                                view.action(),
                                null,
                                null,
                                null,
                                null,
                                0,
                                about.startedAt(),
                                about.endedAt(),
                                about.error(),
                                null,
                                null,
                                null,
                                null));
            }
        }
        return below;
    }

    /** Whether it is, or is in, what is done instead of the loop as a whole, which no slice does. */
    private static boolean isInstead(Plan plan, int loop, int task) {
        int fallback = plan.tasks().get(loop).fallback();
        int at = task;
        while (at > loop && at != fallback) {
            at = plan.tasks().get(at).parent();
        }
        return fallback >= 0 && at == fallback;
    }

    private static boolean undoes(Plan plan, int loop, int task) {
        int at = task;
        while (at > loop && plan.tasks().get(at).role() != PlannedTask.Role.COMPENSATION) {
            at = plan.tasks().get(at).parent();
        }
        return at > loop;
    }

    /** What undoes a slice, once it has begun. */
    private static RunView.@Nullable TaskView undoing(Nodes nodes, int slice, RunState state) {
        int undoing = nodes.compensation(slice);
        return undoing < 0 || state.tasks().get(undoing).startedAt() == null
                ? null
                : task(nodes.planned(undoing), state.tasks().get(undoing));
    }

    private static RunView.@Nullable CacheView cache(@Nullable Cached cached) {
        if (cached == null || (!cached.isTaken() && cached.missed() == null)) {
            return null;
        }
        return cached.isTaken()
                ? new RunView.CacheView(true, cached.run(), cached.source())
                : new RunView.CacheView(
                        false, null, Objects.requireNonNull(cached.missed()).words());
    }

    private static @Nullable String takenFrom(@Nullable Cached cached) {
        return cached == null ? null : cached.run();
    }

    static RunView.TaskView task(PlannedTask planned, TaskState state) {
        String action = switch (planned.task().work()) {
            case Work.ActionCall call -> call.action().name();
            case Work.Block block -> RunView.BLOCK;
        };
        return new RunView.TaskView(
                state.status(),
                action,
                state.agent(),
                state.child() == null ? null : state.child().run(),
                takenFrom(state.cached()),
                state.reason(),
                state.attempts(),
                state.startedAt(),
                state.endedAt(),
                state.error(),
                state.gate() == null ? null : GateViews.of(state, state.gate()),
                state.sla() != null && state.sla().missed() ? state.sla().due() : null,
                cache(state.cached()),
                null);
    }
}
