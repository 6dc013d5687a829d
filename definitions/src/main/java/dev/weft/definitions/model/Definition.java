package dev.weft.definitions.model;

import dev.weft.definitions.expression.Template;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One workflow as its author wrote it, in schema 3.0.0, checked and with defaults still apart.
 *
 * @param id {@code [a-z][a-z0-9_-]{0,62}}
 * @param name for people; the id where the author gave none
 * @param description for people, Markdown
 * @param labels free words to find and authorise by
 * @param inputs in the order written; {@code null} where any input is accepted: {@code inputs: any}
 * @param policy of a run
 * @param requires agents and definitions that must be there before a run starts
 * @param defaults of tasks that work
 * @param triggers what starts runs, by name
 * @param tasks in the order written, at least one
 * @param outputs of the run, by name; {@code null} where the author gave none, so that the map of the tasks' outputs is meant
 */
public record Definition(
        String id,
        String name,
        String description,
        Map<String, String> labels,
        @Nullable Map<String, Input> inputs,
        Policy policy,
        List<String> requires,
        TaskDefaults defaults,
        Map<String, Trigger> triggers,
        List<Task> tasks,
        @Nullable Map<String, Template> outputs) {
    public Definition {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        inputs = inputs == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        requires = List.copyOf(requires);
        triggers = Collections.unmodifiableMap(new LinkedHashMap<>(triggers));
        tasks = List.copyOf(tasks);
        outputs = outputs == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }
}
