package dev.weft.definitions.diff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.definitions.diff.Change.FieldChange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares JSON field by field. */
final class Fields {
    private Fields() {}

    /** What differs, down to the first values that aren't both maps; in the order of the second, then of the first. */
    static List<FieldChange> between(JsonNode before, JsonNode after) {
        List<FieldChange> changes = new ArrayList<>();
        compare("", before, after, changes);
        return changes;
    }

    private static void compare(
            String path, @Nullable JsonNode before, @Nullable JsonNode after, List<FieldChange> changes) {
        if (before != null && after != null && before.isObject() && after.isObject()) {
            Set<String> names = new LinkedHashSet<>();
            after.fieldNames().forEachRemaining(names::add);
            before.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                compare(path.isEmpty() ? name : path + "." + name, before.get(name), after.get(name), changes);
            }
        } else if (before == null || !before.equals(after)) {
            changes.add(new FieldChange(path, before, after));
        }
    }
}
