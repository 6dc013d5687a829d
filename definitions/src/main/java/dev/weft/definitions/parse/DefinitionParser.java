package dev.weft.definitions.parse;

import dev.weft.definitions.action.ActionRegistry;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.Input;
import dev.weft.definitions.model.Policy;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.TaskDefaults;
import dev.weft.definitions.model.Trigger;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.ScalarNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole document of schema 3.0.0. Thread safe: it holds nothing. */
public final class DefinitionParser {
    /** The schema of the language. */
    public static final String VERSION = "3.0.0";

    /** The document's own fields. */
    public static final Construct CONSTRUCT = new Construct(
            "a definition",
            List.of(
                    Field.required("version", new Form.Choice(List.of(VERSION)), "Schema of the document: \"3.0.0\"."),
                    Field.required(
                            "id",
                            new Form.Pattern(Ids.DEFINITION.pattern()),
                            "Lower-case letters, digits, `_` and `-`, such as id: publish-article."),
                    Field.optional("name", Form.Simple.TEXT, "For people; by default the id."),
                    Field.optional("description", Form.Simple.TEXT, "For people, Markdown."),
                    Field.optional(
                            "labels",
                            new Form.Named(Names.LABEL_VALUE, Names.LABEL, Form.Empty.MAP),
                            "Free words to find and authorise by."),
                    Field.optional(
                            "inputs",
                            InputsParser.FORM,
                            "Each a JSON Schema 2020-12; required unless it has a default. `any`: whatever is given."),
                    Field.optional("policy", new Form.Structure(() -> PolicyParser.CONSTRUCT), "Of a run."),
                    Field.optional(
                            "requires",
                            new Form.Texts(),
                            "Agents and definitions that must be there and healthy before a run starts."),
                    Field.optional(
                            "defaults",
                            new Form.Structure(() -> DefaultsParser.CONSTRUCT),
                            "Of tasks whose action works."),
                    Field.optional(
                            "triggers",
                            new Form.Named(
                                    new Form.Structure(() -> TriggersParser.CONSTRUCT),
                                    new Form.Pattern(Ids.NAME.pattern()),
                                    Form.Empty.NULL),
                            "What starts runs by itself: a schedule, an event, a webhook."),
                    Field.required(
                            "tasks",
                            new Form.Named(new Form.Structure(() -> TaskFields.TASK), Ids.TASKS, Form.Empty.REFUSED),
                            "What is done, a map from ids to tasks."),
                    Field.optional(
                            "outputs",
                            new Form.Named(Form.Simple.ANY, null, Form.Empty.MAP),
                            "What the run gives; by default the map of the tasks' outputs.")),
            OtherName.OF_DEFINITION);

    private DefinitionParser() {}

    /**
     * Parses a document.
     *
     * @param problems gets everything that is wrong
     * @return what could be read; {@code null} where the document isn't a map
     */
    public static @Nullable Draft parse(Node node, ProblemCollector problems, ActionRegistry actions) {
        Parsing parsing = new Parsing(problems, actions);
        MapNode root = parsing.open(node, CONSTRUCT, node instanceof MapNode map ? top(map) : node);
        if (root == null) {
            return null;
        }
        version(parsing, root.get("version"));
        String id = id(parsing, root.get("id"));
        String name = Scalar.text(parsing, "name", root.get("name"));
        String description = Scalar.text(parsing, "description", root.get("description"));
        Map<String, String> labels = Scalar.textMap(parsing, "labels", root.get("labels"));
        Names.labels(parsing, root.get("labels"));
        Map<String, Input> inputs = InputsParser.parse(parsing, root.get("inputs"));
        Policy policy = PolicyParser.parse(parsing, root.entries().get("policy"));
        List<String> requires = Scalar.texts(parsing, "requires", root.get("requires")).stream()
                .map(ScalarNode::text)
                .toList();
        TaskDefaults defaults = DefaultsParser.parse(parsing, root.entries().get("defaults"));
        Map<String, Trigger> triggers = TriggersParser.parse(parsing, root.get("triggers"));
        Map<String, TaskDraft> tasks = TasksParser.parse(parsing, defaults, "", root.get("tasks"));
        Map<String, Template> outputs = OutputsParser.parse(
                parsing,
                "outputs",
                TemplateReader.of(parsing, ExpressionSite.Place.OUTPUTS, null),
                root.get("outputs"));
        List<Task> complete = TasksParser.complete(tasks);
        Definition definition = id == null || complete == null
                ? null
                : new Definition(
                        id,
                        name == null ? id : name,
                        description == null ? "" : description,
                        labels,
                        inputs,
                        policy,
                        requires,
                        defaults,
                        triggers,
                        complete,
                        outputs);
        return new Draft(root, tasks, parsing.sites(), parsing.unmarked(), parsing.later(), definition);
    }

    // A field that is missing from the document is shown at its first key rather than over all of it.
    private static Node top(MapNode map) {
        return map.entries().isEmpty()
                ? map
                : map.entries().values().iterator().next().key();
    }

    private static void version(Parsing parsing, @Nullable Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            if (node != null) {
                parsing.mismatch("version", "\"3.0.0\"", node, ProblemCode.VERSION.cure());
            }
            return;
        }
        if (scalar.text().equals(VERSION)) {
            return;
        }
        parsing.error(
                ProblemCode.VERSION,
                scalar,
                "Expected version \"3.0.0\", but found " + scalar.describe(),
                "It is the schema of the document, not the revision of the definition: write version: \"3.0.0\".");
    }

    private static @Nullable String id(Parsing parsing, @Nullable Node node) {
        String id = Scalar.text(parsing, "id", node);
        if (id == null || !(node instanceof ScalarNode scalar)) {
            return null;
        }
        Ids.check(parsing, "an id", scalar, Ids.DEFINITION);
        return id;
    }
}
