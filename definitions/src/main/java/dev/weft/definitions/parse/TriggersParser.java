package dev.weft.definitions.parse;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Trigger;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code triggers}: what starts runs by itself, by name. */
final class TriggersParser {
    private static final Form.Choice OVERLAP = new Form.Choice(
            List.of("skip", "buffer_one", "buffer_all", "cancel_other", "terminate_other", "allow_all"));
    private static final Field INPUTS = Field.optional(
            "inputs",
            new Form.Named(Form.Simple.ANY, null, Form.Empty.MAP),
            "What a run is given; expressions see what the trigger knows.");
    private static final Field FILTER =
            Field.optional("filter", Form.Simple.CEL, "Bare CEL over what came; false leaves it out.");
    private static final Field DEDUPE = Field.optional(
            "dedupe",
            Form.Simple.ANY,
            "Those with an equal value start one run; by default the event's source and id.");

    private static final Construct SCHEDULE = new Construct(
            "a schedule",
            List.of(
                    Field.required("cron", Form.Simple.TEXT, "Five fields, as Unix has them, such as `0 6 * * 1-5`."),
                    Field.optional(
                            "timezone", Form.Simple.TEXT, "An IANA name, such as `Europe/Stockholm`; default `UTC`."),
                    Field.optional(
                            "overlap",
                            OVERLAP,
                            "What becomes of a time that comes while the last run goes on; default `skip`."),
                    Field.optional(
                            "catch_up", Form.Simple.DURATION, "How late a missed time still counts; default `1h`."),
                    Field.optional(
                            "jitter", Form.Simple.DURATION, "Each start comes up to so much later; default none."),
                    INPUTS));
    private static final Construct EVENT = new Construct(
            "an event trigger",
            List.of(
                    Field.required("type", Names.EVENT_TYPE, "Type of the event, such as `content.created`."),
                    FILTER,
                    DEDUPE,
                    INPUTS));
    private static final Construct WEBHOOK = new Construct(
            "a webhook",
            List.of(
                    Field.required("secret", Names.SECRET, "Name of the secret by which callers sign."),
                    FILTER,
                    DEDUPE,
                    INPUTS));

    static final Construct CONSTRUCT = new Construct(
                    "a trigger",
                    List.of(
                            Field.optional("schedule", new Form.Structure(() -> SCHEDULE), "At times."),
                            Field.optional("event", new Form.Structure(() -> EVENT), "When an event comes."),
                            Field.optional(
                                    "webhook", new Form.Structure(() -> WEBHOOK), "When somebody calls its address.")))
            .exactlyOne("schedule", "event", "webhook");

    private TriggersParser() {}

    static Map<String, Trigger> parse(Parsing parsing, @Nullable Node node) {
        Map<String, Trigger> triggers = new LinkedHashMap<>();
        if (node instanceof MapNode map) {
            for (MapNode.Entry entry : map.entries().values()) {
                Ids.check(parsing, "the name of a trigger", entry.key(), Ids.NAME);
                Trigger trigger = trigger(parsing, entry);
                if (trigger != null) {
                    triggers.put(entry.key().text(), trigger);
                }
            }
        } else if (node != null && !(node instanceof ScalarNode scalar && scalar.isNull())) {
            parsing.mismatch(
                    "triggers", "a map", node, "Write each by its name: mornings: {schedule: {cron: \"0 6 * * *\"}}.");
        }
        return triggers;
    }

    private static @Nullable Trigger trigger(Parsing parsing, MapNode.Entry entry) {
        MapNode map = parsing.open(entry.value(), CONSTRUCT, entry.key());
        if (map == null) {
            return null;
        }
        List<MapNode.Entry> kinds = CONSTRUCT.names().stream()
                .filter(map.entries()::containsKey)
                .map(name -> map.entries().get(name))
                .toList();
        // A field that isn't one of a trigger is said already, and may be meant to be the kind.
        boolean misspelt = kinds.isEmpty() && !map.entries().isEmpty();
        if (kinds.size() != 1 && !misspelt) {
            parsing.error(
                    kinds.isEmpty() ? ProblemCode.MISSING_FIELD : ProblemCode.CONFLICT,
                    kinds.isEmpty() ? entry.key() : kinds.get(1).key(),
                    "Expected one of \"schedule\", \"event\" and \"webhook\" in a trigger, but found "
                            + (kinds.isEmpty() ? "none" : kinds.size()),
                    kinds.isEmpty()
                            ? "Write, for example, schedule: {cron: \"0 6 * * *\"}."
                            : "Write a trigger of its own, with another name, for each.");
        }
        Trigger schedule = schedule(parsing, map.entries().get("schedule"));
        Trigger event = event(parsing, map.entries().get("event"));
        Trigger webhook = webhook(parsing, map.entries().get("webhook"));
        return schedule != null ? schedule : event != null ? event : webhook;
    }

    private static @Nullable Trigger schedule(Parsing parsing, MapNode.@Nullable Entry entry) {
        MapNode map = parsing.open(entry, SCHEDULE);
        if (map == null) {
            return null;
        }
        TemplateReader templates = TemplateReader.of(parsing, ExpressionSite.Place.SCHEDULE, null);
        String cron = Scalar.text(parsing, "cron", map.get("cron"));
        String timezone = Scalar.text(parsing, "timezone", map.get("timezone"));
        Trigger.Overlap overlap =
                Scalar.constant(parsing, "overlap", map.get("overlap"), OVERLAP, Trigger.Overlap.SKIP);
        Settings settings = new Settings(parsing, templates);
        var catchUp = settings.positive("catch_up", map.get("catch_up"));
        var jitter = settings.positive("jitter", map.get("jitter"));
        Map<String, Template> inputs = inputs(parsing, templates, map);
        return cron == null
                ? null
                : new Trigger.Schedule(
                        cron, timezone == null ? Trigger.Schedule.UTC : timezone, overlap, catchUp, jitter, inputs);
    }

    private static @Nullable Trigger event(Parsing parsing, MapNode.@Nullable Entry entry) {
        MapNode map = parsing.open(entry, EVENT);
        if (map == null) {
            return null;
        }
        TemplateReader templates = TemplateReader.of(parsing, ExpressionSite.Place.EVENT, null);
        String type = Names.eventType(parsing, map.get("type"));
        Expression filter = templates.bare("filter", map.get("filter"));
        Template dedupe = dedupe(templates, map);
        Map<String, Template> inputs = inputs(parsing, templates, map);
        return type == null ? null : new Trigger.OnEvent(type, filter, dedupe, inputs);
    }

    private static @Nullable Trigger webhook(Parsing parsing, MapNode.@Nullable Entry entry) {
        MapNode map = parsing.open(entry, WEBHOOK);
        if (map == null) {
            return null;
        }
        TemplateReader templates = TemplateReader.of(parsing, ExpressionSite.Place.WEBHOOK, null);
        String secret = Names.secret(parsing, map.get("secret"));
        Expression filter = templates.bare("filter", map.get("filter"));
        Template dedupe = dedupe(templates, map);
        Map<String, Template> inputs = inputs(parsing, templates, map);
        return secret == null ? null : new Trigger.Webhook(secret, filter, dedupe, inputs);
    }

    private static @Nullable Template dedupe(TemplateReader templates, MapNode map) {
        Node node = map.get("dedupe");
        return node == null ? null : templates.any(node);
    }

    private static Map<String, Template> inputs(Parsing parsing, TemplateReader templates, MapNode map) {
        Map<String, Template> inputs = OutputsParser.parse(parsing, "inputs", templates, map.get("inputs"));
        return inputs == null ? Map.of() : inputs;
    }
}
