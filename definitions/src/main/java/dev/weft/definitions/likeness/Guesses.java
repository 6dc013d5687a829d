package dev.weft.definitions.likeness;

import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.input.JsonSchemas;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.Input;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values with which a definition can be tried of which nothing is known but what it says itself. A value that is to have a pattern
 * which nobody can guess doesn't fit what is declared of it. Immutable.
 *
 * @param inputs those that are required and not given, by name
 * @param outputs of tasks that work outside of the run, by path
 * @param events data of those that tasks wait for, by path
 * @param started outputs of runs that tasks start, by path
 */
public record Guesses(
        Map<String, @Nullable Object> inputs,
        Map<String, @Nullable Object> outputs,
        Map<String, @Nullable Object> events,
        Map<String, @Nullable Object> started) {
    public Guesses {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        events = Collections.unmodifiableMap(new LinkedHashMap<>(events));
        started = Collections.unmodifiableMap(new LinkedHashMap<>(started));
    }

    /**
     * Values for a definition.
     *
     * @param agents that are known, by name
     * @param given inputs by name; defaults need not be among them
     * @param run what is known of the run, such as {@code id}
     */
    public static Guesses of(
            Definition definition,
            Map<String, Agent> agents,
            Map<String, ? extends @Nullable Object> given,
            Map<String, String> run) {
        LikenessScope scope = new LikenessScope(null);
        Likeness inputs = Likeness.of(Likeness.Kind.MAP);
        Map<String, Input> declared = Objects.requireNonNullElse(definition.inputs(), Map.of());
        declared.forEach((name, input) -> {
            SchemaLikeness.tell(inputs.field(name), input.schema());
            inputs.field(name).value(given.containsKey(name) ? given.get(name) : input.defaultValue());
        });
        Likeness running = Likeness.of(Likeness.Kind.MAP);
        run.forEach((name, value) -> running.field(name).value(value));
        scope.with("inputs", inputs).with("run", running).with("now", Likeness.of(Likeness.Kind.TIME));
        TaskLikeness tasks = new TaskLikeness(new OutputLikeness(agents));
        tasks.tasks(definition.tasks(), "", scope);
        if (definition.outputs() != null) {
            ExpressionLikeness outputs = new ExpressionLikeness(scope);
            definition.outputs().values().forEach(outputs::of);
        }
        Map<String, @Nullable Object> missing = new LinkedHashMap<>();
        declared.forEach((name, input) -> {
            if (input.required() && !given.containsKey(name)) {
                Object value = MadeUp.of(inputs.field(name), name);
                missing.put(name, value);
                inputs.field(name).value(value);
            }
        });
        return new Guesses(missing, values(tasks.works()), data(tasks.events()), values(tasks.started()));
    }

    private static Map<String, @Nullable Object> values(Map<String, Likeness> likenesses) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        likenesses.forEach((path, likeness) -> values.put(path, MadeUp.of(likeness, path)));
        return values;
    }

    private static Map<String, @Nullable Object> data(Map<String, Likeness> events) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        events.forEach((path, event) -> {
            Likeness.Found data = event.field("data").found();
            boolean used = data.kind() != null || data.value() != null || data.same() != null;
            values.put(path, used ? MadeUp.of(event.field("data"), "data") : Map.of());
        });
        return values;
    }

    /**
     * A value that a JSON Schema describes.
     *
     * @param name by which people know it
     */
    public static @Nullable Object value(Map<String, @Nullable Object> schema, String name) {
        Likeness likeness = new Likeness();
        SchemaLikeness.tell(likeness, schema);
        return MadeUp.of(likeness, name);
    }

    /** The names of made-up inputs that don't fit what is declared of them, with what is wrong. */
    public Map<String, String> misfits(Definition definition) {
        Map<String, String> misfits = new LinkedHashMap<>();
        inputs.forEach((name, value) -> {
            Input input = Objects.requireNonNullElse(definition.inputs(), Map.<String, Input>of())
                    .get(name);
            if (input != null) {
                JsonSchemas.check(input.schema(), value).stream()
                        .findFirst()
                        .ifPresent(mismatch -> misfits.put(name, mismatch.message()));
            }
        });
        return misfits;
    }
}
