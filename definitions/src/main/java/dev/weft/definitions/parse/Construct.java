package dev.weft.definitions.parse;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A map with known fields. Immutable. */
public final class Construct {
    private final String name;
    private final Map<String, Field> fields;
    private final List<String> names;
    private final @Nullable Supplier<Construct> around;

    /**
     * @param name with its article, such as {@code a task}
     * @param fields in the order of the reference
     */
    Construct(String name, List<Field> fields) {
        this(name, fields, null);
    }

    /**
     * @param around that it is a field of, and whose other fields are easily written into it; {@code null} for none
     */
    Construct(String name, List<Field> fields, @Nullable Supplier<Construct> around) {
        this.around = around;
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

    /** Where a field belongs that this construct doesn't have; nothing where that isn't known. */
    Optional<String> placeOf(String wanted) {
        if (around != null && around.get().field(wanted).isPresent()) {
            return Optional.of(
                    "It is a field of " + around.get().name() + ": write it beside " + name + ", not inside.");
        }
        return fields.values().stream()
                .filter(field -> field.form() instanceof Form.Structure inner
                        && inner.construct().get().field(wanted).isPresent())
                .findFirst()
                .map(field ->
                        "It is a field of " + field.name() + ": write " + field.name() + ": {" + wanted + ": …}.");
    }

    /** Names of all fields. */
    public List<String> names() {
        return names;
    }
}
