package dev.weft.definitions.dialect;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.lower.AgentCall;
import dev.weft.definitions.lower.Fields;
import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.lower.Sequence;
import dev.weft.definitions.lower.SoundCondition;
import dev.weft.definitions.lower.TaskList;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapBuilder;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tasks of a builder's workflow. */
final class BuilderTasks {
    private static final Fields TASK = new Fields(
            "a task",
            List.of("name", "description", "task", "data", "condition"),
            Map.of("task", "The name of the service that does it, such as task: validator."),
            Map.of("dependencies", "Write them at the top: dependencies: {<name>: […]}."),
            Map.of("agent", "task", "when", "condition", "parameters", "data"));

    private final TaskList tasks;
    private final @Nullable Events events;
    private final Lowering lowering;
    private final Map<String, MapNode.Entry> dependencies = new HashMap<>();
    private static final Set<String> NAMES_OF_EXPRESSIONS = Set.of("inputs", "tasks", "run", "now");
    private static final int LONGEST_CURE = 200;

    private final MapNode conditions;
    private final boolean conditional;
    private final Set<String> named = new HashSet<>();

    /**
     * @param events of an event-driven workflow, else {@code null}
     */
    BuilderTasks(MapNode document, TaskList tasks, @Nullable Events events, Lowering lowering) {
        this.tasks = tasks;
        this.events = events;
        this.lowering = lowering;
        this.conditional = tasks.items().stream().anyMatch(BuilderTasks::hasCondition);
        MapNode named = lowering.map("conditions", document.get("conditions"), "Write conditions: {name: expression}.");
        this.conditions = named == null ? Fragments.nothing(document) : named;
        readDependencies(document.entries().get("dependencies"));
    }

    private void readDependencies(MapNode.@Nullable Entry entry) {
        MapNode map = entry == null ? null : lowering.map("dependencies", entry.value(), "Write {review: [validate]}.");
        if (entry == null || map == null) {
            return;
        }
        if (events != null && !map.entries().isEmpty()) {
            lowering.error(
                    ProblemCode.CONFLICT,
                    entry.key(),
                    "Expected no dependencies in a workflow of type event_driven, as each event starts one task alone,"
                            + " but found some",
                    "Remove them, or use another type.");
            return;
        }
        for (MapNode.Entry one : map.entries().values()) {
            String id = tasks.renaming().id(one.key().text());
            if (id == null) {
                lowering.error(
                        ProblemCode.UNKNOWN_TASK,
                        one.key(),
                        "Expected the name of a task, but found \"" + one.key().text() + '"',
                        lowering.guess(
                                one.key().text(),
                                tasks.renaming().names(),
                                "The tasks are "
                                        + Suggestion.list(tasks.renaming().names()) + "."));
            } else {
                dependencies.put(id, one);
            }
        }
    }

    /** All tasks; those of a sequential workflow that depend on nothing run one after the other. */
    MapNode lower(Node place, String type) {
        List<List<ScalarNode>> needs = new ArrayList<>();
        for (TaskList.Item item : tasks.items()) {
            MapNode.Entry entry = dependencies.get(item.id().text());
            needs.add(lowering.texts("dependencies", entry == null ? null : entry.value()).stream()
                    .map(tasks.renaming()::renamed)
                    .toList());
        }
        List<@Nullable Integer> links = links(needs, type.equals("sequential"));
        lowering.changes().add("each task has the action agent_task: its task is the agent, its data the parameters");
        MapBuilder out = new MapBuilder(place);
        for (int i = 0; i < needs.size() && !lowering.isTooLarge(); i++) {
            Integer link = links.get(i);
            ScalarNode before = link == null ? null : tasks.items().get(link).id();
            TaskList.Item item = tasks.items().get(i);
            out.put(item.id(), task(item, needs.get(i), before));
        }
        warnOfUnnamedConditions();
        return out.build();
    }

