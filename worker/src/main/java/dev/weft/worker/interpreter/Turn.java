package dev.weft.worker.interpreter;

import dev.weft.definitions.model.Join;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.interpreter.cache.Contents;
import dev.weft.worker.interpreter.event.Awaiting;
import dev.weft.worker.interpreter.failure.RunFailures;
import dev.weft.worker.interpreter.large.Elsewhere;
import dev.weft.worker.interpreter.lease.GivenBack;
import dev.weft.worker.interpreter.lease.RunLeases;
import dev.weft.worker.interpreter.lease.Slots;
import dev.weft.worker.interpreter.restart.KeptEnds;
import dev.weft.worker.interpreter.state.Again;
import dev.weft.worker.interpreter.state.Asking;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.Frame;
import dev.weft.worker.interpreter.state.Kept;
import dev.weft.worker.interpreter.state.Nodes;
import dev.weft.worker.interpreter.state.Rollback;
import dev.weft.worker.interpreter.state.RunFacts;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.state.Step;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.WeftLease;
import dev.weft.worker.task.Cached;
import dev.weft.worker.task.Inside;
import dev.weft.worker.task.Lease;
import dev.weft.worker.task.Loop;
import dev.weft.worker.task.TaskState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The state of a run while one event is taken in: the only mutable thing in the pure core, and gone after it. */
public final class Turn {
    private static final Inside NOTHING = Inside.pending(Inside.Holds.TASKS, 0);

    public final Plan plan;
    public final Nodes nodes;
    public final RunFacts facts;
    public final Contents contents;
    public final Instant now;
    public final TreeSet<Integer> ready;
    public final TreeSet<Integer> queued;
    public final Heard heard;

    /** Tasks that were granted a lease in this turn. */
    public final Map<Integer, WeftLease.Kind> granted = new TreeMap<>();

    /** What is known of large values. */
    public final Elsewhere elsewhere;

    final Slots slots;
    /** Tasks that have ended in this turn and whose dependents don't know it yet. */
    final Deque<Integer> ended = new ArrayDeque<>();

    public final List<TaskState> tasks;
    public final List<Frame> frames;
    private final List<Effect> effects = new ArrayList<>();
    public final KeptEnds kept;
    public final Telling telling;
    /** Blocks in which a task has changed its status. */
    private final TreeSet<Integer> stirred = new TreeSet<>(Comparator.reverseOrder());

    private Inside top = NOTHING;
    private boolean moreReady;

    public @Nullable Integer maxConcurrent;

    public boolean paused;
    public RunState.@Nullable Ending ending;

    public @Nullable Instant deadline;

    /** Events that were offered to tasks which don't wait any more. */
    public final List<Map<String, @Nullable Object>> unclaimed = new ArrayList<>();

    public List<Lease> leases;

    /** How the outputs of the run stand to the result cache. */
    public @Nullable Cached cached;

    public @Nullable Rollback rollback;

    /** What waits for the store of large values. */
    @Nullable Asking asking;

    /** What is done again of a run that had ended, once it may begin. */
    public @Nullable Again again;

    /** Whether a person has let a failure stand that {@code policy.on_failure: pause} had put before them. */
    public boolean failureStands;

    /** Which going of the run this is. */
    public int generation;

    /** What expressions see of what is around, where the run does a slice of a loop. */
    public final @Nullable Map<String, @Nullable Object> around;

    private int ends;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;
    private @Nullable RunStatus finalStatus;
    private @Nullable Object outputs;
    private @Nullable Failure error;

