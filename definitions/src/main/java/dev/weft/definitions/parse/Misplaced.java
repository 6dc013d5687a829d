package dev.weft.definitions.parse;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.shape.Shape;
import dev.weft.definitions.action.shape.ShapeReader;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters that are written beside {@code parameters}: the cure says where they belong, and they are read from there. */
final class Misplaced {
    private static final String PARAMETERS = "parameters";

    private Misplaced() {}

    /** The construct of a task that knows the parameters of the task's action. */
    static Construct known(Parsing parsing, Node task, Construct construct) {
        ActionSpec<?> action =
                task instanceof MapNode map && map.get("action") instanceof ScalarNode name && name.isText()
                        ? ActionLookup.meant(parsing, name.text())
                        : null;
        if (action == null) {
            return construct;
        }
        Map<String, OtherName> parameters = new LinkedHashMap<>();
        for (Shape.Field field : ShapeReader.of(action.parameters()).fields()) {
            if (!isOfTheTask(field.name(), action)) {
                parameters.put(field.name(), new OtherName(null, false, cure(action)));
            }
        }
        return construct.knowing(parameters);
    }

    /** What to do about a parameter that stands beside {@code parameters}. */
    static String cure(ActionSpec<?> action) {
        return "It is a parameter of " + action.name() + ": write it below " + PARAMETERS + ".";
    }

    /** The parameters of a task with those that stand beside them; {@code null} for none. */
    static MapNode.@Nullable Entry parameters(MapNode task, ActionSpec<?> action) {
        MapNode.Entry given = task.entries().get(PARAMETERS);
        Map<String, MapNode.Entry> all = new LinkedHashMap<>();
        Shape.Fields shape = ShapeReader.of(action.parameters());
        for (MapNode.Entry entry : task.entries().values()) {
            MapNode.Entry meant = meant(shape, entry, action);
            if (meant != null && !Useless.without(shape, meant.key().text(), task, given)) {
                all.putIfAbsent(meant.key().text(), meant);
            }
        }
        boolean readable = given == null || given.value() instanceof MapNode || isNothing(given.value());
        if (all.isEmpty() || !readable) {
            return given;
        }
        if (given != null && given.value() instanceof MapNode map) {
            all.putAll(map.entries());
        }
        MapNode.Entry first = all.values().iterator().next();
        return new MapNode.Entry(
                given == null ? Made.text(PARAMETERS, first.key()) : given.key(),
                new MapNode(
                        all,
                        given == null ? first.key().span() : given.value().span(),
                        given == null ? task.path() : given.value().path(),
                        task.size()));
    }

    /** The parameter that an entry beside {@code parameters} is, or is meant to be; {@code null} for none. */
    private static MapNode.@Nullable Entry meant(Shape.Fields shape, MapNode.Entry entry, ActionSpec<?> action) {
        String name = entry.key().text();
        if (shape.field(name).isPresent()) {
            return isOfTheTask(name, action) ? null : entry;
        }
        if (TaskFields.TASK.field(name).isPresent() || TaskFields.CALLING.meant(name) != null) {
            return null;
        }
        UnitInName unit = ParameterParser.unit(shape, entry);
        if (unit != null) {
            return isOfTheTask(unit.field(), action) ? null : unit.entry(entry);
        }
        String nearest = Suggestion.nearest(
                name,
                shape.fields().stream()
                        .map(Shape.Field::name)
                        .filter(field -> !isOfTheTask(field, action))
                        .toList());
        return nearest == null ? null : new MapNode.Entry(Made.text(nearest, entry.key()), entry.value());
    }

    /** Whether a field of a task means the task itself beside an action. */
    private static boolean isOfTheTask(String field, ActionSpec<?> action) {
        boolean ofAnAgent =
                CallOrBlock.OF_AN_AGENT.contains(field) && !action.name().equals(AgentFields.AGENT_TASK);
        return TaskFields.TASK.field(field).isPresent()
                && !ofAnAgent
                && !CallOrBlock.notBeside(action).contains(field);
    }

    private static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar && scalar.isNull();
    }
}
