package dev.weft.worker.protocol.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change of a run's state, told to those outside.
 *
 * @param sequence number among those of its run, from 1, without gaps
 * @param at when, by the run's own clock
 * @param task path of the task that it is about; {@code null} where it is about the run
 * @param data more of it, JSON; always with {@code status}, of the task or the run after it
 */
public record Fact(
        int sequence, Instant at, FactType type, @Nullable String task, Map<String, @Nullable Object> data) {
    public Fact {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /** The same, with more data. */
    public Fact with(String name, Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(data);
        more.put(name, value);
        return new Fact(sequence, at, type, task, more);
    }

    /** The same, at another time. */
    public Fact at(Instant time) {
        return new Fact(sequence, time, type, task, data);
    }
}