    private List<@Nullable Integer> links(List<List<ScalarNode>> needs, boolean sequential) {
        Map<String, Integer> indices = new HashMap<>();
        List<Boolean> inOrder = new ArrayList<>();
        for (TaskList.Item item : tasks.items()) {
            indices.put(item.id().text(), indices.size());
            inOrder.add(sequential);
        }
        List<List<Integer>> known = needs.stream()
                .map(ids -> ids.stream()
                        .map(id -> indices.getOrDefault(id.text(), -1))
                        .filter(index -> index >= 0)
                        .distinct()
                        .toList())
                .toList();
        return Sequence.links(known, inOrder);
    }

    private MapNode task(TaskList.Item item, List<ScalarNode> needs, @Nullable ScalarNode before) {
        MapNode written = TASK.open(lowering, item.node(), item.written());
        if (written == null) {
            return AgentCall.unreadable(item.written());
        }
        MapBuilder task = new MapBuilder(written);
        Node name = written.get("name");
        if (!(name instanceof ScalarNode text) || !text.text().equals(item.id().text())) {
            task.keep(written.entries().get("name"));
        }
        task.keep(written.entries().get("description"));
        MapNode.Entry entry = dependencies.get(item.id().text());
        if (entry != null) {
            Fragments.needs(task, entry, needs);
        }
        if (before != null && !task.has("needs")) {
            task.put("needs", item.id(), Made.list(List.of(Made.text(before.text(), item.id())), item.id()));
            if (conditional) {
                task.put("join", item.id(), Made.text("none_failed", item.id()));
            }
            lowering.changes().add("a sequential task without dependencies needs the one before it");
        }
        when(task, written.entries().get("condition"), item);
        MapNode.Entry service = written.entries().get("task");
        AgentCall.put(
                task,
                service,
                service == null ? null : lowering.text("task", service.value()),
                service == null ? item.id() : service.key(),
                lowering);
        parameters(task, written, Fragments.known(needs, item.id(), tasks.renaming()), entry, item);
        return task.build();
    }

    private static boolean hasCondition(TaskList.Item item) {
        return item.node() instanceof MapNode map && map.get("condition") != null;
    }

    private void when(MapBuilder task, MapNode.@Nullable Entry condition, TaskList.Item item) {
        List<ScalarNode> all = new ArrayList<>();
        ScalarNode event = events == null ? null : events.condition(item.id());
        if (event != null) {
            all.add(event);
        }
        ScalarNode own = condition == null ? null : condition(condition.value());
        if (own != null) {
            all.add(own);
        }
        if (!all.isEmpty()) {
            Node place = condition == null ? item.id() : condition.key();
            task.put("when", place, Made.all(all, place));
        }
    }

    private @Nullable ScalarNode condition(Node node) {
        if (!(node instanceof ScalarNode scalar) || !scalar.isText()) {
            return sound("condition", node);
        }
        Node expression = conditions.get(scalar.text());
        if (expression != null) {
            named.add(scalar.text());
            return sound("condition " + scalar.text(), expression);
        }
        String unquoted = scalar.text().strip().replaceFirst("^(['\"])(.*)\\1$", "$2");
        Node quoted = conditions.get(unquoted);
        if (quoted != null) {
            named.add(unquoted);
            lowering.error(
                    ProblemCode.UNKNOWN_NAME,
                    scalar,
                    "Expected one of the conditions or an expression, but found a text in quotes",
                    "Write condition: " + unquoted + ", without quotes inside of others.");
            return sound("condition " + unquoted, quoted);
        }
        boolean name = scalar.text().matches("[A-Za-z_][A-Za-z0-9_-]*");
        if (name && !scalar.text().equals("true") && !scalar.text().equals("false")) {
            lowering.error(
                    ProblemCode.UNKNOWN_NAME,
                    scalar,
                    "Expected one of the conditions or an expression, but found \"" + scalar.text() + '"',
                    lowering.guess(
                            scalar.text(),
                            conditions.entries().keySet(),
                            conditions.entries().isEmpty()
                                    ? "Write conditions: {" + scalar.text() + ": <expression>} at the top."
                                    : "The conditions are "
                                            + Suggestion.list(
                                                    conditions.entries().keySet()) + "."));
            String meant = lowering.meant(scalar.text(), conditions.entries().keySet());
            Node condition = meant == null ? null : conditions.get(meant);
            if (meant == null || condition == null) {
                return null;
            }
            named.add(meant);
            return sound("condition " + meant, condition);
        }
        return sound("condition", scalar);
    }

