package dev.weft.cli.output;

import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.definitions.duration.DurationText;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Moments as people write them. */
public final class Moments {
    private Moments() {}

    /**
     * A time, or so long ago.
     *
     * @param option for the message
     */
    public static Instant since(String option, String text) {
        return DurationText.parse(text).map(ago -> Instant.now().minus(ago)).orElseGet(() -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw new CliException(
                        Exit.WRONG_USE,
                        "Expected a duration such as 10m, or a time such as 2026-01-31T08:00:00Z, in %s, but found «%s»."
                                .formatted(option, text));
            }
        });
    }
}
