package dev.weft.worker.interpreter.temporal;

import dev.weft.definitions.agent.AgentKind;
import dev.weft.definitions.expression.Values;
import dev.weft.worker.interpreter.attempt.ForeignCalls;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.protocol.AgentRequest;
import dev.weft.worker.protocol.AgentTurn;
import dev.weft.worker.task.Call;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.common.Priority;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.ActivityStub;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Attempts that are activities of workers in other languages, on a task queue of the agent's own. Such a worker knows neither secrets
 * nor handles of large values, so that a call with either fails. Workflow threads only.
 */
final class ForeignAttempts {
    /** What an attempt gets of which nobody would notice that its worker is gone. */
    private static final Duration UNWATCHED = Duration.ofMinutes(10);

    private static final Duration WATCHED = Duration.ofDays(365);
    private static final int LOST_AT_MOST = 10;

    private static final RetryOptions NO_RETRIES =
            RetryOptions.newBuilder().setMaximumAttempts(1).build();

    private ForeignAttempts() {}

    /** Makes the attempt; once more where it is lost with its worker. */
    static Promise<@Nullable Object> start(
            Effect.StartAttempt effect, AgentKind.Temporal kind, String workflow, Priority priority) {
        AgentTurn turn = effect.turn();
        Duration wait = turn == null ? Duration.ZERO : turn.waitFrom(RunClock.now());
        return wait.isZero()
                ? attempt(effect, kind, workflow, priority, 1)
                : Workflow.newTimer(wait).thenCompose(over -> attempt(effect, kind, workflow, priority, 1));
    }

    private static Promise<@Nullable Object> attempt(
            Effect.StartAttempt effect, AgentKind.Temporal kind, String workflow, Priority priority, int time) {
        Call call = effect.call();
        ActivityStub stub = Workflow.newUntypedActivityStub(options(call, kind, effect.path(), priority));
        String type = kind.activity() == null ? call.type() : kind.activity();
        return stub.executeAsync(type, Object.class, request(effect, workflow))
                .handle((output, failure) -> {
                    if (failure == null) {
                        return Workflow.newPromise((Object) output);
                    }
                    boolean lost = failure instanceof ActivityFailure
                            && failure.getCause() instanceof TimeoutFailure timeout
                            && timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_HEARTBEAT;
                    return lost && time < LOST_AT_MOST
                            ? attempt(effect, kind, workflow, priority, time + 1)
                            : Workflow.<Object>newFailedPromise(failure);
                })
                .thenCompose(next -> next);
    }

    private static ActivityOptions options(Call call, AgentKind.Temporal kind, String path, Priority priority) {
        Duration heartbeat = call.heartbeat() != null
                ? call.heartbeat()
                : kind.heartbeat() == null ? null : Duration.ofMillis(kind.heartbeat());
        Duration unbounded = heartbeat == null ? UNWATCHED : WATCHED;
        ActivityOptions.Builder options = ActivityOptions.newBuilder()
                .setTaskQueue(kind.taskQueue())
                .setStartToCloseTimeout(call.timeout() == null ? unbounded : call.timeout())
                .setRetryOptions(NO_RETRIES)
                // One that gives no sign of life learns of nothing.
                .setCancellationType(
                        heartbeat == null
                                ? ActivityCancellationType.TRY_CANCEL
                                : ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setSummary(path)
                .setPriority(priority);
        if (heartbeat != null) {
            options.setHeartbeatTimeout(heartbeat);
        }
        return options.build();
    }

    @SuppressWarnings("unchecked") // what was a map stays one
    private static AgentRequest request(Effect.StartAttempt effect, String workflow) {
        Call call = effect.call();
        return new AgentRequest(
                Objects.requireNonNull(call.agent()).name(),
                ForeignCalls.operation(call),
                (Map<String, @Nullable Object>) Objects.requireNonNull(Values.toJson(call.parameters())),
                workflow,
                Workflow.getInfo().getWorkflowId(),
                effect.path(),
                effect.attempt(),
                effect.key());
    }
}
