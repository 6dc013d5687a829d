package dev.weft.worker.protocol.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher knows that the log lacks, and reads from histories.
 *
 * @param runs of which something may be missing
 * @param since when the first of them was found; {@code null} where nothing is missing
 * @param trouble why reading fails, in words; {@code null} where it doesn't
 */
public record EventGaps(
        int runs, @Nullable Instant since, @Nullable String trouble) {
    /** Nothing is missing. */
    public static final EventGaps NONE = new EventGaps(0, null, null);
}
