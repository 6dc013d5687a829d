package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.document.ValueDocument;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.cache.CachedResult;
import dev.weft.worker.protocol.cache.ResultDesk;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.ActivityStub;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Puts outputs to the result cache and drops them, in order, one local activity after the other. It is tried once, for two
 * seconds: an output that isn't put is worked for once more. Workflow threads only.
 */
final class ResultTeller {
    /** How all that concerns the cache is tried. */
    static final LocalActivityOptions OPTIONS = LocalActivityOptions.newBuilder()
            .setScheduleToCloseTimeout(Duration.ofSeconds(2))
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
            .setDoNotIncludeArgumentsIntoMarker(true)
            .build();

    private static final int MAX_TOGETHER = 50;

    private final RunRequest request;
    private final Runnable idle;
    private final Deque<Effect> messages = new ArrayDeque<>();
    private boolean underWay;

    /**
     * @param idle is called when all has been told
     */
    ResultTeller(RunRequest request, Runnable idle) {
        this.request = request;
        this.idle = idle;
    }

    void put(Effect.PutResult put) {
        send(put);
    }

    void drop(Effect.DropResults drop) {
        send(drop);
    }

    /** Whether all has been told. */
    boolean isIdle() {
        return !underWay;
    }

    private void send(Effect message) {
        messages.add(message);
        if (!underWay) {
            underWay = true;
            Workflow.newDetachedCancellationScope(() -> Async.procedure(this::deliver))
                    .run();
        }
    }

    private void deliver() {
        ActivityStub desk = Workflow.newUntypedLocalActivityStub(OPTIONS);
        String run = Workflow.getInfo().getWorkflowId();
        while (!messages.isEmpty()) {
            List<CachedResult> results = new ArrayList<>();
            while (messages.peekFirst() instanceof Effect.PutResult put && results.size() < MAX_TOGETHER) {
                messages.removeFirst();
                results.add(result(put));
            }
            try {
                if (results.isEmpty() && messages.removeFirst() instanceof Effect.DropResults drop) {
                    desk.execute(ResultDesk.DROP, Void.class, run, drop.generation());
                } else {
                    desk.execute(ResultDesk.PUT, Void.class, results);
                }
            } catch (ActivityFailure e) {
                // Nobody waits for it: what isn't there is worked for.
            }
        }
        underWay = false;
        idle.run();
    }

    private CachedResult result(Effect.PutResult put) {
        Duration ttl = put.ttl();
        return new CachedResult(
                put.digest(),
                request.workflow(),
                put.run(),
                put.generation(),
                put.path(),
                ttl == null ? null : ttl.toMillis(),
                ValueDocument.write(put.output()));
    }
}
