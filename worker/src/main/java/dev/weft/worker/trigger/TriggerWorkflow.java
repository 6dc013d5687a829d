package dev.weft.worker.trigger;

import dev.weft.worker.protocol.DefinitionLookup;
import dev.weft.worker.protocol.trigger.TriggerCall;
import dev.weft.worker.protocol.trigger.TriggerDesk;
import dev.weft.worker.protocol.trigger.TriggerTime;
import dev.weft.worker.protocol.trigger.WeftTrigger;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.common.SearchAttributeKey;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * One time of a schedule. Whether the run has ended is asked by Temporal's own retries, which cost neither events nor a slot.
 */
public class TriggerWorkflow implements WeftTrigger {
    /** By which Temporal's schedules say their time. */
    private static final SearchAttributeKey<OffsetDateTime> TIME =
            SearchAttributeKey.forOffsetDateTime("TemporalScheduledStartTime");

    private static final Duration ONE_CALL = Duration.ofSeconds(30);

    private final TriggerDesk desk = Workflow.newActivityStub(TriggerDesk.class, options(Duration.ofSeconds(30)));
    private final TriggerDesk watch = Workflow.newActivityStub(TriggerDesk.class, options(Duration.ofSeconds(5)));

    @Override
    public void come(TriggerCall call) {
        String run = desk.start(new TriggerTime(
                call.workflow(), call.trigger(), time().toString(), started().toString()));
        if (run.isEmpty() || !call.waits()) {
            return;
        }
        try {
            watch.ended(run);
        } catch (ActivityFailure e) {
            if (!(e.getCause() instanceof CanceledFailure)) {
                throw e;
            }
            Workflow.newDetachedCancellationScope(() -> {
                        desk.cancel(run);
                        watch.ended(run);
                    })
                    .run();
            throw e;
        }
    }

    private static Instant time() {
        OffsetDateTime scheduled = Workflow.getTypedSearchAttributes().get(TIME);
        return scheduled == null ? started() : scheduled.toInstant();
    }

    private static Instant started() {
        return Instant.ofEpochMilli(Workflow.getInfo().getRunStartedTimestampMillis());
    }

    private static ActivityOptions options(Duration longestPause) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(DefinitionLookup.TASK_QUEUE)
                .setStartToCloseTimeout(ONE_CALL)
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofMillis(500))
                        .setBackoffCoefficient(1.5)
                        .setMaximumInterval(longestPause)
                        .build())
                .build();
    }
}
