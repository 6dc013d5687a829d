package dev.weft.worker.protocol.delivery;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Sends the events of a lane to a subscription, one after the other: workflow type {@code WeftDelivery}. It is started with the
 * first of them and ends when there are no more.
 */
@WorkflowInterface
public interface WeftDelivery {
    /** The workflow type. */
    String TYPE = "WeftDelivery";

    /** The task queue, on which its activity is, too. */
    String TASK_QUEUE = "weft-deliveries";

    /** The name of the signal. */
    String ADD = "add";

    /** The workflow id of a lane. */
    static String id(String subscription, String lane) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(lane.getBytes(StandardCharsets.UTF_8));
            return "weft-delivery-" + subscription + "-" + HexFormat.of().formatHex(digest, 0, 10);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256, but this one has not", e);
        }
    }

    /**
     * Sends until there is nothing to send.
     *
     * @param begun what a history before has left
     */
    @WorkflowMethod(name = TYPE)
    void deliver(List<DeliveryOrder> begun);

    /** One more to send. One that was told before is left out. */
    @SignalMethod(name = ADD, description = "An event for the subscription: sent by the server.")
    void add(DeliveryOrder order);
}
