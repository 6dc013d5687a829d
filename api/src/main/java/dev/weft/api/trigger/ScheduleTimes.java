package dev.weft.api.trigger;

import dev.weft.definitions.model.Trigger;
import dev.weft.definitions.schedule.CronText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The times that a schedule names. */
final class ScheduleTimes {
    private ScheduleTimes() {}

    /** The next ones after a moment, so many at most. */
    static List<Instant> after(Trigger.Schedule schedule, Instant from, int most) {
        return times(schedule, from, Instant.MAX, most);
    }

    /** Those from a moment to another, both counted, so many at most. */
    static List<Instant> between(Trigger.Schedule schedule, Instant from, Instant to, int most) {
        return times(schedule, from.minusMillis(1), to, most);
    }

    private static List<Instant> times(Trigger.Schedule schedule, Instant after, Instant to, int most) {
        ZonedDateTime time = after.atZone(ZoneId.of(schedule.timezone()));
        List<Instant> times = new ArrayList<>();
        while (times.size() < most) {
            Optional<ZonedDateTime> next = CronText.next(schedule.cron(), time);
            if (next.isEmpty() || next.get().toInstant().isAfter(to)) {
                break;
            }
            time = next.get();
            times.add(time.toInstant());
        }
        return times;
    }
}