    Turn(Plan plan, RunFacts facts, Contents contents, RunState state, Instant now, Elsewhere elsewhere) {
        this.elsewhere = elsewhere;
        this.plan = plan;
        this.facts = facts;
        this.contents = contents;
        this.now = now;
        this.tasks = new ArrayList<>(state.tasks());
        this.frames = new ArrayList<>(state.frames());
        this.nodes = new Nodes(plan, frames);
        this.ready = new TreeSet<>(nodes::compare);
        this.ready.addAll(state.ready());
        this.queued = new TreeSet<>(nodes::compare);
        this.queued.addAll(state.queued());
        this.maxConcurrent = state.maxConcurrent();
        this.paused = state.paused();
        this.ending = state.ending();
        this.deadline = state.deadline();
        this.rollback = state.rollback();
        this.failureStands = state.failureStands();
        this.ends = state.ends();
        this.generation = state.generation();
        this.startedAt = state.startedAt();
        this.endedAt = state.endedAt();
        this.outputs = state.outputs();
        this.error = state.error();
        this.heard = new Heard(state);
        this.kept = new KeptEnds(state.kept());
        this.around = state.around();
        this.leases = state.leases();
        this.cached = state.cached();
        this.asking = state.asking();
        this.again = state.again();
        this.telling = new Telling(this, state);
        this.slots = new Slots(tasks);
        recount();
    }

    public PlannedTask planned(int task) {
        return nodes.planned(task);
    }

    public TaskState task(int task) {
        return tasks.get(task);
    }

    public int size() {
        return tasks.size();
    }

    /** Path of a task. */
    public String path(int task) {
        return nodes.path(task);
    }

    /** What holds a task; -1 for the run itself. */
    public int parent(int task) {
        return nodes.parent(task);
    }

    /** The tasks right inside that are what a task, or the run (-1), is about now. */
    List<Integer> held(int holder) {
        return switch (inside(holder).holds()) {
            case TASKS -> nodes.children(holder);
            case ITEMS, TURN -> live(holder);
            case FALLBACK -> List.of(nodes.fallback(holder));
        };
    }

    /** The items or turns of a task, in their order. */
    public List<Integer> live(int task) {
        Loop loop = task(task).loop();
        return loop == null
                ? List.of()
                : loop.live().stream().map(frame -> frames.get(frame).base()).toList();
    }

    /** The tasks inside of what holds tasks, or of the run (-1), counted. */
    public Inside inside(int holder) {
        Inside inside = holder < 0 ? top : task(holder).inside();
        return inside == null ? NOTHING : inside;
    }

    public void put(int task, TaskState target) {
        TaskState before = task(task);
        TaskState changed = Awaiting.unlessOver(this, task, target);
        boolean stops = !before.status().ended() && changed.status().ended();
        TaskState next = stops || (changed.held() && !before.held())
                ? changed.edit().order(++ends).done()
                : changed;
        set(task, next);
        slots.move(before, next);
        GivenBack.fromTask(this, before, next);
        if (before.status() != next.status() && !nodes.isCompensation(task)) {
            tellHolder(parent(task), before.status(), next.status());
        }
        if (stops) {
            ready.remove(task);
            queued.remove(task);
            ended.add(task);
            Leftovers.close(this, task);
        }
    }

    private void tellHolder(int holder, TaskStatus before, TaskStatus after) {
        Inside inside = holder < 0 ? top : task(holder).inside();
        if (inside == null) {
            return;
        }
        Inside moved = inside.moved(before, after);
        if (holder < 0) {
            top = moved;
        } else {
            set(holder, task(holder).edit().inside(moved).done());
            stirred.add(holder);
        }
    }

    /** Calls of an agent that the run has under way, or is about to make. */
    public int calls(String agent) {
        return slots.calls(agent);
    }

    /** One more state. */
    public void add(TaskState state) {
        tasks.add(state);
    }

    /** Changes a task that nobody waits for: nothing follows from it, but that it gives back what it has no more. */
    public void putAside(int task, TaskState next) {
        TaskState before = task(task);
        set(task, next);
        GivenBack.fromAside(this, before, next);
    }

    /** Makes a place free for another item or turn. Nobody is told: what became of the one before it stands. */
    public void forget(int task, TaskState free) {
        tasks.set(task, free);
    }

    /** The only other way that a task's state changes. */
    private void set(int task, TaskState next) {
        telling.changed(task, tasks.set(task, next), next);
    }

    /** The innermost block in which something changed since it was last asked for; {@code null} for none. */
    public @Nullable Integer nextStirred() {
        return stirred.pollFirst();
    }

