package dev.weft.definitions.dialect;

import dev.weft.definitions.lower.AgentCall;
import dev.weft.definitions.lower.Fields;
import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.lower.PlainText;
import dev.weft.definitions.lower.Slug;
import dev.weft.definitions.lower.UniqueIds;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapBuilder;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps of factories, those of workflows inside of others included. */
final class FactorySteps {
    private static final Fields STEP = new Fields(
            "a step",
            List.of("id", "name", "description", "factory", "action", "params"),
            Map.of(
                    "factory", "The name of a factory, such as factory: research.",
                    "action", "What the factory does, such as action: analyze_market."),
            Map.of("workflow", "A step is either a factory's or a workflow: {workflow: {steps: […]}}."),
            Map.of());
    private static final Fields NESTED = new Fields(
            "a step that is a workflow",
            List.of("id", "name", "description", "workflow"),
            Map.of("workflow", "Its steps: workflow: {steps: […], parallel: true}."));
    private static final Fields WORKFLOW = new Fields(
            "a workflow inside of a step",
            List.of("steps", "parallel"),
            Map.of("steps", "A list of steps: steps: [{factory: research, action: analyze_market}]."));
    /** The most outputs that are named one by one: with each step naming all before it, a document would grow as its square. */
    private static final int MOST_NAMED = 16;

    private final Lowering lowering;
    private final Set<String> reserved = Set.of("fallback", "compensate");
    private final Map<String, ScalarNode> written = new HashMap<>();
    private final UniqueIds ids;

    FactorySteps(Lowering lowering) {
        this.lowering = lowering;
        this.ids = new UniqueIds(id -> reserved.contains(id) || written.containsKey(id));
    }

    /** The steps as tasks; {@code null} where they aren't a list, which is reported. */
    @Nullable MapNode tasks(Node steps, boolean parallel) {
        collect(steps);
        return tasks(steps, parallel, null);
    }

    // Ids that are written come first, so that made ones keep out of their way.
    private void collect(Node steps) {
        if (!(steps instanceof ListNode list)) {
            return;
        }
        for (Node item : list.items()) {
            if (item instanceof MapNode step) {
                if (step.get("id") instanceof ScalarNode id
                        && id.isText()
                        && Slug.name(id.text()).equals(id.text())) {
                    written.putIfAbsent(id.text(), id);
                }
                if (step.get("workflow") instanceof MapNode workflow
                        && workflow.get("steps") instanceof ListNode inner) {
                    collect(inner);
                }
            }
        }
    }

    /**
     * @param before ids of steps whose outputs each gets; {@code null} where none does, as all around runs at once
     */
    private @Nullable MapNode tasks(Node steps, boolean parallel, @Nullable List<ScalarNode> before) {
        if (!(steps instanceof ListNode list)) {
            if (Lowering.isGiven(steps)) {
                lowering.mismatch(
                        "steps", "a list", steps, "Write steps: [{factory: research, action: analyze_market}].");
                return null;
            }
            return Fragments.nothing(steps);
        }
        if (!parallel && !list.items().isEmpty()) {
            lowering.changes()
                    .add("each step needs the one before it, and gets the outputs of all before it as context");
        }
        List<ScalarNode> seen = before == null ? parallel ? null : new ArrayList<>() : new ArrayList<>(before);
        MapBuilder tasks = new MapBuilder(list);
        ScalarNode last = null;
        for (Node item : list.items()) {
            if (lowering.isTooLarge()) {
                break;
            }
            ScalarNode id = id(item);
            MapNode task = task(item, id, parallel ? null : last, seen);
            tasks.put(id, task);
            if (!parallel && seen != null) {
                seen.add(id);
            }
            last = id;
        }
        return tasks.build();
    }

