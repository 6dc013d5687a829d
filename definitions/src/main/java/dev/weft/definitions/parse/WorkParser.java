package dev.weft.definitions.parse;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.shape.ShapeReader;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Mode;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.TaskDefaults;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a task does: the call of an action, or a block of tasks. */
final class WorkParser {
    private final Parsing parsing;
    private final TaskDefaults defaults;

    WorkParser(Parsing parsing, TaskDefaults defaults) {
        this.parsing = parsing;
        this.defaults = defaults;
    }

    /**
     * As far as it could be read.
     *
     * @param action {@code null} where it is missing or unknown, and of a block
     * @param tasks of a block; {@code null} where it is none
     */
    record Read(
            @Nullable ActionSpec<?> action,
            @Nullable Map<String, TaskDraft> tasks,
            @Nullable Work work) {}

    static boolean isBlock(Node node) {
        return node instanceof MapNode map && map.entries().containsKey("tasks");
    }

    /**
     * Reads it.
     *
     * @param key what a missing parameter is reported at
     */
    Read read(ScalarNode key, String path, MapNode node) {
        if (isBlock(node)) {
            refuse(node, CallOrBlock.OF_A_CALL, "a task with tasks of its own");
            return block(path, node);
        }
        refuse(node, CallOrBlock.OF_A_BLOCK, "a task with an action");
        return call(key, path, node);
    }

    private void refuse(MapNode node, List<String> fields, String owner) {
        for (String name : fields) {
            MapNode.Entry entry = node.entries().get(name);
            if (entry != null) {
                parsing.error(
                        ProblemCode.CONFLICT,
                        entry.key(),
                        "Expected no \"" + name + "\" in " + owner + ", but found one",
                        "A task either calls an action or holds tasks of its own.");
            }
        }
    }

    private Read block(String path, MapNode node) {
        Mode mode = Scalar.constant(parsing, "mode", node.get("mode"), PolicyParser.MODE, Mode.PARALLEL);
        Map<String, TaskDraft> tasks = TasksParser.parse(parsing, defaults, path, node.get("tasks"));
        Map<String, Template> outputs = OutputsParser.parse(
                parsing,
                "outputs",
                TemplateReader.of(parsing, ExpressionSite.Place.BLOCK_OUTPUTS, path),
                node.get("outputs"));
        List<Task> complete = TasksParser.complete(tasks);
        return new Read(null, tasks, complete == null ? null : new Work.Block(mode, complete, outputs));
    }

    private Read call(ScalarNode key, String path, MapNode node) {
        TemplateReader fields = TemplateReader.of(parsing, ExpressionSite.Place.ITEM, path);
        ActionSpec<?> action = ActionLookup.find(parsing, node.get("action"));
        TemplateReader templates = TemplateReader.ofParameters(parsing, path, action);
        if (action == null) {
            // Its shape is unknown, but the expressions in it can be wrong all the same.
            Node parameters = node.get("parameters");
            if (parameters != null) {
                templates.any(parameters);
            }
            return new Read(null, null, null);
        }
        Template agent = template(fields, "agent", node);
        Template capability = template(fields, "capability", node);
        Template operation = template(fields, "operation", node);
        Names.agent(parsing, node.get("agent"), agent);
        AgentFields.check(parsing, action, key, node);
        ParameterParser parameters = new ParameterParser(parsing, templates);
        MapNode.Entry given = Misplaced.parameters(node, action);
        Template.Fields values = parameters.parse(
                ShapeReader.of(action.parameters()),
                given == null ? null : given.value(),
                given == null ? key : given.key());
        return new Read(
                action,
                null,
                new Work.ActionCall(action, agent, capability, operation, values, parameters.conditions()));
    }

    private @Nullable Template template(TemplateReader fields, String name, MapNode node) {
        Node value = node.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof ScalarNode scalar
                && scalar.isText()
                && !scalar.text().isBlank()) {
            return fields.scalar(scalar, ExpressionSite.Result.TEXT);
        }
        parsing.mismatch(name, "a name", value, "Write a name, such as " + name + ": outliner.");
        return null;
    }
}
