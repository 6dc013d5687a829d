package dev.weft.worker.protocol.event;

import dev.weft.definitions.expression.Values;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event as CloudEvents 1.0 describes it. One source never gives an id twice.
 *
 * @param subject what it happened to; {@code null} for nothing
 * @param data JSON; {@code null} for none
 * @param extensions further attributes, such as {@code datacontenttype}, by name: text, number or truth
 */
public record CloudEvent(
        String id,
        String source,
        String type,
        @Nullable String subject,
        Instant time,
        @Nullable Object data,
        Map<String, Object> extensions) {
    /** What the sources of runs' own events begin with; the rest is the run's id. */
    public static final String RUNS = "/runs/";

    public CloudEvent {
        extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
    }

    /** The event of a fact. */
    public static CloudEvent of(FactBatch run, Fact fact) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("run", run.run());
        data.put("workflow", run.workflow());
        data.put("revision", run.revision());
        data.put("generation", run.generation());
        data.put("sequence", fact.sequence());
        if (fact.task() != null) {
            data.put("task", fact.task());
        }
        data.putAll(fact.data());
        return new CloudEvent(
                run.generation() + "." + fact.sequence() + "." + fact.at().toEpochMilli(),
                RUNS + run.run(),
                fact.type().text(),
                fact.task(),
                fact.at(),
                data,
                Map.of());
    }

    /** The structured form, made normal for expressions. */
    @SuppressWarnings("unchecked") // a map is made a map with text for keys
    public Map<String, @Nullable Object> toNormal() {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(Values.normalise(toMap()));
    }

    /** The structured form, which is also what expressions see as {@code event}. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("specversion", "1.0");
        map.put("id", id);
        map.put("source", source);
        map.put("type", type);
        map.put("subject", subject);
        map.put("time", time.toString());
        map.putAll(extensions);
        map.put("data", data);
        return map;
    }
}
