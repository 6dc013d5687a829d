package dev.weft.definitions.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.definitions.diff.Change.FieldChange;
import dev.weft.definitions.diff.Change.Kind;
import dev.weft.definitions.diff.Change.Part;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what differs, part by part. */
final class Changes {
    private final Side before;
    private final Side after;
    private final Map<String, TaskNode> matches;
    private final Renames renames;
    private final List<Change> changes = new ArrayList<>();

    private Changes(Side before, Side after) {
        this.before = before;
        this.after = after;
        this.matches = Matches.between(before, after);
        this.renames = Renames.of(matches, after);
    }

    static List<Change> between(Side before, Side after) {
        Changes changes = new Changes(before, after);
        changes.head();
        changes.named(Part.INPUT, "inputs");
        changes.one(Part.POLICY, "policy");
        changes.one(Part.DEFAULTS, "defaults");
        changes.named(Part.TRIGGER, "triggers");
        changes.tasks();
        changes.named(Part.OUTPUT, "outputs");
        return changes.changes;
    }

    private void head() {
        List<FieldChange> fields = new ArrayList<>();
        for (String name : List.of("id", "name", "description", "labels", "requires")) {
            ObjectNode first = before.document().objectNode();
            ObjectNode second = before.document().objectNode();
            set(first, name, before.document().get(name));
            set(second, name, after.document().get(name));
            fields.addAll(Fields.between(first, second));
        }
        add(Part.DEFINITION, Kind.CHANGED, "", fields);
    }

    private static void set(ObjectNode target, String name, @Nullable JsonNode value) {
        if (value != null) {
            target.set(name, value);
        }
    }

    private void one(Part part, String field) {
        List<FieldChange> fields =
                new ArrayList<>(Fields.between(object(before.document(), field), object(after.document(), field)));
        if (part == Part.POLICY
                && isSequential(before.document().path(field))
                && isSequential(after.document().path(field))) {
            order(before.document(), after.document(), fields);
        }
        add(part, Kind.CHANGED, "", fields);
    }

    private static ObjectNode object(ObjectNode document, String field) {
        return document.path(field) instanceof ObjectNode object ? object : document.objectNode();
    }

    private void named(Part part, String field) {
        JsonNode second = after.document().path(field);
        JsonNode first = renames.applied(before.document().path(field), second);
        if (first.isTextual() || second.isTextual()) {
            // `inputs: any`, which has no names.
            if (!first.equals(second)) {
                add(part, Kind.CHANGED, "", List.of(new FieldChange(field, present(first), present(second))));
            }
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        second.fieldNames().forEachRemaining(names::add);
        first.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            if (!first.has(name)) {
                changes.add(
                        new Change(part, Kind.ADDED, name, null, List.of(new FieldChange("", null, second.get(name)))));
            } else if (!second.has(name)) {
                changes.add(new Change(
                        part, Kind.REMOVED, name, null, List.of(new FieldChange("", first.get(name), null))));
            } else {
                add(part, Kind.CHANGED, name, Fields.between(first.get(name), second.get(name)));
            }
        }
    }

    private static @Nullable JsonNode present(JsonNode node) {
        return node.isMissingNode() ? null : node;
    }

    private void tasks() {
        Set<String> kept = matches.values().stream().map(TaskNode::path).collect(Collectors.toSet());
        for (TaskNode node : after.tasks().values()) {
            TaskNode old = matches.get(node.path());
            if (old == null) {
                changes.add(new Change(Part.TASK, Kind.ADDED, node.path(), null, work(null, node)));
            } else if (renames.isSamePlace(old, node)) {
                add(Part.TASK, Kind.CHANGED, node.path(), fields(old, node));
            } else {
                boolean renamed = !old.id().equals(node.id());
                changes.add(new Change(
                        Part.TASK, renamed ? Kind.RENAMED : Kind.MOVED, node.path(), old.path(), fields(old, node)));
            }
        }
        before.tasks().values().stream()
                .filter(node -> !kept.contains(node.path()))
                .forEach(node -> changes.add(new Change(Part.TASK, Kind.REMOVED, node.path(), null, work(node, null))));
    }

    private List<FieldChange> fields(TaskNode old, TaskNode node) {
        JsonNode first = renames.applied(old.own(), node.own());
        JsonNode firstEffective = renames.applied(old.ownEffective(), node.ownEffective());
        List<FieldChange> fields = new ArrayList<>();
        for (FieldChange field : Fields.between(first, node.own())) {
            // Said in another place, such as among the defaults, it still holds.
            String top = field.field().replaceFirst("\\..*", "");
            if (!firstEffective.path(top).equals(node.ownEffective().path(top))) {
                fields.add(field);
            }
        }
        if (isSequential(old.written()) && isSequential(node.written())) {
            order(old.written(), node.written(), fields);
        }
        return fields;
    }

    private static List<FieldChange> work(@Nullable TaskNode first, @Nullable TaskNode second) {
        return List.of(new FieldChange("", first == null ? null : first.own(), second == null ? null : second.own()));
    }

    private static boolean isSequential(JsonNode modeHolder) {
        return modeHolder.path("mode").asText().equals("sequential");
    }

    /** Where tasks are done in the order written, that order is a field of its own. */
    private static void order(ObjectNode first, ObjectNode second, List<FieldChange> fields) {
        List<String> old = names(first.path("tasks"));
        List<String> now = names(second.path("tasks"));
        List<String> oldKept = old.stream().filter(now::contains).toList();
        List<String> nowKept = now.stream().filter(old::contains).toList();
        if (!oldKept.equals(nowKept)) {
            fields.add(new FieldChange("order", texts(first, old), texts(first, now)));
        }
    }

    private static List<String> names(JsonNode map) {
        List<String> names = new ArrayList<>();
        map.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode texts(ObjectNode factory, List<String> texts) {
        ArrayNode array = factory.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private void add(Part part, Kind kind, String name, List<FieldChange> fields) {
        if (!fields.isEmpty()) {
            changes.add(new Change(part, kind, name, null, fields));
        }
    }
}
