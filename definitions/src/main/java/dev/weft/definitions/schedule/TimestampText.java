package dev.weft.definitions.schedule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Timestamps of RFC 3339, such as {@code 2026-03-01T12:00:00Z} or {@code 2026-03-01T13:00:00+01:00}. */
public final class TimestampText {
    /** What each matches; that there is such a day is seen by {@link #parse} alone. */
    public static final String PATTERN = "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?"
            + "([zZ]|[+-][0-9]{2}(:[0-9]{2}(:[0-9]{2})?)?)";

    private TimestampText() {}

    /** The instant; nothing where the text has another form. */
    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