    private @Nullable ScalarNode sound(String field, Node node) {
        ScalarNode expression = SoundCondition.read(field, node, lowering);
        if (expression == null) {
            return null;
        }
        Set<String> within = new LinkedHashSet<>(
                new Expression(expression.text()).references().roots());
        within.retainAll(conditions.entries().keySet());
        within.removeAll(NAMES_OF_EXPRESSIONS);
        if (within.isEmpty()) {
            return expression;
        }
        named.addAll(within);
        lowering.error(
                ProblemCode.UNKNOWN_NAME,
                expression,
                "Expected an expression, or the name of a condition alone, but found " + Suggestion.list(within)
                        + " within one",
                writtenOut(expression.text(), within));
        return null;
    }

    private String writtenOut(String text, Set<String> within) {
        String written = text;
        for (String name : within) {
            if (!(conditions.get(name) instanceof ScalarNode meant)) {
                return "";
            }
            String inBrackets = Matcher.quoteReplacement("(" + meant.text().strip() + ")");
            written = written.replaceAll("(?<![\\w.'\"-])" + Pattern.quote(name) + "(?![\\w'\"(-])", inBrackets);
        }
        Set<String> left =
                new LinkedHashSet<>(new Expression(written).references().roots());
        left.retainAll(within);
        return left.isEmpty() && written.length() <= LONGEST_CURE
                ? "Write what it stands for: " + written
                : "Write the expression of each in its place, in brackets.";
    }

    private void warnOfUnnamedConditions() {
        for (MapNode.Entry condition : conditions.entries().values()) {
            if (!named.contains(condition.key().text())) {
                lowering.problems()
                        .warning(
                                ProblemCode.UNUSED_CONDITION,
                                condition.key(),
                                "Expected a condition that a task names, but found "
                                        + condition.key().text() + ", which none does",
                                "Write condition: " + condition.key().text()
                                        + " in the task that is meant, or remove it.");
                unnamed(condition);
            }
        }
    }

    /** Checks what no task brings into its own checks, as far as that can be done without a task. */
    private void unnamed(MapNode.Entry condition) {
        String field = "condition " + condition.key().text();
        ScalarNode expression = SoundCondition.read(field, condition.value(), lowering);
        if (expression == null) {
            return;
        }
        for (String id : new Expression(expression.text()).references().tasks()) {
            if (tasks.renaming().id(id) == null && !tasks.renaming().isId(id)) {
                lowering.error(
                        ProblemCode.UNKNOWN_TASK,
                        expression,
                        "Expected the name of a task in " + field + ", but found \"" + id + '"',
                        lowering.guess(
                                id,
                                tasks.renaming().names(),
                                "The tasks are "
                                        + Suggestion.list(tasks.renaming().names()) + "."));
            }
        }
    }

    private void parameters(
            MapBuilder task,
            MapNode written,
            List<ScalarNode> context,
            MapNode.@Nullable Entry from,
            TaskList.Item item) {
        MapNode.Entry data = written.entries().get("data");
        Node place = data == null ? item.id() : data.key();
        MapNode values = data != null && data.value() instanceof MapNode map ? map : Fragments.nothing(place);
        MapBuilder parameters = new MapBuilder(values);
        values.entries().values().forEach(parameters::keep);
        if (data != null && !(data.value() instanceof MapNode)) {
            parameters.keep(data);
        }
        if (!context.isEmpty() && from != null) {
            Fragments.addContext(parameters, context, from.key(), item.id(), lowering);
        }
        if (events == null) {
            Fragments.add(parameters, "inputs", place, AgentCall.inputs(place), item.id(), lowering);
        } else {
            Fragments.add(parameters, "event", place, Made.text("${{ inputs.event }}", place), item.id(), lowering);
        }
        task.put("parameters", place, parameters.build());
    }
}
