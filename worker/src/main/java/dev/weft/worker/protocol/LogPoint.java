package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From where on events count for a run: what was put to the log after it was asked to start.
 *
 * @param offset of the last event that doesn't; {@code null} where whoever started the run didn't look at the log
 * @param time what counts then: what the log has taken from some seconds before on, as its clock is another
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LogPoint(@Nullable Long offset, @Nullable Instant time) {
    /** After the event at an offset. */
    public static LogPoint after(long offset) {
        return new LogPoint(offset, null);
    }

    /** From a time on. */
    public static LogPoint from(Instant time) {
        return new LogPoint(null, time);
    }
}
