package dev.weft.worker.protocol.delivery;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Sends events: served by workers, which have the secrets and the rules about who may be reached. */
@ActivityInterface
public interface EventDelivery {
    /** The activity type. */
    String DELIVER = "deliver_event";

    /**
     * Sends an event once.
     *
     * @return how often it was sent, this time counted
     * @throws io.temporal.failure.ApplicationFailure with a code such as {@code http_500}; not retryable where the receiver, or
     *     this side, refuses
     */
    @ActivityMethod(name = DELIVER)
    int deliver(DeliveryOrder order);
}
