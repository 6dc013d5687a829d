package dev.weft.cli.trial;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Attempts that are made up tell nothing of their life while virtual hours pass, and learn nothing of their cancellation: they
 * are taken to live, and to end at once when they are cancelled. The server isn't told of that: of an activity that ends though
 * it is to be cancelled it would hold the clock for ever.
 *
 * <p>Nor is it told of timers that are stopped: it refuses what a run decides while one of them fires, as easily happens where two
 * are due at the same time. They fire for nobody.
 */
final class Attempts extends WorkerInterceptorBase {
    @Override
    public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
        return new WorkflowInboundCallsInterceptorBase(next) {
            @Override
            public void init(WorkflowOutboundCallsInterceptor outbound) {
                super.init(new Outbound(outbound));
            }
        };
    }

    private static final class Outbound extends WorkflowOutboundCallsInterceptorBase {
        Outbound(WorkflowOutboundCallsInterceptor next) {
            super(next);
        }

        @Override
        public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
            ActivityOptions options = input.getOptions();
            ActivityOptions other = ActivityOptions.newBuilder(options)
                    .setHeartbeatTimeout(null)
                    .setCancellationType(ActivityCancellationType.ABANDON)
                    .build();
            return super.executeActivity(new ActivityInput<>(
                    input.getActivityName(),
                    input.getResultClass(),
                    input.getResultType(),
                    input.getArgs(),
                    other,
                    input.getHeader()));
        }

        @Override
        public Promise<Void> newTimer(Duration delay) {
            return kept(() -> super.newTimer(delay));
        }

        @Override
        public Promise<Void> newTimer(Duration delay, TimerOptions options) {
            return kept(() -> super.newTimer(delay, options));
        }

        /** A timer that is cancelled for the run alone. */
        private static Promise<Void> kept(Supplier<Promise<Void>> timer) {
            CompletablePromise<Void> seen = Workflow.newPromise();
            CancellationScope.current().getCancellationRequest().thenApply(reason -> {
                seen.completeExceptionally(new CanceledFailure("timer"));
                return reason;
            });
            Workflow.newDetachedCancellationScope(() -> timer.get().thenApply(up -> seen.complete(null)))
                    .run();
            return seen;
        }
    }
}
