package dev.weft.definitions.parse;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Trait;
import dev.weft.definitions.action.shape.ShapeReader;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Join;
import dev.weft.definitions.model.OnFailure;
import dev.weft.definitions.model.Retry;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.TaskDefaults;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One task. */
final class TaskParser {
    private static final Form.Choice JOIN =
            new Form.Choice(List.of("success", "none_failed", "all_completed", "any_completed", "always"), List.of());
    private static final Form.Choice ON_FAILURE =
            new Form.Choice(List.of("fail", "skip"), List.of("pause", "rollback"));

    static final Construct CONSTRUCT = new Construct(
            "a task",
            List.of(
                    Field.optional("name", Form.Simple.TEXT, "For people; by default the id."),
                    Field.optional("description", Form.Simple.TEXT, "For people, Markdown."),
                    Field.optional(
                            "needs",
                            new Form.Needs(),
                            "Ids of the tasks that must end first, or `all`: every other task that doesn't say so too."),
                    Field.optional(
                            "join",
                            JOIN,
                            "When it runs, once its needs have ended. `success` (default): none failed and at least one"
                                    + " completed; `none_failed`: also when all were skipped, none because of a failure;"
                                    + " `all_completed`; `any_completed`; `always`: whatever happened."),
                    Field.optional(
                            "when", Form.Simple.CEL, "Bare CEL, evaluated once after the join; false: it is skipped."),
                    Field.required("action", Form.Simple.ID, "What it does, such as action: agent_task."),
                    Field.optional("agent", Form.Simple.TEMPLATE, "Of agent_task: the agent's name."),
                    Field.optional(
                            "capability",
                            Form.Simple.TEMPLATE,
                            "Of agent_task, instead of agent: of the agents that have it, the first by name is taken."),
                    Field.optional(
                            "operation", Form.Simple.TEMPLATE, "Of agent_task: which of the agent's operations."),
                    Field.optional("parameters", new Form.Parameters(), "What the action takes."),
                    Field.optional("timeout", Form.Simple.DURATION, "Of one attempt."),
                    Field.optional(
                            "heartbeat",
                            Form.Simple.DURATION,
                            "An attempt that shows no sign of life for so long is lost and made again."),
                    Field.optional("deadline", Form.Simple.DURATION, "Of all attempts and waits together."),
                    Field.optional(
                            "retry",
                            new Form.Structure(() -> RetryParser.CONSTRUCT),
                            "Of failed attempts; by default one."),
                    Field.optional(
                            "on_failure",
                            ON_FAILURE,
                            "`fail` (default): dependents are skipped, independent branches go on, then the run fails;"
                                    + " `skip`: the run goes on as if it had completed with output null.")),
            List.of(
                    "tasks",
                    "mode",
                    "outputs",
                    "for_each",
                    "repeat",
                    "sla",
                    "compensate",
                    "concurrency",
                    "cache",
                    "placement",
                    "resources"));

    // A block has tasks instead of an action: that one isn't supported is all there is to say of it.
    private static final Construct BLOCK = new Construct(
            CONSTRUCT.name(),
            CONSTRUCT.fields().stream()
                    .map(field -> Field.optional(field.name(), field.form(), field.doc()))
                    .toList(),
            CONSTRUCT.later());

    private final Parsing parsing;
    private final TaskDefaults defaults;
    private final NeedsResolver resolver;

    TaskParser(Parsing parsing, TaskDefaults defaults, NeedsResolver resolver) {
        this.parsing = parsing;
        this.defaults = defaults;
        this.resolver = resolver;
    }

