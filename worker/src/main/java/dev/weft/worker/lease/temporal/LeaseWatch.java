package dev.weft.worker.lease.temporal;

import dev.weft.worker.protocol.LeaseDesk;
import dev.weft.worker.protocol.LeaseHolder;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Learns which holders have closed without giving their lease back: terminated, or lost. While somebody waits, it asks every
 * few seconds, by Temporal's own retries, which cost neither events nor a slot; else once an hour. Workflow threads only.
 */
final class LeaseWatch {
    private static final Duration IDLE = Duration.ofHours(1);
    private static final Duration ONE_CALL = Duration.ofSeconds(30);

    private static final ActivityOptions WAITED_FOR = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(ONE_CALL)
            .setCancellationType(ActivityCancellationType.TRY_CANCEL)
            .setRetryOptions(RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofMillis(500))
                    .setBackoffCoefficient(1.5)
                    .setMaximumInterval(Duration.ofSeconds(4))
                    .build())
            .build();

    private static final ActivityOptions ONCE = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(ONE_CALL)
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
            .build();

    private final Consumer<List<LeaseHolder>> gone;
    private @Nullable CancellationScope watching;
    private @Nullable CancellationScope idling;

    LeaseWatch(Consumer<List<LeaseHolder>> gone) {
        this.gone = gone;
    }

    /** Watches as closely as is wanted. */
    void keep(boolean isWaitedFor) {
        if (!isWaitedFor) {
            stopWatching();
            startIdling();
        } else if (watching == null) {
            stopIdling();
            watch();
        }
    }

    /** Asks now, and waits for the answer; whoever has closed is told of before. Blocks. */
    void look() {
        try {
            gone.accept(List.of(ask(ONCE).get()));
        } catch (ActivityFailure e) {
            // None has, as far as is known.
        }
    }

    void stop() {
        stopWatching();
        stopIdling();
    }

    private void watch() {
        CancellationScope[] own = new CancellationScope[1];
        own[0] = Workflow.newCancellationScope(() -> ask(WAITED_FOR, own));
        watching = own[0];
        own[0].run();
    }

    private void ask(ActivityOptions options, CancellationScope[] own) {
        ask(options).handle((found, failure) -> {
            if (watching == own[0]) {
                watching = null;
            }
            if (idling == own[0]) {
                idling = null;
            }
            gone.accept(failure == null ? List.of(found) : List.of());
            return null;
        });
    }

    private static Promise<LeaseHolder[]> ask(ActivityOptions options) {
        return Workflow.newUntypedActivityStub(options)
                .executeAsync(
                        LeaseDesk.GONE, LeaseHolder[].class, Workflow.getInfo().getWorkflowId());
    }

    private void startIdling() {
        if (idling != null) {
            return;
        }
        CancellationScope[] own = new CancellationScope[1];
        own[0] = Workflow.newCancellationScope(() -> Workflow.newTimer(IDLE).handle((over, cancelled) -> {
            if (cancelled == null && idling == own[0]) {
                ask(ONCE, own);
            }
            return null;
        }));
        idling = own[0];
        own[0].run();
    }

    private void stopWatching() {
        if (watching != null) {
            CancellationScope before = watching;
            watching = null;
            before.cancel("nobody waits");
        }
    }

    private void stopIdling() {
        if (idling != null) {
            CancellationScope before = idling;
            idling = null;
            before.cancel("somebody waits, or nobody holds it");
        }
    }
}
