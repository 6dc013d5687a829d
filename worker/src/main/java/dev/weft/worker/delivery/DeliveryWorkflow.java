package dev.weft.worker.delivery;

import dev.weft.worker.protocol.DefinitionLookup;
import dev.weft.worker.protocol.delivery.DeliveryDesk;
import dev.weft.worker.protocol.delivery.DeliveryEnd;
import dev.weft.worker.protocol.delivery.DeliveryOrder;
import dev.weft.worker.protocol.delivery.EventDelivery;
import dev.weft.worker.protocol.delivery.WeftDelivery;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Sends the events of a lane, one after the other, by Temporal's own retries. It takes in what is told before it ends: Temporal
 * lets no workflow end that has not seen all its signals.
 */
public class DeliveryWorkflow implements WeftDelivery {
    private static final Duration ONE_CALL = Duration.ofSeconds(40);
    private static final int MANY_EVENTS = 5_000;

    private final Deque<DeliveryOrder> waiting;
    private final DeliveryDesk desk = Workflow.newActivityStub(
            DeliveryDesk.class,
            ActivityOptions.newBuilder()
                    .setTaskQueue(DefinitionLookup.TASK_QUEUE)
                    .setStartToCloseTimeout(ONE_CALL)
                    .setRetryOptions(RetryOptions.newBuilder()
                            .setInitialInterval(Duration.ofMillis(500))
                            .setMaximumInterval(Duration.ofSeconds(30))
                            .build())
                    .build());

    @WorkflowInit
    public DeliveryWorkflow(List<DeliveryOrder> begun) {
        waiting = new ArrayDeque<>(begun);
    }

    @Override
    public void deliver(List<DeliveryOrder> begun) {
        while (!waiting.isEmpty()) {
            DeliveryOrder order = waiting.getFirst();
            // One that was settled before goes after later ones no more.
            if (!order.doubtful() || desk.isOpen(order.delivery())) {
                desk.settle(sent(order));
            }
            waiting.removeFirst();
            if (Workflow.getInfo().getHistoryLength() > MANY_EVENTS && !waiting.isEmpty()) {
                Workflow.continueAsNew(List.copyOf(waiting));
            }
        }
    }

    @Override
    public void add(DeliveryOrder order) {
        if (waiting.stream().noneMatch(known -> known.delivery() == order.delivery())) {
            waiting.add(order);
        }
    }

    private static DeliveryEnd sent(DeliveryOrder order) {
        EventDelivery delivery = Workflow.newActivityStub(
                EventDelivery.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(ONE_CALL)
                        .setScheduleToCloseTimeout(Duration.ofSeconds(order.retrySeconds()))
                        .setRetryOptions(RetryOptions.newBuilder()
                                .setInitialInterval(Duration.ofSeconds(1))
                                .setBackoffCoefficient(2)
                                .setMaximumInterval(Duration.ofMinutes(5))
                                .build())
                        .setSummary("event " + order.offset())
                        .build());
        try {
            return new DeliveryEnd(order.delivery(), null, null, delivery.deliver(order));
        } catch (ActivityFailure e) {
            return failed(order, e);
        }
    }

    private static DeliveryEnd failed(DeliveryOrder order, ActivityFailure failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof CanceledFailure) {
                throw failure;
            }
            if (cause instanceof ApplicationFailure known) {
                return new DeliveryEnd(order.delivery(), known.getType(), known.getOriginalMessage(), 0);
            }
        }
        return new DeliveryEnd(order.delivery(), "timeout", "No answer came in time.", 0);
    }
}
