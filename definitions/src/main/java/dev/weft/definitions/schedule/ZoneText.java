package dev.weft.definitions.schedule;

import dev.weft.definitions.problem.Suggestion;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.TreeSet;

/** Names of time zones, such as {@code Europe/Stockholm}, {@code UTC} or {@code +02:00}. */
public final class ZoneText {
    private ZoneText() {}

    /** The zone; nothing where there is none of this name. */
    public static Optional<ZoneId> parse(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What may have been meant by a name that no zone has. */
    public static String hint(String wrong) {
        return Suggestion.didYouMean(
                wrong,
                new TreeSet<>(ZoneId.getAvailableZoneIds()),
                "Write a name of the IANA database, such as Europe/Stockholm.");
    }
}
