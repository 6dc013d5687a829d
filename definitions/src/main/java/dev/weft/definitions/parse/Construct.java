package dev.weft.definitions.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A map with known fields.
 *
 * @param name with its article, such as {@code a task}
 * @param fields in the order of the reference
 * @param later fields of the language that this release doesn't support
 */
public record Construct(String name, List<Field> fields, List<String> later) {
    public Construct {
        fields = List.copyOf(fields);
        later = List.copyOf(later);
    }

    /** The field of a name. */
    public Optional<Field> field(String wanted) {
        return fields.stream().filter(field -> field.name().equals(wanted)).findFirst();
    }

    /** Names of all fields that this release supports. */
    public List<String> names() {
        List<String> names = new ArrayList<>(fields.size());
        fields.forEach(field -> names.add(field.name()));
        return names;
    }
}
