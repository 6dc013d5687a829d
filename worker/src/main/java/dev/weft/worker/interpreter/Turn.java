package dev.weft.worker.interpreter;

import dev.weft.definitions.model.Join;
import dev.weft.definitions.model.OnFailure;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Standing;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The state of a run while one event is taken in: the only mutable thing in the pure core, and gone after it. */
final class Turn {
    /** How many ignored decisions a state remembers. */
    private static final int IGNORED_KEPT = 20;

    private static final int IGNORED_LENGTH = 400;

    final Plan plan;
    final RunFacts facts;
    final Instant now;
    final TreeSet<Integer> ready;
    final TreeSet<Integer> queued;
    /** Tasks that have ended in this turn and whose dependents don't know it yet. */
    final Deque<Integer> ended = new ArrayDeque<>();

    private final List<TaskState> tasks;
    private final List<Effect> effects = new ArrayList<>();
    private final List<String> ignored;
    private int open;
    private int running;
    private int waiting;

    @Nullable Integer maxConcurrent;

    boolean paused;
    RunState.@Nullable Ending ending;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;
    private @Nullable RunStatus finalStatus;
    private @Nullable Object outputs;
    private @Nullable Failure error;

    Turn(Plan plan, RunFacts facts, RunState state, Instant now) {
        this.plan = plan;
        this.facts = facts;
        this.now = now;
        this.tasks = new ArrayList<>(state.tasks());
        this.ready = new TreeSet<>(state.ready());
        this.queued = new TreeSet<>(state.queued());
        this.maxConcurrent = state.maxConcurrent();
        this.paused = state.paused();
        this.ending = state.ending();
        this.startedAt = state.startedAt();
        this.endedAt = state.endedAt();
        this.outputs = state.outputs();
        this.error = state.error();
        this.ignored = new ArrayList<>(state.ignored());
        for (TaskState task : tasks) {
            count(task.status(), 1);
        }
    }

    PlannedTask planned(int task) {
        return plan.tasks().get(task);
    }

    TaskState task(int task) {
        return tasks.get(task);
    }

    int size() {
        return tasks.size();
    }

    void put(int task, TaskState next) {
        TaskState before = tasks.set(task, next);
        count(before.status(), -1);
        count(next.status(), 1);
        if (!before.status().ended() && next.status().ended()) {
            ready.remove(task);
            queued.remove(task);
            ended.add(task);
        }
    }

    void effect(Effect effect) {
        effects.add(effect);
    }

    /** When the run began. */
    Instant startedAt() {
        return startedAt == null ? now : startedAt;
    }

    void begin() {
        startedAt = now;
    }

    /** Whether the run has begun and has not ended. */
    boolean open() {
        return startedAt != null && finalStatus == null;
    }

    void ignore(String why) {
        ignored.add(why.length() <= IGNORED_LENGTH ? why : why.substring(0, IGNORED_LENGTH) + "…");
        if (ignored.size() > IGNORED_KEPT) {
            ignored.removeFirst();
        }
    }

    /** Whether every task has ended. */
    boolean allEnded() {
        return open == 0;
    }

    /** Whether an attempt is under way or a task waits for anything but a slot. */
    boolean anyUnderWay() {
        return running > 0 || waiting > queued.size();
    }

    /** Tasks that hold a slot: attempts under way and delays between them; a gate holds none. */
    int slotsTaken() {
        int taken = running;
        if (waiting > queued.size()) {
            for (int i = 0; i < tasks.size(); i++) {
                boolean betweenAttempts = tasks.get(i).status() == TaskStatus.WAITING
                        && tasks.get(i).call() != null;
                if (betweenAttempts && !queued.contains(i)) {
                    taken++;
                }
            }
        }
        return taken;
    }

    /** The task is done and has its output. */
    void complete(int task, @Nullable Object output) {
        stopClocks(task);
        put(
                task,
                task(task)
                        .edit()
                        .by(TaskTrigger.COMPLETE)
                        .startedAt(now)
                        .endedAt(now)
                        .standing(Standing.COMPLETED)
                        .output(output)
                        .done());
    }

