package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How runs and leases speak to one another where only a client of Temporal can. */
@ActivityInterface
public interface LeaseDesk {
    /** The activity type of {@link #tell}. */
    String TELL = "lease_tell";

    /** The activity type of {@link #gone}. */
    String GONE = "lease_holders";

    /**
     * What a run says: it claims a lease, or gives it back. Said again it changes nothing.
     *
     * @param wentWell of an agent that is given back: whether it did what it was asked; {@code null} where that is not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Message(
            LeaseClaim claim, boolean givenBack, @Nullable Boolean wentWell) {}

    /** Passes on what a run says to the leases that it is for, in order; starts each lease that isn't kept yet. */
    @ActivityMethod(name = TELL)
    void tell(List<Message> messages);

    /**
     * Which holders of a lease have closed, or were never started.
     *
     * @throws ApplicationFailure code {@code open}, to be asked again, while there is none
     */
    @ActivityMethod(name = GONE)
    List<LeaseHolder> gone(String lease);
}
