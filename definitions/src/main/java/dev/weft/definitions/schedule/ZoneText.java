package dev.weft.definitions.schedule;

import dev.weft.definitions.problem.Suggestion;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

    /** What to write in the place of a name that no zone has. */
    public static String hint(String wrong) {
        Map<String, String> byCity = new TreeMap<>();
        for (String zone : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            if (zone.contains("/")) {
                byCity.put(zone.substring(zone.lastIndexOf('/') + 1), zone);
            }
        }
        String city = Suggestion.nearest(wrong.strip().replace(' ', '_'), byCity.keySet());
        return city != null
                ? "Did you mean \"" + byCity.get(city) + "\"?"
                : Suggestion.didYouMean(
                        wrong,
                        new TreeSet<>(ZoneId.getAvailableZoneIds()),
                        "Write a name of the IANA database, such as Europe/Stockholm, or an offset such as +02:00.");
    }
}
