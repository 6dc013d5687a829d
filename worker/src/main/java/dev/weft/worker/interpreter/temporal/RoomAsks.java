package dev.weft.worker.interpreter.temporal;

import dev.weft.definitions.size.Extent;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.protocol.LeaseAnswer;
import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.RunMarks;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.room.RoomAnswer;
import dev.weft.worker.protocol.room.RoomDesk;
import dev.weft.worker.protocol.room.RoomRequest;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.Priority;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks workers for room: an activity that is done once a worker has some. What a run has asked for is asked for again in a new history,
 * so that none waits for that. Workflow threads only.
 */
final class RoomAsks {
    /** Activities of the server's 2,000 that may be pending, beside those of attempts and runs; the rest waits in its order. */
    private static final int MOST = 100;

    /** Longer than any worker has one in hand. */
    private static final Duration IN_HAND = Duration.ofMinutes(10);

    private static final Duration HEARTBEAT = Duration.ofSeconds(6);

    /** Until there is room: the tries cost no event. */
    private static final RetryOptions RETRIES = RetryOptions.newBuilder()
            .setInitialInterval(Duration.ofMillis(200))
            .setBackoffCoefficient(1.5)
            .setMaximumInterval(Duration.ofSeconds(5))
            .build();

    private final Priority priority;
    private final Stops stops;
    private final Consumer<RunEvent> events;
    private final Map<String, Asked> underWay = new LinkedHashMap<>();
    private final Deque<LeaseClaim> waiting = new ArrayDeque<>();

    /** One that is asked for. */
    private record Asked(CancellationScope scope, Stops.Begun begun) {}

    RoomAsks(RunRequest request, Stops stops, Consumer<RunEvent> events) {
        this.priority = RunMarks.priority(request);
        this.stops = stops;
        this.events = events;
    }

    /** Whether a claim is on room. */
    static boolean isFor(LeaseClaim claim) {
        return claim.lease().equals(RoomDesk.QUEUE);
    }

    void ask(LeaseClaim claim) {
        if (underWay.size() >= MOST) {
            waiting.add(claim);
        } else {
            ask(claim, false);
        }
    }

    /** Asks for it no longer. What a worker keeps already it keeps for five seconds at most. */
    void giveBack(LeaseClaim claim) {
        waiting.removeIf(one -> one.hold().equals(claim.hold()));
        Asked asked = underWay.remove(claim.hold());
        if (asked != null) {
            stops.stop(asked.begun(), () -> asked.scope().cancel("no room is needed any more"));
            next();
        }
    }

    private void next() {
        if (!waiting.isEmpty() && underWay.size() < MOST) {
            ask(waiting.remove(), false);
        }
    }

    private void ask(LeaseClaim claim, boolean insists) {
        Extent extent = Objects.requireNonNull(claim.room()).extent();
        CancellationScope[] own = new CancellationScope[1];
        own[0] = Workflow.newDetachedCancellationScope(() -> Workflow.newUntypedActivityStub(options(claim.path()))
                .executeAsync(RoomDesk.TYPE, RoomAnswer.class, new RoomRequest(claim.hold(), extent, insists))
                .handle((answer, failure) -> {
                    Asked asked = underWay.get(claim.hold());
                    if (asked != null && asked.scope() == own[0]) {
                        underWay.remove(claim.hold());
                        answered(claim, extent, answer);
                    }
                    return null;
                }));
        underWay.put(claim.hold(), new Asked(own[0], stops.begun()));
        own[0].run();
    }

    /** One that no worker has answered for ten minutes in hand is asked for again. */
    private void answered(LeaseClaim claim, Extent extent, @Nullable RoomAnswer answer) {
        if (answer != null && answer.queue() != null) {
            tell(claim, LeaseAnswer.Verdict.GRANTED, null, answer.queue());
            next();
            return;
        }
        if (answer != null) {
            tell(
                    claim,
                    LeaseAnswer.Verdict.QUEUED,
                    "which no worker has that was asked so far: %s has %s in all. It waits for a larger one"
                            .formatted(
                                    answer.worker(), answer.has().where(extent).described()),
                    null);
        }
        ask(claim, true);
    }

    private void tell(LeaseClaim claim, LeaseAnswer.Verdict verdict, @Nullable String note, @Nullable String queue) {
        events.accept(new RunEvent.LeaseAnswered(
                RunClock.now(),
                new LeaseAnswer(claim.lease(), claim.hold(), claim.path(), verdict, List.of(), null, note, queue)));
    }

    private ActivityOptions options(String path) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(RoomDesk.QUEUE)
                .setStartToCloseTimeout(IN_HAND)
                .setHeartbeatTimeout(HEARTBEAT)
                .setRetryOptions(RETRIES)
                .setCancellationType(ActivityCancellationType.TRY_CANCEL)
                .setSummary(path)
                .setPriority(priority)
                .build();
    }
}