    /** The task failed for good; its {@code on_failure} says what that means. */
    void fail(int task, Failure failure) {
        stopClocks(task);
        var edit = task(task).edit();
        if (planned(task).task().onFailure() == OnFailure.Word.SKIP) {
            edit.by(TaskTrigger.SKIP)
                    .standing(Standing.COMPLETED)
                    .reason("failed with " + failure.code() + ": " + failure.message());
        } else {
            edit.by(TaskTrigger.FAIL).standing(Standing.FAILED);
        }
        put(task, edit.startedAt(now).endedAt(now).error(failure).done());
    }

    void skip(int task, Standing standing, String reason) {
        put(
                task,
                task(task)
                        .edit()
                        .by(TaskTrigger.SKIP)
                        .endedAt(now)
                        .standing(standing)
                        .reason(reason)
                        .done());
    }

    void cancel(int task) {
        stopClocks(task);
        put(
                task,
                task(task)
                        .edit()
                        .by(TaskTrigger.CANCEL)
                        .endedAt(now)
                        .standing(Standing.FAILED)
                        .done());
    }

    /** Starts the clock of a wait, or sets it where the run is paused. */
    void startClock(ClockKey key, Duration duration) {
        effect(new Effect.StartClock(key, duration));
    }

    private void stopClocks(int task) {
        if (task(task).clock() != null) {
            var kind = task(task).gate() == null ? ClockKey.Kind.RETRY : ClockKey.Kind.GATE;
            effect(new Effect.StopClock(new ClockKey(kind, task)));
        }
        if (planned(task).task().deadline() != null) {
            effect(new Effect.StopClock(new ClockKey(ClockKey.Kind.DEADLINE, task)));
        }
    }

    /** What the run is about to end as, were it to end now. */
    RunStatus prospect() {
        if (ending != null) {
            return switch (ending) {
                case CANCELLED -> RunStatus.CANCELLED;
                case TIMED_OUT -> RunStatus.TIMED_OUT;
            };
        }
        return firstFailed() >= 0 || error != null ? RunStatus.FAILED : RunStatus.COMPLETED;
    }

    /** Index of the first task, as written, whose failure fails the run; -1 for none. */
    int firstFailed() {
        for (int i = 0; i < tasks.size(); i++) {
            if (tasks.get(i).status() == TaskStatus.FAILED && planned(i).task().onFailure() == OnFailure.Word.FAIL) {
                return i;
            }
        }
        return -1;
    }

    boolean runsWhateverHappens(int task) {
        return planned(task).task().join() == Join.ALWAYS;
    }

    void finish(RunStatus status, @Nullable Object result, @Nullable Failure failure) {
        finalStatus = status;
        endedAt = now;
        outputs = result;
        error = failure;
        effect(new Effect.StopClock(ClockKey.RUN));
    }

    Step done() {
        return new Step(
                new RunState(
                        List.copyOf(tasks),
                        List.copyOf(ready),
                        List.copyOf(queued),
                        maxConcurrent,
                        paused,
                        ending,
                        startedAt,
                        endedAt,
                        status(),
                        outputs,
                        error,
                        List.copyOf(ignored)),
                effects);
    }

    private RunStatus status() {
        if (finalStatus != null) {
            return finalStatus;
        }
        if (paused) {
            return RunStatus.PAUSED;
        }
        return running == 0 && waiting > 0 ? RunStatus.WAITING : RunStatus.RUNNING;
    }

    private void count(TaskStatus status, int by) {
        switch (status) {
            case PENDING -> open += by;
            case RUNNING -> {
                open += by;
                running += by;
            }
            case WAITING -> {
                open += by;
                waiting += by;
            }
            case COMPLETED, FAILED, SKIPPED, CANCELLED, COMPENSATED -> {}
        }
    }
}
