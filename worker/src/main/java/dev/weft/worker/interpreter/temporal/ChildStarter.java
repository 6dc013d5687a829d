package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.Effect;
import dev.weft.worker.interpreter.RunEvent;
import dev.weft.worker.protocol.ChildDefinition;
import dev.weft.worker.protocol.ChildReport;
import dev.weft.worker.protocol.DefinitionLookup;
import dev.weft.worker.protocol.RunLookup;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowStub;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes child runs as child workflows. A child tells its end by a signal, which finds its parent also where that has
 * continued as new; what Temporal tells of the child's end makes up for a child that could not. Workflow threads only.
 */
final class ChildStarter {
    private static final Duration ONE_CALL = Duration.ofSeconds(30);

    private final Launches launches;
    private final Consumer<RunEvent> events;
    private final Map<Integer, CancellationScope> searches = new LinkedHashMap<>();
    private final Map<String, Promise<WorkflowExecution>> starts = new LinkedHashMap<>();

    ChildStarter(Launches launches, Consumer<RunEvent> events) {
        this.launches = launches;
        this.events = events;
    }

    void find(Effect.FindDefinition effect) {
        int task = effect.task();
        CancellationScope search = Workflow.newDetachedCancellationScope(() -> Workflow.newUntypedActivityStub(
                        options(DefinitionLookup.TASK_QUEUE, effect.path() + ": definition"))
                .executeAsync(DefinitionLookup.RESOLVE, ChildDefinition.class, effect.claim())
                .handle((found, failure) -> {
                    searches.remove(task);
                    events.accept(
                            failure == null
                                    ? new RunEvent.DefinitionFound(now(), task, effect.attempt(), found)
                                    : AttemptFailures.event(now(), task, effect.attempt(), failure));
                    return null;
                }));
        searches.put(task, search);
        search.run();
    }

    void start(Effect.StartChild effect) {
        launches.launch(new Launches.Launch(effect.task(), effect.attempt(), effect.bytes(), () -> call(effect)));
    }

    void stop(Effect.StopChild effect) {
        CancellationScope search = searches.get(effect.task());
        if (search != null) {
            search.cancel("stopped");
        } else if (!launches.withdraw(effect.task()) && effect.run() != null) {
            ChildMessages.cancel(effect.run(), starts.get(effect.run()));
        }
    }

    void pause(String run) {
        ChildMessages.signal(run, starts.get(run), "pause");
    }

    void resume(String run) {
        ChildMessages.signal(run, starts.get(run), "resume");
    }

    private void call(Effect.StartChild effect) {
        ChildWorkflowStub stub = Workflow.newUntypedChildWorkflowStub(WeftRun.TYPE, ChildOptions.of(effect));
        Workflow.newDetachedCancellationScope(() -> {
                    Promise<Object> result = stub.executeAsync(Object.class, effect.request());
                    Promise<WorkflowExecution> started = stub.getExecution();
                    starts.put(effect.run(), started);
                    started.handle((execution, failure) -> {
                        if (failure == null) {
                            events.accept(new RunEvent.ChildStarted(now(), effect.task(), effect.run()));
                        }
                        return null;
                    });
                    result.handle((output, failure) -> {
                        starts.remove(effect.run());
                        if (failure != null && failure.getCause() instanceof WorkflowExecutionAlreadyStarted) {
                            adopt(effect);
                        } else {
                            ended(effect.task(), ChildEnds.report(effect, output, failure));
                        }
                        return null;
                    });
                })
                .run();
    }

    /** A run of this id is there already: a reset of this run has forgotten it. It is the one that is meant. */
    private void adopt(Effect.StartChild effect) {
        String path = Objects.requireNonNull(effect.request().parent()).task();
        Workflow.newDetachedCancellationScope(() -> Workflow.newUntypedActivityStub(options(null, path + ": run"))
                        .executeAsync(RunLookup.OUTCOME, ChildReport.class, effect.run(), path)
                        .handle((report, failure) -> {
                            events.accept(new RunEvent.ChildStarted(now(), effect.task(), effect.run()));
                            if (failure != null || report.status().ended()) {
                                ended(
                                        effect.task(),
                                        failure == null ? report : ChildEnds.report(effect, null, failure));
                            }
                            return null;
                        }))
                .run();
    }

    private void ended(int task, ChildReport report) {
        events.accept(new RunEvent.ChildEnded(now(), task, report, random()));
    }

    private static ActivityOptions options(@Nullable String queue, String summary) {
        ActivityOptions.Builder options = ActivityOptions.newBuilder()
                .setStartToCloseTimeout(ONE_CALL)
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setSummary(summary);
        if (queue != null) {
            options.setTaskQueue(queue);
        }
        return options.build();
    }

    static double random() {
        return Workflow.newRandom().nextDouble();
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
