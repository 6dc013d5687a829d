package dev.weft.worker.interpreter.child;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.builtin.WorkflowTrigger;
import dev.weft.definitions.action.shape.ParameterBinder;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Scope;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.Work;
import dev.weft.worker.interpreter.Clocks;
import dev.weft.worker.interpreter.TaskEnds;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.attempt.Attempts;
import dev.weft.worker.interpreter.attempt.Calls;
import dev.weft.worker.interpreter.attempt.IdempotencyKey;
import dev.weft.worker.interpreter.block.ForEaches;
import dev.weft.worker.interpreter.large.Elsewhere;
import dev.weft.worker.interpreter.lease.LeaseFailures;
import dev.weft.worker.interpreter.scope.Secrets;
import dev.weft.worker.interpreter.slice.SliceFailures;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.undo.Rollbacks;
import dev.weft.worker.interpreter.undo.RunUndos;
import dev.weft.worker.protocol.ChildDefinition;
import dev.weft.worker.protocol.ChildReport;
import dev.weft.worker.protocol.DefinitionClaim;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.PinnedDefinition;
import dev.weft.worker.protocol.RunId;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Call;
import dev.weft.worker.task.Child;
import dev.weft.worker.task.ClockKind;
import dev.weft.worker.task.TaskState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tasks that start other definitions: each attempt is a run of its own, and ends with it. */
public final class ChildRuns {
    /** How many runs may stand above one another: more is a circle without an end. */
    static final int DEEPEST = 20;

    private ChildRuns() {}

    /** Evaluates what the attempts of a task start, once. */
    public static Calls.Prepared prepare(Turn turn, int index, Work.ActionCall work, Scope scope)
            throws EvaluationException {
        Map<String, @Nullable Object> parameters = work.parameters().evaluate(scope);
        if (Secrets.in(parameters)) {
            return refused(
                    "invalid_parameters",
                    "Expected inputs without secrets, but found one, which would enter the history. Refer to it in the"
                            + " definition that is started.");
        }
        if (parameters.get("inputs") instanceof Map<?, ?> inputs) {
            try {
                parameters = new LinkedHashMap<>(parameters);
                parameters.put("inputs", turn.elsewhere.keepEntries("The inputs", fields(inputs)));
            } catch (Elsewhere.NotKeptException e) {
                return new Calls.Prepared.Refused(e.failure());
            }
        }
        if (turn.facts.request().depth() >= DEEPEST) {
            return refused(
                    "too_deep",
                    "Expected at most %d runs above one another, but here is one more. Definitions that start one another in a circle need a condition that ends it."
                            .formatted(DEEPEST));
        }
        try {
            ParameterBinder.bind(WorkflowTrigger.SPEC, parameters);
        } catch (ActionException e) {
            return refused(e.code(), Objects.requireNonNullElse(e.getMessage(), e.code()));
        }
        Task task = turn.planned(index).task();
        String action = work.action().name();
        return new Calls.Prepared.Ready(new Call(
                action,
                action,
                null,
                null,
                parameters,
                Map.of(),
                task.timeout() == null ? null : task.timeout().resolve(scope),
                null,
                Calls.retries(task.retry(), scope),
                false));
    }

    /** Makes an attempt: with what the run carries, else once that is found. */
    public static void start(Turn turn, int index, Call call) {
        if (call.timeout() != null) {
            turn.put(
                    index,
                    turn.task(index)
                            .edit()
                            .clock(Clocks.begin(turn, ClockKind.ATTEMPT, index, call.timeout()))
                            .done());
        }
        find(turn, index, call);
    }

    /** Takes an attempt up that is under way, where nothing of it but its run may be. */
    public static void resume(Turn turn, int index, Call call) {
        Child child = turn.task(index).child();
        // One that is being stopped may be there, also where Temporal hasn't said so.
        if (child != null
                && child.run() != null
                && (child.begun() || turn.task(index).stopping() != null)) {
            turn.effect(new Effect.AwaitChild(index, turn.path(index), child.run()));
        } else {
            find(turn, index, call);
        }
    }

