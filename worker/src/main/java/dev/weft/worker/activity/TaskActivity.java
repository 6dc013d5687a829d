package dev.weft.worker.activity;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.LogLevel;
import dev.weft.definitions.model.Durations;
import dev.weft.worker.agent.watch.AgentWatchActivity;
import dev.weft.worker.log.AttemptLog;
import dev.weft.worker.protocol.LocalBounds;
import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.protocol.agent.HealthReport;
import dev.weft.worker.protocol.agent.Watchlist;
import dev.weft.worker.protocol.agent.WeftAgentWatch;
import dev.weft.worker.protocol.large.LargeValueStore;
import dev.weft.worker.secret.SecretVault;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.DynamicActivity;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.converter.EncodedValues;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Makes attempts of tasks. Its activity type is the name of an action, or {@code agent:<name>}, so that Temporal's Web UI
 * reads like the definition; its one argument is a {@link TaskInvocation}, its result the output. One type is none of these:
 * {@link WeftAgentWatch#ACTIVITY}, which looks after agents with all that calls them. Thread safe.
 */
public final class TaskActivity implements DynamicActivity {
    private final ActionRuntime runtime;
    private final Clock clock = Clock.systemUTC();

    public TaskActivity(ActionRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public @Nullable Object execute(EncodedValues arguments) {
        ActivityExecutionContext temporal = Activity.getExecutionContext();
        if (temporal.getInfo().getActivityType().equals(WeftAgentWatch.ACTIVITY)) {
            return watch(temporal, arguments);
        }
        TaskInvocation invocation = arguments.get(0, TaskInvocation.class);
        SecretVault vault = runtime.vault();
        AttemptLog log =
                new AttemptLog(runtime.logs(), temporal.getInfo().getWorkflowId(), invocation, vault::redactor, clock);
        AttemptContext context = new AttemptContext(invocation, temporal, runtime.workspace(), vault, log);
        boolean local = temporal.getInfo().isLocal();
        long start = System.nanoTime();
        try {
            LargeValueStore store = Boolean.TRUE.equals(invocation.takesHandles()) ? runtime.store() : null;
            int limit = local ? LocalBounds.BYTES : Outputs.LIMIT;
            Object output = new Supervision(temporal)
                    .run(
                            "weft-" + invocation.path(),
                            local ? LocalAttempt.timeout(invocation) : Turns.timeout(invocation),
                            () -> {
                                Turns.await(invocation);
                                return Outputs.admit(
                                        runtime.perform(invocation, vault, context), vault.redactor(), limit, store);
                            });
            if (!local) {
                // What is quick and here is told by the timeline alone.
                log.end(LogLevel.DEBUG, ended(invocation, start) + ": done");
            }
            return output;
        } catch (ActionException e) {
            throw failure(invocation, e, local, vault, log, start);
        } catch (ActivityCompletionException e) {
            log.end(LogLevel.INFO, ended(invocation, start) + ": cancelled");
            throw e;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            ActivityCompletionException ended = context.ended();
            if (cause instanceof InterruptedException && ended != null) {
                log.end(LogLevel.INFO, ended(invocation, start) + ": cancelled");
                throw ended;
            }
            throw cause instanceof ActionException failure
                    ? failure(invocation, failure, local, vault, log, start)
                    : defect(invocation, cause, vault, log, start);
        } catch (RuntimeException e) {
            throw defect(invocation, e, vault, log, start);
        }
    }

    private HealthReport watch(ActivityExecutionContext temporal, EncodedValues arguments) {
        QueuePollers pollers = new QueuePollers(temporal.getWorkflowClient());
        return new AgentWatchActivity(agent -> runtime.look(agent, pollers))
                .watch(temporal, arguments.get(0, Watchlist.class), arguments.get(1, HealthReport.class));
    }

    private static RuntimeException failure(
            TaskInvocation invocation,
            ActionException e,
            boolean local,
            SecretVault vault,
            AttemptLog log,
            long start) {
        if (local && LocalAttempt.isExceeded(invocation, e)) {
            return LocalAttempt.exceeded();
        }
        log.end(LogLevel.ERROR, ended(invocation, start) + ": " + e.code() + ": " + e.getMessage());
        return Failures.of(e, vault.redactor());
    }

    private static RuntimeException defect(
            TaskInvocation invocation, Throwable cause, SecretVault vault, AttemptLog log, long start) {
        log.end(LogLevel.ERROR, ended(invocation, start) + ": internal: a defect: " + cause);
        return Failures.unexpected(label(invocation), cause, vault.redactor());
    }

    private static String ended(TaskInvocation invocation, long start) {
        Duration took =
                Duration.ofMillis(Duration.ofNanos(System.nanoTime() - start).toMillis());
        return "Attempt " + invocation.attempt() + " of " + label(invocation) + " ended after "
                + Durations.format(took);
    }

    private static String label(TaskInvocation invocation) {
        return invocation.agent() == null
                ? "action " + invocation.action()
                : "agent " + invocation.agent().name();
    }
}
