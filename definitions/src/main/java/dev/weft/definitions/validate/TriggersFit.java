package dev.weft.definitions.validate;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.check.Type;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.Trigger;
import dev.weft.definitions.parse.ExpressionSite;
import dev.weft.definitions.parse.ExpressionSite.Place;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Severity;
import dev.weft.definitions.schedule.CronText;
import dev.weft.definitions.schedule.ZoneText;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.List;

/**
 * A schedule names times that come, and what a trigger gives is what the definition takes.
 *
 * <pre>mornings: {schedule: {cron: "0 25 * * *"}}   ✗ 25 is beyond 23</pre>
 */
final class TriggersFit implements Rule {
    @Override
    public void check(Check check) {
        Definition definition = check.draft().definition();
        if (definition == null || !(check.draft().root().get("triggers") instanceof MapNode triggers)) {
            return;
        }
        definition.triggers().forEach((name, trigger) -> {
            MapNode.Entry entry = triggers.entries().get(name);
            if (entry != null && entry.value() instanceof MapNode kinds) {
                trigger(check, definition, trigger, entry.key(), kinds);
            }
        });
    }

    private static void trigger(Check check, Definition definition, Trigger trigger, ScalarNode key, MapNode kinds) {
        String kind = switch (trigger) {
            case Trigger.Schedule schedule -> "schedule";
            case Trigger.OnEvent event -> "event";
            case Trigger.Webhook webhook -> "webhook";
        };
        if (!(kinds.get(kind) instanceof MapNode node)) {
            return;
        }
        if (trigger instanceof Trigger.Schedule schedule) {
            times(check, schedule, node);
        }
        if (definition.inputs() != null) {
            MapNode.Entry given = node.entries().get("inputs");
            new NamedValues(check.problems(), ProblemCode.INPUTS, Severity.ERROR, "an input of this definition")
                    .check(
                            Declarations.of(definition.inputs()),
                            trigger.inputs(),
                            given == null ? null : given.value(),
                            given == null ? key : given.key(),
                            new TemplateTypes(expression -> type(check, trigger, expression, key)));
        }
    }

    private static Type type(Check check, Trigger trigger, Expression expression, ScalarNode anywhere) {
        Place place = switch (trigger) {
            case Trigger.Schedule schedule -> Place.SCHEDULE;
            case Trigger.OnEvent event -> Place.EVENT;
            case Trigger.Webhook webhook -> Place.WEBHOOK;
        };
        ExpressionSite site =
                new ExpressionSite(expression, anywhere, 0, place, null, ExpressionSite.Result.ANY, List.of());
        return check.names().checked().of(site).type();
    }

    private static void times(Check check, Trigger.Schedule schedule, MapNode node) {
        Node cron = node.get("cron");
        String flaw = CronText.flaw(schedule.cron());
        if (flaw != null && cron != null) {
            check.problems()
                    .error(
                            ProblemCode.CRON,
                            cron,
                            "Expected a cron expression such as 0 6 * * 1-5 for cron, but found " + cron.describe(),
                            flaw);
        }
        Node zone = node.get("timezone");
        if (zone != null && ZoneText.parse(schedule.timezone()).isEmpty()) {
            check.problems()
                    .error(
                            ProblemCode.TIMEZONE,
                            zone,
                            "Expected a time zone for timezone, but found \"" + schedule.timezone() + '"',
                            ZoneText.hint(schedule.timezone()));
        }
    }
}