    private static void find(Turn turn, int index, Call call) {
        WorkflowTrigger asked = asked(call);
        String key = key(call);
        var carried = Carried.find(turn.facts.request(), key);
        if (carried != null) {
            launch(turn, index, asked, carried);
            return;
        }
        PinnedDefinition pinned = turn.facts.request().definitions().get(key);
        DefinitionClaim claim = pinned == null
                ? new DefinitionClaim(asked.workflow(), asked.revision(), null)
                : new DefinitionClaim(pinned.workflow(), pinned.revision(), pinned.digest());
        turn.effect(new Effect.FindDefinition(
                index, turn.path(index), turn.task(index).attempts(), claim));
    }

    /** Later attempts start the same revision. */
    public static void found(Turn turn, RunEvent.DefinitionFound event) {
        int index = event.task();
        if (!Attempts.isUnderWay(turn, index, event.attempt())) {
            return;
        }
        TaskState task = turn.task(index);
        if (task.stopping() != null) {
            Attempts.stopped(turn, index, task.stopping());
            return;
        }
        Call call = Objects.requireNonNull(task.call());
        WorkflowTrigger asked = asked(call);
        if (asked.revision() == null && !turn.facts.request().definitions().containsKey(asked.workflow())) {
            Map<String, @Nullable Object> parameters = new LinkedHashMap<>(call.parameters());
            parameters.put("revision", (long) event.found().revision());
            turn.put(index, task.edit().call(call.with(parameters)).done());
        }
        launch(turn, index, asked, event.found());
    }

    private static void launch(Turn turn, int index, WorkflowTrigger asked, ChildDefinition found) {
        switch (ChildRequests.make(turn, index, asked, found)) {
            case ChildRequests.Made.Refused refused -> TaskEnds.fail(turn, index, refused.failure());
            case ChildRequests.Made.Ready ready -> {
                int attempt = turn.task(index).attempts();
                String run = RunId.derived(found.workflow(), IdempotencyKey.of(turn, index) + " " + attempt);
                turn.put(
                        index,
                        turn.task(index)
                                .edit()
                                .child(Child.starting(turn.task(index).child(), run, awaits(asked)))
                                .done());
                turn.effect(new Effect.StartChild(index, attempt, run, ready.request()));
                if (turn.paused && awaits(asked)) {
                    turn.effect(new Effect.PauseChild(run));
                }
            }
        }
    }

    /** A task that doesn't wait is done once its run has started. */
    public static void started(Turn turn, RunEvent.ChildStarted event) {
        int index = event.task();
        TaskState task = turn.task(index);
        if (isUnderWay(task, event.run())) {
            turn.put(
                    index,
                    task.edit()
                            .child(Objects.requireNonNull(task.child()).started())
                            .done());
            if (own(task) == null) {
                TaskEnds.complete(turn, index, Map.of("run_id", event.run()));
            }
        }
    }

    public static void ended(Turn turn, RunEvent.ChildEnded event) {
        int index = event.task();
        TaskState task = turn.task(index);
        ChildReport report = event.report();
        if (!isUnderWay(task, report.run())) {
            return;
        }
        if (Objects.requireNonNull(task.call()).undoesRuns()) {
            RunUndos.ended(turn, index, report);
            return;
        }
        switch (report.status()) {
            case COMPLETED ->
                Attempts.completed(
                        turn, new RunEvent.AttemptCompleted(event.now(), index, task.attempts(), report.outputs()));
            case CANCELLED, TERMINATED -> {
                TaskState.Stop why = task.stopping() == null && isSlice(task)
                        ? turn.task(turn.parent(index)).stopping()
                        : task.stopping();
                if (why == null) {
                    TaskEnds.fail(turn, index, endedFromOutside(report));
                } else {
                    Attempts.stopped(turn, index, why);
                }
            }
            case FAILED, TIMED_OUT, ROLLED_BACK -> {
                Clocks.stopOwn(turn, index);
                if (report.status() == RunStatus.ROLLED_BACK && isSlice(task) && task.stopping() == null) {
                    Rollbacks.fromBelow(turn, report.error());
                }
                if (task.stopping() == null) {
                    Attempts.failed(turn, index, failure(report), null, event.random());
                } else {
                    Attempts.stopped(turn, index, task.stopping());
                }
            }
            case RUNNING -> {
                if (isSlice(task) && report.outputs() instanceof Number failed) {
                    SliceFailures.told(turn, index, failed.intValue());
                } else if (isSlice(task)) {
                    ForEaches.refuse(turn, turn.parent(index));
                }
            }
            case ROLLING_BACK -> {
                if (isSlice(task)) {
                    Rollbacks.fromBelow(turn, report.error());
                }
            }
            case WAITING, PAUSED -> {
                // It hasn't ended: whoever says so is wrong.
            }
        }
    }

