package dev.weft.definitions.schedule;

import dev.weft.definitions.problem.Suggestion;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of time zones, such as {@code Europe/Stockholm}, {@code UTC} or {@code +02:00}. */
public final class ZoneText {
    private static final String NAME =
            "Write a name of the IANA database, such as Europe/Stockholm, or an offset from UTC" + " such as +02:00.";
    private static final String OFFSET =
            "An offset from UTC is written such as +02:00 or -05:30, east of Greenwich with +;"
                    + " a name such as Europe/Stockholm follows summer time.";
    private static final Pattern SIGNED = Pattern.compile(".*[+-]\\s*\\d.*|\\d.*");
    /** Of which single places are near one another by chance: {@code CEST} is none of {@code West}. */
    private static final int SHORT = 5;

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
        String name = wrong.strip().replace(' ', '_');
        if (SIGNED.matcher(name).matches()) {
            // The sign of Etc/GMT+1 is the other way round: no name is near.
            return OFFSET;
        }
        TreeSet<String> zones = new TreeSet<>(ZoneId.getAvailableZoneIds());
        zones.removeIf(zone -> zone.startsWith("Etc/GMT"));
        Map<String, String> byCity = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String zone : zones) {
            if (zone.contains("/")) {
                byCity.put(zone.substring(zone.lastIndexOf('/') + 1), zone);
            }
        }
        String city = byCity.get(name);
        String meant = city == null ? near(name, zones, byCity) : city;
        return meant == null ? NAME : "Did you mean \"" + meant + "\"?";
    }

    private static @Nullable String near(String name, Set<String> zones, Map<String, String> byCity) {
        if (name.length() < SHORT) {
            return null;
        }
        String whole = Suggestion.misspelt(name, zones);
        String city = whole == null ? Suggestion.misspelt(name, byCity.keySet()) : null;
        return city == null ? whole : byCity.get(city);
    }
}
