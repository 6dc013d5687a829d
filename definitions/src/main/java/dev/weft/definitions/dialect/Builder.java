package dev.weft.definitions.dialect;

import dev.weft.definitions.lower.Fields;
import dev.weft.definitions.lower.FrontEnd;
import dev.weft.definitions.lower.Head;
import dev.weft.definitions.lower.Lowered;
import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.lower.Seconds;
import dev.weft.definitions.lower.TaskList;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.FieldNames;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapBuilder;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A workflow of a type, whose tasks are done by services.
 *
 * <pre>
 * name: content_validation
 * type: conditional
 * tasks:
 *   - {name: validate, task: validator}
 *   - {name: review, task: reviewer, condition: needs_review}
 * dependencies: {review: [validate]}
 * conditions: {needs_review: tasks.validate.output.score &lt; 0.8}
 * </pre>
 */
final class Builder implements FrontEnd {
    private static final List<String> TYPES = List.of("sequential", "parallel", "conditional", "event_driven", "batch");
    private static final Fields FILE = new Fields(
            "a workflow",
            List.of(
                    "id",
                    "name",
                    "description",
                    "type",
                    "tasks",
                    "dependencies",
                    "conditions",
                    "on",
                    "max_concurrency",
                    "timeout"),
            Map.of("tasks", "A list of tasks: tasks: [{name: validate, task: validator}]."));
    private static final FieldNames NAMES =
            new FieldNames(Map.of("needs", "dependencies", "agent", "task", "when", "condition", "parameters", "data"));
    /** Where each event starts one task, none waits for another. */
    private static final FieldNames ALONE =
            new FieldNames(Map.of("agent", "task", "when", "condition", "parameters", "data"));

    @Override
    public String title() {
        return "the dialect \"builder\"";
    }

    @Override
    public String recognisedBy() {
        return "type, or task in a task (builder)";
    }

    @Override
    public @Nullable Node mark(MapNode document) {
        return document.get("tasks") instanceof ListNode ? Marks.inTasks(document, List.of("task")) : null;
    }

    @Override
    public @Nullable Node hint(MapNode document) {
        Node top = Marks.atTop(document, List.of("type", "on", "conditions", "dependencies", "max_concurrency"));
        return top == null ? Marks.inTasks(document, List.of("task")) : top;
    }

    @Override
    public FieldNames names(MapNode document) {
        boolean alone = document.get("type") instanceof ScalarNode type && "event_driven".equals(meant(type));
        return alone ? ALONE : NAMES;
    }

    @Override
    public List<Lowered> lower(MapNode file, Lowering lowering) {
        Node top = Fields.top(file);
        MapNode document = Objects.requireNonNull(FILE.open(lowering, file, top));
        MapBuilder out = new MapBuilder(document);
        Node key = Head.write(out, lowering, document, document.entries().get("id"));
        MapNode.Entry type = document.entries().get("type");
        String word = type(type, lowering);
        MapNode.Entry written = document.entries().get("tasks");
        TaskList tasks =
                written == null ? null : TaskList.read("tasks", written.value(), lowering, List.of("name"), "name");
        Events events = word.equals("event_driven") && tasks != null ? Events.read(document, tasks, lowering) : null;
        if (events != null) {
            events.declare(out);
        } else {
            Fragments.anyInputs(out, written == null ? top : written.key());
            refuseOn(document, word, lowering);
        }
        policy(out, document, word, type, lowering);
        Fragments.tasks(
                out,
                top,
                written,
                written == null || tasks == null
                        ? null
                        : new BuilderTasks(document, tasks, events, lowering).lower(written.value(), word),
                "task",
                lowering);
        return List.of(lowering.lowered("builder", key, out.build()));
    }

    private static String type(MapNode.@Nullable Entry entry, Lowering lowering) {
        ScalarNode type = entry == null ? null : lowering.text("type", entry.value());
        if (entry == null) {
            lowering.changes().add("the tasks run in order, as type is sequential where it isn't written");
        }
        if (type == null || TYPES.contains(type.text())) {
            return type == null ? "sequential" : type.text();
        }
        lowering.error(
                ProblemCode.VALUE,
                type,
                "Expected " + Suggestion.list(TYPES) + " for type, but found \"" + type.text() + '"',
                Suggestion.didYouMean(type.text(), TYPES, ""));
        return Objects.requireNonNullElse(meant(type), "parallel");
    }

    private static @Nullable String meant(ScalarNode type) {
        return TYPES.contains(type.text()) ? type.text() : Suggestion.nearest(type.text(), TYPES);
    }

    private static void refuseOn(MapNode document, String type, Lowering lowering) {
        MapNode.Entry on = document.entries().get("on");
        boolean wrong = document.get("type") instanceof ScalarNode written && meant(written) == null;
        if (on != null && !wrong && !type.equals("event_driven")) {
            lowering.error(
                    ProblemCode.CONFLICT,
                    on.key(),
                    "Expected \"on\" in a workflow of type event_driven only, but found it in one of type " + type,
                    "Write type: event_driven, or remove it.");
        }
    }

    private static void policy(
            MapBuilder out, MapNode document, String type, MapNode.@Nullable Entry written, Lowering lowering) {
        MapBuilder policy = new MapBuilder(Fields.top(document));
        MapNode.Entry most = document.entries().get("max_concurrency");
        MapNode.Entry timeout = document.entries().get("timeout");
        Node place = written != null ? written.key() : most != null ? most.key() : Fields.top(document);
        if (type.equals("sequential")) {
            Node word = written == null ? Fields.top(document) : written.value();
            policy.put("mode", place, Made.text("sequential", word));
        }
        ScalarNode count = lowering.count("max_concurrency", most == null ? null : most.value());
        if (most != null && count != null) {
            policy.put(Made.text("max_concurrent", most.key()), count);
            lowering.changes().add("max_concurrency is now max_concurrent of policy");
        }
        if (timeout != null && Lowering.isGiven(timeout.value())) {
            boolean text = timeout.value() instanceof ScalarNode scalar && scalar.isText();
            Node duration = text ? timeout.value() : Seconds.positive("timeout", timeout.value(), lowering);
            if (duration != null) {
                policy.put(timeout.key(), duration);
            }
        }
        MapNode all = policy.build();
        if (!all.entries().isEmpty()) {
            out.put("policy", place, all);
        }
    }
}
