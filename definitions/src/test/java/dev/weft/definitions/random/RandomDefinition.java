package dev.weft.definitions.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A valid definition of any seed, with every construct of the language in some of them. */
public final class RandomDefinition {
    private static final List<Ref> RUN = List.of(
            new Ref("run.id", Kind.TEXT),
            new Ref("run.workflow", Kind.TEXT),
            new Ref("run.status", Kind.TEXT),
            new Ref("run.started_at", Kind.TIME),
            new Ref("run.labels", Kind.ANY));

    private final Dice dice;
    private final RandomExpressions expressions;
    private final RandomValues values;

    private RandomDefinition(Dice dice) {
        this.dice = dice;
        this.expressions = new RandomExpressions(dice);
        this.values = new RandomValues(dice, expressions);
    }

    /** The tree of a seed: maps, lists and scalars. */
    public static Map<String, @Nullable Object> tree(long seed) {
        return new RandomDefinition(new Dice(seed)).definition();
    }

    private Fields definition() {
        Fields definition = new Fields().and("version", "3.0.0").and("id", "random-1");
        values.maybe(definition, "name", values.plain());
        values.maybe(definition, "description", values.plain());
        Map<String, @Nullable Object> labels = new LinkedHashMap<>();
        labels.put("team", "content");
        labels.put("A b", "1");
        values.maybe(definition, "labels", labels);
        List<String> required = new ArrayList<>();
        Scope scope = inputs(definition, required).with("run", RUN).with("now", List.of(new Ref("now", Kind.TIME)));
        values.maybe(definition, "policy", policy(scope));
        values.maybe(definition, "requires", List.of("writer", "other"));
        values.maybe(definition, "defaults", defaults(scope));
        values.maybe(definition, "triggers", new RandomTriggers(dice, expressions, values).of(required));
        RandomTasks tasks = new RandomTasks(dice, expressions, values);
        RandomTasks.Siblings top = tasks.siblings(scope, 0);
        definition.put("tasks", top.tasks());
        if (!top.gates().isEmpty() || dice.percent(60)) {
            definition.put("outputs", tasks.outputs(top, new ArrayList<>()));
        }
        return definition;
    }

    private Scope inputs(Fields definition, List<String> required) {
        if (dice.percent(10)) {
            return Scope.NONE;
        }
        if (dice.percent(15)) {
            definition.put("inputs", "any");
            return Scope.NONE.with("inputs", List.of(new Ref("inputs.x", Kind.ANY)));
        }
        Map<String, Object> inputs = new LinkedHashMap<>();
        List<Ref> refs = new ArrayList<>();
        input(inputs, refs, required, "x", Kind.TEXT, Map.of("type", "string"), "${{ not evaluated }}");
        input(inputs, refs, required, "n", Kind.WHOLE, Map.of("type", "integer"), 3L);
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("type", "array");
        numbers.put("items", Map.of("type", "integer"));
        input(inputs, refs, new ArrayList<>(), "many-n", Kind.WHOLES, numbers, List.of());
        input(inputs, refs, new ArrayList<>(), "f", Kind.TRUTH, Map.of("type", "boolean"), true);
        definition.put("inputs", inputs);
        return Scope.NONE.with("inputs", refs);
    }

    // Only two may be required, so that triggers have little to give.
    private void input(
            Map<String, Object> inputs,
            List<Ref> refs,
            List<String> required,
            String name,
            Kind kind,
            Map<String, Object> schema,
            Object byDefault) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>(schema);
        boolean mayBeRequired = kind == Kind.TEXT || kind == Kind.WHOLE;
        if (!mayBeRequired || dice.percent(50)) {
            written.put("default", byDefault);
        } else {
            required.add(name);
        }
        inputs.put(name, written);
        refs.add(new Ref(name.contains("-") ? "inputs['" + name + "']" : "inputs." + name, kind));
    }

    private Fields policy(Scope scope) {
        Fields policy = new Fields().and("mode", dice.pick("parallel", "sequential"));
        values.maybe(policy, "max_concurrent", values.count(scope));
        values.maybe(policy, "timeout", values.duration(scope));
        values.maybe(policy, "on_failure", dice.pick("fail", "pause", "rollback"));
        values.maybe(policy, "cache", values.cache(scope));
        values.maybe(policy, "concurrency", values.concurrency(scope));
        values.maybe(policy, "priority", (long) dice.between(1, 5));
        return policy;
    }

    private Fields defaults(Scope scope) {
        Fields defaults = new Fields().and("timeout", values.duration(scope));
        values.maybe(defaults, "retry", values.retry(scope));
        return defaults;
    }
}