    private MapNode task(Node item, ScalarNode id, @Nullable ScalarNode before, @Nullable List<ScalarNode> seen) {
        MapNode.Entry workflow = item instanceof MapNode map && !map.entries().containsKey("factory")
                ? map.entries().get("workflow")
                : null;
        MapNode step = (workflow != null ? NESTED : STEP)
                .open(lowering, item, item instanceof MapNode map ? Fields.top(map) : item);
        if (step == null) {
            return AgentCall.unreadable(item);
        }
        MapBuilder task = new MapBuilder(step)
                .keep(step.entries().get("name"))
                .keep(step.entries().get("description"));
        if (before != null) {
            task.put("needs", id, Made.list(List.of(Made.text(before.text(), id)), id));
        }
        if (workflow != null) {
            workflow(task, workflow, seen);
            lowering.changes().add("a workflow inside of a step is a block of tasks", id.text());
        } else {
            factory(task, step, id, seen);
        }
        return task.build();
    }

    private void workflow(MapBuilder task, MapNode.Entry entry, @Nullable List<ScalarNode> seen) {
        MapNode workflow = WORKFLOW.open(lowering, entry.value(), entry.key());
        MapNode.Entry steps = workflow == null ? null : workflow.entries().get("steps");
        MapNode tasks = null;
        if (workflow != null && steps != null) {
            boolean parallel = lowering.flag("parallel", workflow.get("parallel"), false);
            tasks = tasks(steps.value(), parallel, seen);
        }
        Fragments.tasks(task, entry.key(), steps, tasks, "step", lowering);
    }

    private void factory(MapBuilder task, MapNode step, ScalarNode id, @Nullable List<ScalarNode> seen) {
        MapNode.Entry factory = step.entries().get("factory");
        MapNode.Entry action = step.entries().get("action");
        AgentCall.put(
                task,
                factory,
                Fragments.plain("factory", factory, lowering),
                factory == null ? id : factory.key(),
                lowering);
        ScalarNode operation = Fragments.plain("action", action, lowering);
        if (action != null && operation != null) {
            task.put(Made.text("operation", action.key()), operation);
        }
        lowering.changes()
                .add(
                        "each step is a task with the action agent_task: its factory is the agent, its action the operation");
        MapNode.Entry params = step.entries().get("params");
        MapNode given = lowering.map("params", params == null ? null : params.value(), "Write params by name.");
        Node place = params == null ? id : params.key();
        MapBuilder parameters = new MapBuilder(given == null ? place : given);
        if (given != null) {
            given.entries().values().forEach(entry -> parameters.put(entry.key(), PlainText.of(entry.value())));
        }
        if (seen != null) {
            if (seen.size() <= MOST_NAMED) {
                Fragments.addContext(parameters, seen, place, id, lowering);
            } else {
                Fragments.add(parameters, "context", place, AgentCall.wholeContext(place), id, lowering);
            }
        }
        MapNode all = parameters.build();
        if (!all.entries().isEmpty()) {
            task.put(Made.text("parameters", place), all);
        }
    }

    private ScalarNode id(Node item) {
        if (!(item instanceof MapNode step)) {
            return Made.text(ids.of("step"), item);
        }
        if (Lowering.isGiven(step.get("id"))) {
            ScalarNode id = lowering.text("id", step.get("id"));
            return id == null ? Made.text(ids.of("step"), step) : written(id);
        }
        if (step.get("name") instanceof ScalarNode name && name.isText()) {
            return made(Slug.name(name.text()), name);
        }
        String factory = step.get("factory") instanceof ScalarNode one ? one.text() : "workflow";
        String action = step.get("action") instanceof ScalarNode one ? "_" + one.text() : "";
        return made(Slug.name(factory + action), Fields.top(step));
    }

    private ScalarNode made(String slug, Node place) {
        return Made.text(ids.of(slug.isEmpty() ? "step" : slug), place);
    }

    private ScalarNode written(ScalarNode id) {
        ScalarNode first = written.get(id.text());
        if (first == id && !reserved.contains(id.text())) {
            return id;
        }
        if (first != null && first != id) {
            int line = lowering.problems().source().line(first.span().start());
            lowering.error(
                    ProblemCode.DUPLICATE_KEY,
                    id,
                    "Expected every id once, but found \"" + id.text() + "\" again",
                    "It is already in line " + line + "; rename one of them.");
        }
        ScalarNode made = made(Slug.name(id.text()), id);
        lowering.changes().add("ids have letters, digits, _ and -", id.text() + " is now " + made.text());
        return made;
    }
}
