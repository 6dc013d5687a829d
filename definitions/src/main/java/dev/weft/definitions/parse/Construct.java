package dev.weft.definitions.parse;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A map with known fields. Immutable. */
public final class Construct {
    private final String name;
    private final Map<String, Field> fields;
    private final List<String> names;

    /**
     * @param name with its article, such as {@code a task}
     * @param fields in the order of the reference
     */
    Construct(String name, List<Field> fields) {
        Map<String, Field> byName = new LinkedHashMap<>();
        fields.forEach(field -> byName.put(field.name(), field));
        this.name = name;
        this.fields = Collections.unmodifiableMap(byName);
        this.names = List.copyOf(byName.keySet());
    }

    /** With its article, such as {@code a task}. */
    public String name() {
        return name;
    }

    /** In the order of the reference. */
    public List<Field> fields() {
        return List.copyOf(fields.values());
    }

    /** The field of a name. */
    public Optional<Field> field(String wanted) {
        return Optional.ofNullable(fields.get(wanted));
    }

    /** Names of all fields. */
    public List<String> names() {
        return names;
    }
}
