package dev.weft.worker.agent.watch;

import dev.weft.worker.protocol.agent.HealthReport;
import dev.weft.worker.protocol.agent.Watchlist;
import dev.weft.worker.protocol.agent.WeftAgentWatch;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Keeps one worker looking after agents. */
public final class AgentWatchWorkflow implements WeftAgentWatch {
    private static final ActivityOptions OPTIONS = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofHours(2))
            .setHeartbeatTimeout(Duration.ofSeconds(10))
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
            .setRetryOptions(RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofMillis(500))
                    .setMaximumInterval(Duration.ofSeconds(10))
                    .build())
            .build();

    private static final Duration AFTER_A_BUG = Duration.ofSeconds(10);

    private Watchlist list;
    private @Nullable HealthReport report;
    private boolean changed;

    @WorkflowInit
    public AgentWatchWorkflow(Watchlist list, @Nullable HealthReport before) {
        this.list = list;
        this.report = before;
    }

    @Override
    public void watch(Watchlist first, @Nullable HealthReport before) {
        while (!list.agents().isEmpty()) {
            changed = false;
            AtomicReference<Promise<HealthReport>> looking = new AtomicReference<>();
            CancellationScope scope = Workflow.newCancellationScope(() -> looking.set(
                    Workflow.newUntypedActivityStub(OPTIONS).executeAsync(ACTIVITY, HealthReport.class, list, report)));
            scope.run();
            Promise<HealthReport> found = Objects.requireNonNull(looking.get());
            Workflow.await(() -> changed || found.isCompleted());
            if (!found.isCompleted()) {
                scope.cancel();
            }
            try {
                report = found.get();
            } catch (TemporalFailure e) {
                if (!changed) {
                    Workflow.sleep(AFTER_A_BUG);
                }
            }
            if (Workflow.getInfo().isContinueAsNewSuggested() && Workflow.isEveryHandlerFinished()) {
                Workflow.continueAsNew(list, report);
            }
        }
    }

    @Override
    public void agents(Watchlist next) {
        if (next != null && !next.digest().equals(list.digest())) {
            list = next;
            changed = true;
        }
    }
}