    TaskDraft parse(MapNode.Entry entry) {
        ScalarNode key = entry.key();
        String id = key.text();
        if (Ids.check(parsing, "a task id", key, Ids.NAME) && (id.equals("fallback") || id.equals("compensate"))) {
            parsing.error(
                    ProblemCode.RESERVED_ID,
                    key,
                    "Expected another task id, but found \"" + id + "\", which is reserved",
                    ProblemCode.RESERVED_ID.cure());
        }
        boolean block = entry.value() instanceof MapNode map && map.entries().containsKey("tasks");
        MapNode node = parsing.open(entry.value(), block ? BLOCK : CONSTRUCT, key);
        if (node == null) {
            return new TaskDraft(key, null, List.of(), false, null, null);
        }
        NeedsResolver.Needs needs = resolver.read(node.get("needs"));
        TemplateReader fields = TemplateReader.of(parsing, ExpressionSite.Place.TASK, id);
        Expression when = node.get("when") == null ? null : fields.bare("when", node.get("when"));
        Work.ActionCall work = work(key, node, fields);
        ActionSpec<?> action = work == null ? null : work.action();
        Settings settings = new Settings(parsing, fields);
        Setting<Duration> timeout = settings.positive("timeout", node.get("timeout"));
        Setting<Duration> heartbeat = settings.positive("heartbeat", node.get("heartbeat"));
        Setting<Duration> deadline = settings.positive("deadline", node.get("deadline"));
        Retry retry = RetryParser.parse(parsing, fields, node.entries().get("retry"));
        String name = Scalar.text(parsing, "name", node.get("name"));
        String description = Scalar.text(parsing, "description", node.get("description"));
        String join = Scalar.word(parsing, "join", node.get("join"), JOIN);
        OnFailure onFailure = onFailure(node.get("on_failure"));
        boolean works = action != null && action.trait() == Trait.WORK;
        Task task = work == null
                ? null
                : new Task(
                        id,
                        name == null ? id : name,
                        description == null ? "" : description,
                        needs.resolve(id),
                        needs.all(),
                        join == null ? Join.SUCCESS : Join.valueOf(join.toUpperCase(Locale.ROOT)),
                        when,
                        work,
                        timeout == null && works ? defaults.timeout() : timeout,
                        heartbeat,
                        deadline,
                        retry != null ? retry : works && defaults.retry() != null ? defaults.retry() : Retry.NONE,
                        onFailure);
        return new TaskDraft(key, node, needs.written(), needs.all(), action, task);
    }

    private OnFailure onFailure(@Nullable Node node) {
        if (node instanceof MapNode map && map.entries().containsKey("run")) {
            parsing.error(
                    ProblemCode.NOT_SUPPORTED,
                    node,
                    "on_failure: {run: …} is not supported by this release",
                    "Use fail or skip.");
            return OnFailure.FAIL;
        }
        String word = Scalar.word(parsing, "on_failure", node, ON_FAILURE);
        return "skip".equals(word) ? OnFailure.SKIP : OnFailure.FAIL;
    }

    private Work.@Nullable ActionCall work(ScalarNode key, MapNode node, TemplateReader fields) {
        ActionSpec<?> action = ActionLookup.find(parsing, node.get("action"));
        TemplateReader templates = TemplateReader.ofParameters(parsing, key.text(), action);
        if (action == null) {
            // Its shape is unknown, but the expressions in it can be wrong all the same.
            Node parameters = node.get("parameters");
            if (parameters != null) {
                templates.any(parameters);
            }
            return null;
        }
        Template agent = template(fields, "agent", node);
        Template capability = template(fields, "capability", node);
        Template operation = template(fields, "operation", node);
        AgentFields.check(parsing, action, key, node);
        ParameterParser parameters = new ParameterParser(parsing, templates);
        MapNode.Entry given = node.entries().get("parameters");
        Template.Fields values = parameters.parse(
                ShapeReader.of(action.parameters()),
                given == null ? null : given.value(),
                given == null ? key : given.key());
        return new Work.ActionCall(action, agent, capability, operation, values, parameters.conditions());
    }

    private @Nullable Template template(TemplateReader fields, String name, MapNode node) {
        Node value = node.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof ScalarNode scalar
                && scalar.isText()
                && !scalar.text().isBlank()) {
            return fields.scalar(scalar);
        }
        parsing.mismatch(name, "a name", value, "");
        return null;
    }
}
