package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.LeaseDesk;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.ActivityStub;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells leases what the run claims and gives back, one after the other: what is said while another message is under way goes
 * together in the next. By local activities, as a workflow can't start what it signals. Workflow threads only.
 */
final class LeaseClaims {
    private static final int MAX_TOGETHER = 200;

    private static final LocalActivityOptions OPTIONS = LocalActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(20))
            .setScheduleToCloseTimeout(Duration.ofMinutes(10))
            .setRetryOptions(RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofMillis(200))
                    .setMaximumInterval(Duration.ofSeconds(5))
                    .build())
            .build();

    private final Runnable idle;
    private final String chain = Workflow.getInfo().getFirstExecutionRunId();
    private final List<LeaseDesk.Message> messages = new ArrayList<>();
    private boolean underWay;

    /**
     * @param idle is called when all has been told
     */
    LeaseClaims(Runnable idle) {
        this.idle = idle;
    }

    void claim(LeaseClaim claim) {
        send(new LeaseDesk.Message(claim.of(chain), false, null));
    }

    void giveBack(LeaseClaim claim, @Nullable Boolean wentWell) {
        send(new LeaseDesk.Message(
                claim.run().isEmpty() ? claim.ofRun(Workflow.getInfo().getWorkflowId()) : claim, true, wentWell));
    }

    /** Whether all has been told. */
    boolean isIdle() {
        return !underWay;
    }

    private void send(LeaseDesk.Message message) {
        messages.add(message);
        if (!underWay) {
            underWay = true;
            Workflow.newDetachedCancellationScope(() -> Async.procedure(this::deliver))
                    .run();
        }
    }

    private void deliver() {
        ActivityStub desk = Workflow.newUntypedLocalActivityStub(OPTIONS);
        while (!messages.isEmpty()) {
            List<LeaseDesk.Message> next = List.copyOf(messages.subList(0, Math.min(messages.size(), MAX_TOGETHER)));
            try {
                desk.execute(LeaseDesk.TELL, Void.class, next);
                messages.subList(0, next.size()).clear();
            } catch (ActivityFailure e) {
                // A lease that isn't told would be kept for ever, or never be had: it is told again.
                Workflow.sleep(Duration.ofSeconds(5));
            }
        }
        underWay = false;
        idle.run();
    }
}
