package dev.weft.definitions.dialect;

import dev.weft.definitions.lower.Fields;
import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.lower.Slug;
import dev.weft.definitions.lower.TaskList;
import dev.weft.definitions.lower.UniqueIds;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapBuilder;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code on} of an event-driven workflow: each event starts a run that does one task, with what the event carries. */
final class Events {
    private final Node place;
    private final Map<String, List<ScalarNode>> byTask = new LinkedHashMap<>();
    private final List<ScalarNode> events = new ArrayList<>();
    private boolean right;

    private Events(Node place, boolean right) {
        this.place = place;
        this.right = right;
    }

    static Events read(MapNode document, TaskList tasks, Lowering lowering) {
        MapNode.Entry on = document.entries().get("on");
        if (on == null) {
            Node type = Marks.atTop(document, List.of("type"));
            Node top = type == null ? Fields.top(document) : type;
            lowering.error(
                    ProblemCode.MISSING_FIELD,
                    top,
                    "Expected the field \"on\" in a workflow of type event_driven, but it isn't there",
                    "Write which task each event starts: on: {content.created: index}.");
            return new Events(top, false);
        }
        MapNode map = lowering.map("on", on.value(), "Write on: {content.created: index}.");
        Events read = new Events(on.key(), map != null);
        if (map != null) {
            map.entries().values().forEach(entry -> read.add(entry, tasks, lowering));
        }
        for (TaskList.Item item : tasks.items()) {
            if (read.right && !read.byTask.containsKey(item.id().text())) {
                lowering.error(
                        ProblemCode.VALUE,
                        item.written(),
                        "Expected each task of an event_driven workflow in \"on\", but "
                                + item.written().text() + " isn't there",
                        "Write which event starts it, or remove it.");
            }
        }
        return read;
    }

    private void add(MapNode.Entry entry, TaskList tasks, Lowering lowering) {
        events.add(entry.key());
        ScalarNode task = lowering.text("on", entry.value());
        if (task == null) {
            right = false;
            return;
        }
        String id = tasks.renaming().id(task.text());
        if (id == null) {
            lowering.error(
                    ProblemCode.UNKNOWN_TASK,
                    task,
                    "Expected the name of a task, but found \"" + task.text() + '"',
                    lowering.guess(
                            task.text(),
                            tasks.renaming().names(),
                            "The tasks are " + Suggestion.list(tasks.renaming().names()) + "."));
            String meant = lowering.meant(task.text(), tasks.renaming().names());
            id = meant == null ? null : tasks.renaming().id(meant);
        }
        if (id == null) {
            right = false;
            return;
        }
        byTask.computeIfAbsent(id, same -> new ArrayList<>()).add(entry.key());
        lowering.changes().add("each event is a trigger; its run does the one task that is for it");
    }

    /** Puts the inputs and triggers into a definition. */
    void declare(MapBuilder definition) {
        MapBuilder inputs = new MapBuilder(place);
        inputs.put(
                "on",
                place,
                new MapBuilder(place)
                        .put("enum", place, Made.list(values(), place))
                        .build());
        inputs.put(
                "event",
                place,
                new MapBuilder(place).put("default", place, Made.nothing(place)).build());
        definition.put("inputs", place, inputs.build());
        if (events.isEmpty()) {
            return;
        }
        MapBuilder triggers = new MapBuilder(place);
        UniqueIds ids = new UniqueIds(id -> false);
        for (ScalarNode event : events) {
            String slug = Slug.name(event.text());
            MapNode given = new MapBuilder(event)
                    .put("on", event, Made.text(event.text(), event))
                    .put("event", event, Made.text("${{ event.data }}", event))
                    .build();
            MapNode trigger = new MapBuilder(event)
                    .put("type", event, Made.text(event.text(), event))
                    .put("inputs", event, given)
                    .build();
            triggers.put(
                    Made.text(ids.of(slug.isEmpty() ? "event" : slug), event),
                    new MapBuilder(event).put("event", event, trigger).build());
        }
        definition.put("triggers", place, triggers.build());
    }

    /** That a run is for a task, or {@code null} where no event is. */
    @Nullable ScalarNode condition(ScalarNode task) {
        List<ScalarNode> own = byTask.get(task.text());
        if (own == null) {
            return null;
        }
        List<String> names = own.stream().map(event -> quoted(event.text())).toList();
        String test = names.size() == 1 ? " == " + names.getFirst() : " in [" + String.join(", ", names) + "]";
        return Made.text("inputs.on" + test, own.getFirst());
    }

    private List<ScalarNode> values() {
        return events.stream().map(event -> Made.text(event.text(), event)).toList();
    }

    private static String quoted(String text) {
        return '\''
                + text.replace("\\", "\\\\")
                        .replace("'", "\\'")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '\'';
    }
}
