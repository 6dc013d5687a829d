package dev.weft.worker.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The event that a task waits for.
 *
 * @param type of the event
 * @param since when the task began to wait: what {@code now} is in its filter
 * @param goesOn whether the task completes where none comes in time
 * @param noted whether those who look through the event log know of it
 * @param late whether the time was up while another run was asked for {@code claimed}
 * @param claimed the event that it takes where the run with the loop says so, in a run that does a slice; {@code null} for none
 * @param more a list of events that fit, too, and that came meanwhile; {@code null} for none
 */
public record EventWait(
        String type,
        Instant since,
        boolean goesOn,
        boolean noted,
        boolean late,
        @Nullable Object claimed,
        @Nullable Object more) {
    /** One that begins. */
    public EventWait(String type, Instant since, boolean goesOn) {
        this(type, since, goesOn, false, false, null, null);
    }

    /** The same, of which they know, or are to be told again. */
    public EventWait noted(boolean known) {
        return new EventWait(type, since, goesOn, known, late, claimed, more);
    }

    /** The same, of which another run is asked whether it takes an event. */
    public EventWait claiming(Map<String, @Nullable Object> event) {
        return new EventWait(type, since, goesOn, noted, false, event, null);
    }

    /** The same, of which nobody is asked. */
    public EventWait free() {
        return new EventWait(type, since, goesOn, noted, false, null, null);
    }

    /** The same, whose time is up once the other run has answered. */
    public EventWait ranOut() {
        return new EventWait(type, since, goesOn, noted, true, claimed, more);
    }

    /** The same, with one more event for which it may ask. */
    public EventWait meeting(Map<String, @Nullable Object> event) {
        List<Object> all = new ArrayList<>(others());
        all.add(event);
        return new EventWait(type, since, goesOn, noted, late, claimed, all);
    }

    /** The event that is asked for; {@code null} for none. */
    public @Nullable Map<String, @Nullable Object> asked() {
        return claimed == null ? null : fields(claimed);
    }

    /** Events that may be asked for next, the oldest first. */
    public List<Map<String, @Nullable Object>> others() {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (Object event : more instanceof List<?> list ? list : List.of()) {
            all.add(fields(event));
        }
        return all;
    }

    private static Map<String, @Nullable Object> fields(@Nullable Object event) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (event instanceof Map<?, ?> map) {
            map.forEach((name, value) -> fields.put(String.valueOf(name), value));
        }
        return fields;
    }
}
