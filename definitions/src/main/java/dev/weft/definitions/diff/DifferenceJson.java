package dev.weft.definitions.diff;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.definitions.diff.Takeover.Fate;
import java.util.Locale;
import java.util.Set;

/** A difference as data. */
public final class DifferenceJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private DifferenceJson() {}

    /**
     * {@code {equal, changes: [{part, kind, name, before?, fields: [{field, before?, after?}]}], takeover: {possible,
     * obstacles, conditions, runs_again: [path], tasks: {path: {fate, reason?}}}}}. Words are in lower case. A field of
     * what was added or removed has the name {@code ""} and the whole as its value.
     */
    public static ObjectNode value(Difference difference) {
        ObjectNode value = JSON.objectNode();
        value.put("equal", difference.isEmpty());
        ArrayNode changes = value.putArray("changes");
        difference.changes().forEach(change -> changes.add(change(change)));
        value.set("takeover", takeover(difference.takeover()));
        return value;
    }

    private static ObjectNode change(Change change) {
        ObjectNode value = JSON.objectNode();
        value.put("part", word(change.part()));
        value.put("kind", word(change.kind()));
        value.put("name", change.name());
        if (change.before() != null) {
            value.put("before", change.before());
        }
        ArrayNode fields = value.putArray("fields");
        for (Change.FieldChange field : change.fields()) {
            ObjectNode one = fields.addObject();
            one.put("field", field.field());
            if (field.before() != null) {
                one.set("before", field.before());
            }
            if (field.after() != null) {
                one.set("after", field.after());
            }
        }
        return value;
    }

    private static ObjectNode takeover(Takeover takeover) {
        ObjectNode value = JSON.objectNode();
        value.put("possible", takeover.isPossible());
        takeover.obstacles().forEach(value.putArray("obstacles")::add);
        takeover.conditions().forEach(value.putArray("conditions")::add);
        Set<String> all = takeover.tasks().keySet();
        takeover.again(all).forEach(value.putArray("runs_again")::add);
        ObjectNode tasks = value.putObject("tasks");
        takeover.tasks().forEach((path, verdict) -> {
            ObjectNode task = tasks.putObject(path).put("fate", word(verdict.fate()));
            if (verdict.fate() == Fate.RUNS_AGAIN) {
                task.put("reason", verdict.reason());
            }
        });
        return value;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
