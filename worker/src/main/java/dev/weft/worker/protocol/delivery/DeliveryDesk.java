package dev.weft.worker.protocol.delivery;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Where it is told what has become of deliveries: served by the API on the task queue of its other activities. */
@ActivityInterface
public interface DeliveryDesk {
    /** The activity type. */
    String SETTLE = "settle_delivery";

    /** Type of {@link #isOpen}. */
    String OPEN = "delivery_open";

    /** Whether one is still to be sent: neither settled nor gone. */
    @ActivityMethod(name = OPEN)
    boolean isOpen(long delivery);

    /** Notes what has become of one; the same may be told again. */
    @ActivityMethod(name = SETTLE)
    void settle(DeliveryEnd end);
}
