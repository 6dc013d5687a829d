package dev.weft.definitions.action;

import dev.weft.definitions.expression.Template;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Parameters as far as they are known before a run: written out, or not. Immutable. */
public final class WrittenParameters {
    /** Nothing is known of them, not even which are given. */
    public static final WrittenParameters UNKNOWN = new WrittenParameters(null, Set.of());

    private final @Nullable Map<String, ? extends @Nullable Object> values;
    private final Set<String> conditions;

    private WrittenParameters(@Nullable Map<String, ? extends @Nullable Object> values, Set<String> conditions) {
        this.values = values;
        this.conditions = conditions;
    }

    /**
     * Those of a definition.
     *
     * @param conditions JSON pointers of those that are bare CEL
     */
    public static WrittenParameters of(Template.Fields parameters, Collection<String> conditions) {
        return new WrittenParameters(fields(parameters), new TreeSet<>(conditions));
    }

    /** Those that a run has filled in. */
    public static WrittenParameters of(Map<String, ? extends @Nullable Object> values) {
        return new WrittenParameters(values, Set.of());
    }

    /** Whether it isn't known which are given. */
    public boolean unknown() {
        return values == null;
    }

    /** Whether a parameter is given, written out or computed; {@code null} written out is as good as nothing. */
    public boolean given(String name) {
        return conditions.contains('/' + name) || values != null && values.get(name) != null;
    }

    /** Whether a parameter is given, and what it will be is known in a run alone. */
    public boolean computed(String name) {
        return values != null && values.get(name) instanceof Computed;
    }

    /** A text that is written out. */
    public Optional<String> text(String name) {
        return values != null && values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A truth value that is written out. */
    public Optional<Boolean> flag(String name) {
        return values != null && values.get(name) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    /** The items of a list that is written out; empty where there is none. */
    public List<?> items(String name) {
        return values != null && values.get(name) instanceof List<?> list ? list : List.of();
    }

    /** A map that is written out, with nothing computed anywhere inside. */
    public Optional<Map<?, ?>> map(String name) {
        return values != null && values.get(name) instanceof Map<?, ?> map && isWritten(map)
                ? Optional.of(map)
                : Optional.empty();
    }

    private static boolean isWritten(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().allMatch(WrittenParameters::isWritten);
        }
        if (value instanceof List<?> list) {
            return list.stream().allMatch(WrittenParameters::isWritten);
        }
        return !(value instanceof Computed);
    }

    private static @Nullable Object value(Template template) {
        return switch (template) {
            case Template.Literal literal -> literal.value();
            case Template.Computed ignored -> new Computed();
            case Template.Text ignored -> new Computed();
            case Template.Items items -> items(items);
            case Template.Fields fields -> fields(fields);
        };
    }

    private static List<@Nullable Object> items(Template.Items template) {
        List<@Nullable Object> items = new ArrayList<>();
        template.items().forEach(item -> items.add(value(item)));
        return items;
    }

    private static Map<String, @Nullable Object> fields(Template.Fields template) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        template.fields().forEach((name, value) -> fields.put(name, value(value)));
        return fields;
    }

    /** Stands for what an expression gives. */
    private record Computed() {}
}