    /** Its needs have ended: it can be taken up. */
    public void ready(int task) {
        ready.add(task);
        moreReady = true;
    }

    /** The first written of the tasks that are ready and come after another; -1 stands before all. */
    @Nullable Integer firstReady(int after) {
        return after >= 0 ? ready.higher(after) : ready.isEmpty() ? null : ready.first();
    }

    /** Whether a task that is ready isn't taken up, as it would have to look into what can't be had now. */
    boolean asks(int task) {
        return (asking != null && asking.tasks().contains(task)) || elsewhere.putsOff(() -> path(task));
    }

    private @Nullable Asking stillAsking() {
        String why = elsewhere.away() == null && asking != null ? asking.why() : elsewhere.away();
        if (why == null || finalStatus != null) {
            return null;
        }
        List<Integer> open = ready.stream().filter(this::asks).toList();
        return open.isEmpty() ? null : new Asking(open, why, asking == null ? now : asking.since());
    }

    /** Whether tasks have become ready since this was last asked. */
    boolean moreReady() {
        boolean more = moreReady;
        moreReady = false;
        return more;
    }

    public void effect(Effect effect) {
        effects.add(effect);
    }

    /** When the run began. */
    public Instant startedAt() {
        return startedAt == null ? now : startedAt;
    }

    public void begin() {
        startedAt = now;
        telling.begun();
    }

    /** Whether the run has begun and has not ended. */
    boolean open() {
        return startedAt != null && finalStatus == null;
    }

    /** Counts the tasks of the run anew, of which some were put aside. */
    public void recount() {
        top = NOTHING;
        plan.top().forEach(one -> top = top.joined(task(one.index()).status()));
    }

    /** The number of an end that comes now. */
    public int nextEnd() {
        return ++ends;
    }

    /** Whether every task has ended, and none is about to be done again. */
    public boolean allEnded() {
        return top.open() == 0 && again == null;
    }

    public boolean runsWhateverHappens(int task) {
        return nodes.isWhole(task) && planned(task).task().join() == Join.ALWAYS;
    }

    public void finish(RunStatus status, @Nullable Object result, @Nullable Failure failure) {
        finalStatus = status;
        again = null;
        endedAt = now;
        outputs = result;
        error = failure;
        Leftovers.closeCompensations(this);
        Clocks.stopOfRun(this);
        GivenBack.fromRun(this, leases, List.of());
        leases = List.of();
    }

    public Step done() {
        RunStatus status = status();
        telling.ended(status, error);
        return new Step(
                new RunState(
                        List.copyOf(tasks),
                        List.copyOf(frames),
                        List.copyOf(ready),
                        List.copyOf(queued),
                        maxConcurrent,
                        paused,
                        ending,
                        deadline,
                        rollback,
                        failureStands,
                        ends,
                        generation,
                        startedAt,
                        endedAt,
                        status,
                        outputs,
                        error,
                        kept.still(),
                        heard.ignored(),
                        heard.nonces(),
                        leases,
                        cached,
                        telling.told(),
                        around,
                        List.of(),
                        stillAsking(),
                        again),
                effects,
                telling.facts());
    }

    /** How a task ended before, which counts once; {@code null} where it has to be done. */
    public @Nullable Kept kept(int task) {
        return kept.isEmpty() ? null : kept.get(path(task));
    }

    /** It is done, or known, by now. */
    public void spend(int task) {
        kept.spend(path(task));
    }

    private RunStatus status() {
        if (finalStatus != null) {
            return finalStatus;
        }
        if (paused || (rollback == null && RunFailures.halt(this))) {
            return RunStatus.PAUSED;
        }
        if (rollback != null) {
            return RunStatus.ROLLING_BACK;
        }
        boolean waits = top.waiting() > 0 || stillAsking() != null;
        return (top.running() == 0 && waits && !slots.areLookedUp()) || RunLeases.holdBack(this)
                ? RunStatus.WAITING
                : RunStatus.RUNNING;
    }
}