    /** An attempt was stopped as its time was over. */
    public static void timedOut(Turn turn, int index) {
        Failure failure = new Failure(
                "timeout", "Run '%s' was not done within the timeout.".formatted(name(turn.task(index))), true);
        Attempts.failed(turn, index, failure, null, IdempotencyKey.fraction(turn, index));
    }

    public static void pauseAll(Turn turn) {
        for (int index = 0; index < turn.size(); index++) {
            String run = under(turn.task(index));
            if (run != null) {
                turn.effect(new Effect.PauseChild(run));
            }
        }
    }

    public static void resumeAll(Turn turn) {
        for (int index = 0; index < turn.size(); index++) {
            String run = under(turn.task(index));
            if (run != null) {
                turn.effect(new Effect.ResumeChild(run));
            }
        }
    }

    /** The run of an attempt, where it ends with it: what is done to the one is done to the other. */
    public static @Nullable String own(TaskState task) {
        Call call = task.call();
        boolean own =
                call != null && (call.undoesRuns() || call.doesSlice() || (call.startsRun() && awaits(asked(call))));
        return own ? run(task) : null;
    }

    /** What the definition is pinned under that an attempt starts. */
    public static String key(Call call) {
        WorkflowTrigger asked = asked(call);
        return PinnedDefinition.key(asked.workflow(), asked.revision());
    }

    /** Whether a task ends with the run that it starts. */
    static boolean awaits(WorkflowTrigger asked) {
        return !Boolean.FALSE.equals(asked.await());
    }

    private static @Nullable String under(TaskState task) {
        return task.status() == TaskStatus.RUNNING ? own(task) : null;
    }

    private static boolean isSlice(TaskState task) {
        return task.call() != null && task.call().doesSlice();
    }

    private static boolean isUnderWay(TaskState task, String run) {
        // Its end may be told twice, and a fallback be under way by the second time.
        return task.status() == TaskStatus.RUNNING && task.call() != null && run.equals(run(task));
    }

    private static @Nullable String run(TaskState task) {
        Child child = task.child();
        return child == null ? null : child.run();
    }

    private static WorkflowTrigger asked(Call call) {
        try {
            return ParameterBinder.bind(WorkflowTrigger.SPEC, call.parameters());
        } catch (ActionException e) {
            throw new IllegalStateException("Expected parameters that were checked before, but found: " + e, e);
        }
    }

    private static Failure endedFromOutside(ChildReport report) {
        if (report.error() != null && report.error().code().equals(LeaseFailures.REPLACED)) {
            return failure(report);
        }
        return report.status() == RunStatus.CANCELLED
                ? new Failure("cancelled", "Run '%s' was cancelled from outside.".formatted(report.run()), true)
                : new Failure("terminated", "Run '%s' was terminated from outside.".formatted(report.run()), true);
    }

    /** All of it may go well in the next run, unless the code says otherwise. */
    private static Failure failure(ChildReport report) {
        Failure error = report.error();
        return error == null
                ? new Failure("failed", "Run '%s' is %s.".formatted(report.run(), report.status()), true)
                : new Failure(error.code(), "Run '%s': %s".formatted(report.run(), error.message()), true);
    }

    private static String name(TaskState task) {
        return Objects.requireNonNullElse(run(task), "that was to be started");
    }

    @SuppressWarnings("unchecked") // maps of the language have string keys
    private static Map<String, @Nullable Object> fields(Map<?, ?> map) {
        return (Map<String, @Nullable Object>) map;
    }

    private static Calls.Prepared refused(String code, String message) {
        return new Calls.Prepared.Refused(Failure.permanent(code, message));
    }
}
