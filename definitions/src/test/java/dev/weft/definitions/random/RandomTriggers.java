package dev.weft.definitions.random;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Triggers of all kinds, each giving the inputs that must be given. */
final class RandomTriggers {
    private final Dice dice;
    private final RandomExpressions expressions;
    private final RandomValues values;

    RandomTriggers(Dice dice, RandomExpressions expressions, RandomValues values) {
        this.dice = dice;
        this.expressions = expressions;
        this.values = values;
    }

    Map<String, Object> of(List<String> required) {
        Map<String, Object> triggers = new LinkedHashMap<>();
        for (String name : List.of("mornings", "created-2", "Pushed")) {
            if (dice.percent(60)) {
                triggers.put(name, trigger(required));
            }
        }
        return triggers;
    }

    private Fields trigger(List<String> required) {
        return switch (dice.below(3)) {
            case 0 -> {
                Fields schedule = new Fields().and("cron", dice.pick("0 6 * * 1-5", "*/5 * * * *"));
                values.maybe(schedule, "timezone", dice.pick("UTC", "Europe/Stockholm"));
                values.maybe(
                        schedule,
                        "overlap",
                        dice.pick("skip", "buffer_one", "buffer_all", "cancel_other", "terminate_other", "allow_all"));
                values.maybe(schedule, "catch_up", "1h");
                yield new Fields().and("schedule", inputs(schedule, required));
            }
            case 1 -> new Fields().and("event", coming("event", new Fields().and("type", "content.created"), required));
            default -> new Fields().and("webhook", coming("request", new Fields().and("secret", "HOOK"), required));
        };
    }

    private Fields coming(String name, Fields fields, List<String> required) {
        Ref known = name.equals("event") ? new Ref("event.type", Kind.TEXT) : new Ref("request.body", Kind.ANY);
        Scope scope = Scope.NONE.with(name, List.of(known));
        values.maybe(fields, "filter", known.text() + " == " + expressions.of(Kind.TEXT, Scope.NONE));
        values.maybe(fields, "dedupe", values.hole(Kind.ANY, scope));
        return inputs(fields, required);
    }

    private static Fields inputs(Fields fields, List<String> required) {
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        required.forEach(name -> inputs.put(name, name.equals("x") ? "given" : 1L));
        if (!inputs.isEmpty()) {
            fields.put("inputs", inputs);
        }
        return fields;
    }
}
