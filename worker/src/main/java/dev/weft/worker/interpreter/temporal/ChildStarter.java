package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.protocol.ChildDefinition;
import dev.weft.worker.protocol.ChildReport;
import dev.weft.worker.protocol.DefinitionLookup;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.ParentRun;
import dev.weft.worker.protocol.RunLookup;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunUndo;
import dev.weft.worker.protocol.SliceRevival;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.common.RetryOptions;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowStub;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes child runs as child workflows. A child tells its end by a signal, which finds its parent also where that has
 * continued as new; what Temporal tells of the child's end makes up for a child that could not. Workflow threads only.
 */
final class ChildStarter {
    private static final Duration ONE_CALL = Duration.ofSeconds(30);

    private static final ActivityOptions FINDING = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(ONE_CALL)
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
            .setTaskQueue(DefinitionLookup.TASK_QUEUE)
            .build();

    /** A child tells its end itself, unless it was ended from outside: that may be learned some minutes late. */
    private static final ActivityOptions AWAITING = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(ONE_CALL)
            .setRetryOptions(RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(1))
                    .setBackoffCoefficient(2)
                    .setMaximumInterval(Duration.ofMinutes(5))
                    .build())
            .build();

    /** What has been asked of may have been done: it is stopped by what is told then. */
    private static final ActivityOptions REVIVING = AWAITING.toBuilder()
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
            .build();

    private final List<String> keys;
    private final Launches launches;
    private final ChildMessages messages;
    private final Consumer<RunEvent> events;
    private final Map<Integer, CancellationScope> searches = new LinkedHashMap<>();
    private final Map<String, Promise<WorkflowExecution>> starts = new LinkedHashMap<>();
    private final Map<String, Integer> wanted = new LinkedHashMap<>();
    private final Map<String, List<Runnable>> toldLater = new LinkedHashMap<>();
    private final Set<String> reviving = new LinkedHashSet<>();

    /**
     * @param idle is called when all that children were told has arrived
     */
    ChildStarter(RunRequest request, Launches launches, Consumer<RunEvent> events, Runnable idle) {
        this.keys = request.decisionKeys();
        this.launches = launches;
        this.messages = new ChildMessages(idle);
        this.events = events;
    }

    void find(Effect.FindDefinition effect) {
        launches.launchAtOnce(
                Launches.Launch.of(effect.task(), effect.attempt(), Room.Of.QUESTIONS, 0, () -> search(effect)));
    }

    private void search(Effect.FindDefinition effect) {
        int task = effect.task();
        CancellationScope search = Workflow.newDetachedCancellationScope(() -> Workflow.newUntypedActivityStub(
                        FINDING.toBuilder()
                                .setSummary(effect.path() + ": definition")
                                .build())
                .executeAsync(DefinitionLookup.RESOLVE, ChildDefinition.class, effect.claim())
                .handle((found, failure) -> {
                    searches.remove(task);
                    launches.over(Room.Of.QUESTIONS);
                    events.accept(
                            failure == null
                                    ? new RunEvent.DefinitionFound(RunClock.now(), task, effect.attempt(), found)
                                    : AttemptFailures.event(RunClock.now(), task, effect.attempt(), failure));
                    return null;
                }));
        searches.put(task, search);
        search.run();
    }

    void start(Effect.StartChild effect) {
        wanted.put(effect.run(), effect.task());
        launches.launch(
                Launches.Launch.of(effect.task(), effect.attempt(), Room.Of.RUNS, effect.bytes(), () -> call(effect)));
    }

    void stop(Effect.StopChild effect) {
        CancellationScope search = searches.get(effect.task());
        String run = effect.run();
        if (search != null) {
            search.cancel("stopped");
            if (run != null && reviving.contains(run)) {
                tellLater(run, () -> messages.cancel(run, null));
            }
        } else if (!launches.withdraw(effect.task()) && run != null) {
            messages.cancel(run, starts.get(run));
        }
    }

    /** Signals a run below this one, once it is there, or one above. */
    void tell(String run, String signal, Object... arguments) {
        Integer task = wanted.get(run);
        if (reviving.contains(run) || (task != null && launches.isCrowdedOut(task))) {
            tellLater(run, () -> messages.signal(run, starts.get(run), signal, arguments));
        } else {
            messages.signal(run, starts.get(run), signal, arguments);
        }
    }

    /**
     * Tells the run above what this one is about, that goes on.
     *
     * @param failed how many of its items have failed; {@code null} where that isn't what is told
     */
    void tell(ParentRun parent, RunStatus status, @Nullable Integer failed, @Nullable Failure cause) {
        messages.tell(
                parent.run(),
                new ChildReport(Workflow.getInfo().getWorkflowId(), parent.task(), status, failed, cause));
    }

    /** Whether no definition is being found, no run being started, and none being told anything. */
    boolean isIdle() {
        return searches.isEmpty()
                && messages.isIdle()
                && starts.values().stream().allMatch(Promise::isCompleted);
    }

    private void call(Effect.StartChild effect) {
        String path = Objects.requireNonNull(effect.request().parent()).task();
        ChildWorkflowStub stub = Workflow.newUntypedChildWorkflowStub(WeftRun.TYPE, ChildOptions.of(effect));
        Workflow.newDetachedCancellationScope(() -> {
                    Promise<Object> result = stub.executeAsync(Object.class, effect.request());
                    Promise<WorkflowExecution> started = stub.getExecution();
                    starts.put(effect.run(), started);
                    wanted.remove(effect.run());
                    started.handle((execution, failure) -> {
                        if (failure == null) {
                            events.accept(new RunEvent.ChildStarted(RunClock.now(), effect.task(), effect.run()));
                        }
                        return null;
                    });
                    result.handle((output, failure) -> {
                        starts.remove(effect.run());
                        if (failure != null && failure.getCause() instanceof WorkflowExecutionAlreadyStarted) {
                            adopt(effect);
                        } else {
                            launches.over(Room.Of.RUNS);
                            ended(effect.task(), ChildEnds.report(effect.run(), path, output, failure));
                        }
                        return null;
                    });
                })
                .run();
        tellWhatWaits(effect.run());
    }

    private void tellLater(String run, Runnable message) {
        toldLater.computeIfAbsent(run, none -> new ArrayList<>()).add(message);
    }

    private void tellWhatWaits(String run) {
        List<Runnable> told = toldLater.remove(run);
        if (told != null) {
            told.forEach(Runnable::run);
        }
    }

    /** A run of this id is there already: a reset of this run has forgotten it. It is the one that is meant. */
    private void adopt(Effect.StartChild effect) {
        events.accept(new RunEvent.ChildStarted(RunClock.now(), effect.task(), effect.run()));
        ParentRun own = Objects.requireNonNull(effect.request().parent());
        if (own.awaits()) {
            awaitEnd(new Effect.AwaitChild(effect.task(), own.task(), effect.run()));
        } else {
            launches.over(Room.Of.RUNS);
        }
    }

    /** Has a run undone, and learns how that ends. */
    void undo(Effect.UndoChild effect) {
        launches.launchAtOnce(new Launches.Launch(
                effect.task(),
                Room.Of.RUNS,
                0,
                () -> ask(effect),
                () -> new RunEvent.ChildEnded(
                        RunClock.now(),
                        effect.task(),
                        new ChildReport(effect.run(), effect.parent().task(), RunStatus.CANCELLED, null, null),
                        random())));
    }

    private void ask(Effect.UndoChild effect) {
        int task = effect.task();
        String path = effect.parent().task();
        CancellationScope asking = Workflow.newDetachedCancellationScope(() -> Workflow.newUntypedActivityStub(
                        AWAITING.toBuilder().setSummary(path).build())
                .executeAsync(
                        RunUndo.TYPE, Boolean.class, new RunUndo.Request(effect.run(), effect.parent(), effect.sure()))
                .handle((done, failure) -> {
                    searches.remove(task);
                    if (failure != null) {
                        launches.over(Room.Of.RUNS);
                        ended(task, ChildEnds.report(effect.run(), path, null, failure));
                    } else if (done) {
                        launches.over(Room.Of.RUNS);
                        ended(task, new ChildReport(effect.run(), path, RunStatus.ROLLED_BACK, null, null));
                    } else {
                        events.accept(new RunEvent.ChildStarted(RunClock.now(), task, effect.run()));
                        awaitEnd(new Effect.AwaitChild(task, path, effect.run()));
                    }
                    return null;
                }));
        searches.put(task, asking);
        asking.run();
    }

    /** Has a run go on that has ended, and learns how it ends then. */
    void revive(Effect.ReviveChild effect) {
        reviving.add(effect.run());
        launches.launchAtOnce(new Launches.Launch(effect.task(), Room.Of.RUNS, 0, () -> askToGoOn(effect), () -> {
            reviving.remove(effect.run());
            toldLater.remove(effect.run());
            return new RunEvent.ChildEnded(
                    RunClock.now(),
                    effect.task(),
                    new ChildReport(effect.run(), effect.parent().task(), RunStatus.CANCELLED, null, null),
                    random());
        }));
    }

    private void askToGoOn(Effect.ReviveChild effect) {
        int task = effect.task();
        String path = effect.parent().task();
        CancellationScope asking = Workflow.newDetachedCancellationScope(() -> Workflow.newUntypedActivityStub(
                        REVIVING.toBuilder().setSummary(path).build())
                .executeAsync(
                        SliceRevival.TYPE,
                        Void.class,
                        new SliceRevival.Request(effect.run(), effect.parent(), effect.said(), keys, effect.id()))
                .handle((done, failure) -> {
                    searches.remove(task);
                    reviving.remove(effect.run());
                    if (failure == null || failure.getCause() instanceof CanceledFailure) {
                        // One that was stopped may be on its way all the same.
                        events.accept(new RunEvent.ChildStarted(RunClock.now(), task, effect.run()));
                        tellWhatWaits(effect.run());
                        awaitEnd(new Effect.AwaitChild(task, path, effect.run()));
                    } else {
                        toldLater.remove(effect.run());
                        launches.over(Room.Of.RUNS);
                        ended(task, ChildEnds.report(effect.run(), path, null, failure));
                    }
                    return null;
                }));
        searches.put(task, asking);
        asking.run();
    }

    /**
     * Temporal tells of the close only to the very execution that started a run. So that is asked for, again and again: by
     * Temporal's own retries, which cost the history nothing.
     */
    void await(Effect.AwaitChild effect) {
        launches.goesOn(Room.Of.RUNS);
        awaitEnd(effect);
    }

    private void awaitEnd(Effect.AwaitChild effect) {
        Workflow.newDetachedCancellationScope(() -> Workflow.newUntypedActivityStub(AWAITING.toBuilder()
                                .setSummary(effect.path() + ": end of its run")
                                .build())
                        .executeAsync(RunLookup.OUTCOME, ChildReport.class, effect.run(), effect.path())
                        .handle((report, failure) -> {
                            launches.over(Room.Of.RUNS);
                            ended(
                                    effect.task(),
                                    failure == null
                                            ? report
                                            : ChildEnds.report(effect.run(), effect.path(), null, failure));
                            return null;
                        }))
                .run();
    }

    private void ended(int task, ChildReport report) {
        events.accept(new RunEvent.ChildEnded(RunClock.now(), task, report, random()));
    }

    static double random() {
        return Workflow.newRandom().nextDouble();
    }
}
