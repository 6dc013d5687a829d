package dev.weft.definitions.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tasks that stand beside one another, with all that they hold. */
final class RandomTasks {
    private static final int DEEPEST = 3;

    private final Dice dice;
    private final RandomExpressions expressions;
    private final RandomValues values;
    private final RandomActions actions;
    private final RandomLoops loops;

    RandomTasks(Dice dice, RandomExpressions expressions, RandomValues values) {
        this.dice = dice;
        this.expressions = expressions;
        this.values = values;
        this.actions = new RandomActions(dice, expressions, values);
        this.loops = new RandomLoops(dice, expressions, values);
    }

    /**
     * Tasks beside one another.
     *
     * @param tasks in the order written
     * @param after what expressions may read once all have ended
     * @param gates ids of those whose decision must be read
     */
    record Siblings(Map<String, Object> tasks, Scope after, List<String> gates) {}

    private record Made(Fields fields, List<Ref> output, boolean gate) {}

    Siblings siblings(Scope outer, int depth) {
        List<String> ids = dice.shuffled(List.of("a", "b", "c", "send-mail", "t_5", "F", "g7", "h"))
                .subList(0, dice.between(1, depth == 0 ? 8 : 3));
        // In a block, an id means the one in it, whether or not that may be read.
        Scope around = outer.withoutTasks(ids);
        Map<String, Object> made = new LinkedHashMap<>();
        Map<String, List<Ref>> refs = new LinkedHashMap<>();
        Map<String, Set<String>> upstream = new LinkedHashMap<>();
        List<String> gates = new ArrayList<>();
        List<String> finals = new ArrayList<>();
        for (String id : ids) {
            boolean last = !made.isEmpty() && dice.percent(8);
            List<String> needs = last ? List.of() : needs(made.keySet(), finals);
            Set<String> above = new LinkedHashSet<>(needs);
            needs.forEach(need -> above.addAll(upstream.getOrDefault(need, Set.of())));
            if (last) {
                finals.add(id);
            }
            upstream.put(id, above);
            Scope scope = around;
            for (String one : above) {
                scope = scope.withTask(one, refs.getOrDefault(one, List.of()));
            }
            Made task = task(id, scope, depth);
            if (last) {
                task.fields().put("needs", "all");
            } else if (!needs.isEmpty()) {
                task.fields().put("needs", needs);
            }
            if (task.gate()) {
                gates.add(id);
            }
            made.put(id, task.fields());
            refs.put(id, task.output());
        }
        Scope after = around;
        for (String id : made.keySet()) {
            after = after.withTask(id, refs.getOrDefault(id, List.of()));
        }
        Map<String, Object> written = new LinkedHashMap<>();
        dice.shuffled(new ArrayList<>(made.keySet())).forEach(id -> written.put(id, made.get(id)));
        return new Siblings(written, after, gates);
    }

    private List<String> needs(Set<String> earlier, List<String> finals) {
        List<String> needs = new ArrayList<>();
        for (String id : earlier) {
            // What needs all of the others can't be needed by one of them.
            if (dice.percent(35) && !finals.contains(id)) {
                needs.add(id);
            }
        }
        return dice.shuffled(needs);
    }

    private Made task(String id, Scope scope, int depth) {
        Fields fields = new Fields();
        people(fields);
        String self = self(id);
        RandomLoops.Loop loop = loops.of(scope, id, fields);
        values.maybe(fields, "join", dice.pick("none_failed", "all_completed", "any_completed", "always", "success"));
        values.maybe(fields, "when", expressions.of(Kind.TRUTH, scope));
        values.maybe(fields, "deadline", values.duration(scope));
        values.maybe(fields, "sla", values.duration(scope));
        values.maybe(fields, "concurrency", values.concurrency(scope));
        boolean block = depth < DEEPEST && dice.percent(depth == 0 ? 25 : 15);
        boolean gate = false;
        List<Ref> output;
        if (block) {
            output = block(loop.each(), fields, depth);
            attempts(fields, loop.each());
            values.maybe(fields, "cache", values.cache(loop.each()));
        } else {
            RandomActions.Call call = actions.any(loop.each());
            fields.putAll(call.fields());
            output = call.output();
            gate = call.action().equals("approval_gate");
            if (call.action().equals("fail")) {
                fields.put("when", expressions.of(Kind.TRUTH, scope));
            }
            if (call.works()) {
                attempts(fields, loop.each());
                values.maybe(fields, "cache", values.cache(loop.each()));
                values.maybe(fields, "placement", dice.pick("remote", "auto"));
                values.maybe(fields, "resources", values.resources());
            }
            if (call.hasEffect() && dice.percent(25)) {
                fields.put("compensate", compensation(loop.each(), depth));
            }
        }
        boolean fallback = failing(fields, scope.withTask(id, state(self, List.of())), depth);
        List<Ref> known = fallback
                ? List.of()
                : fields.containsKey("for_each")
                        ? RandomValues.below(output, "[0]")
                        : loop.whole() ? List.of() : output;
        return new Made(fields, state(self, known), gate);
    }

    /** What may be read of a task, those below its output among it. */
    private static List<Ref> state(String task, List<Ref> output) {
        List<Ref> refs = new ArrayList<>(List.of(
                new Ref(task + ".status", Kind.TEXT),
                new Ref(task + ".attempts", Kind.WHOLE),
                new Ref(task + ".failures.size()", Kind.WHOLE),
                new Ref(task + ".error.message", Kind.ANY),
                new Ref(task + ".output", Kind.ANY)));
        output.forEach(ref -> refs.add(ref.below(task + ".output")));
        return refs;
    }

    /** What may be read of a task below the output of the block around it. */
    private static List<Ref> given(String id, Scope scope) {
        String output = self(id) + ".output";
        String name = id.contains("-") ? "['" + id + "']" : "." + id;
        return scope.tasks().getOrDefault(id, List.of()).stream()
                .filter(ref -> ref.text().startsWith(output))
                .map(ref -> new Ref(name + ref.text().substring(output.length()), ref.kind()))
                .toList();
    }

    static String self(String id) {
        return id.contains("-") ? "tasks['" + id + "']" : "tasks." + id;
    }

    private void people(Fields fields) {
        values.maybe(fields, "name", values.plain());
        values.maybe(fields, "description", values.plain());
    }

    private void attempts(Fields fields, Scope scope) {
        values.maybe(fields, "timeout", values.duration(scope));
        values.maybe(fields, "heartbeat", values.duration(scope));
        values.maybe(fields, "retry", values.retry(scope));
    }

    private List<Ref> block(Scope scope, Fields fields, int depth) {
        Siblings inner = siblings(scope, depth + 1);
        fields.put("tasks", inner.tasks());
        values.maybe(fields, "mode", dice.pick("parallel", "sequential"));
        List<Ref> refs = new ArrayList<>();
        if (inner.gates().isEmpty() && dice.percent(40)) {
            inner.tasks().keySet().forEach(id -> refs.addAll(given(id, inner.after())));
            return refs;
        }
        fields.put("outputs", outputs(inner, refs));
        return refs;
    }

    /** Outputs that read the decision of each gate. */
    Map<String, @Nullable Object> outputs(Siblings siblings, List<Ref> refs) {
        Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
        for (String gate : siblings.gates()) {
            outputs.put("of " + gate, "${{ " + self(gate) + ".status }}");
        }
        for (String name : List.of("first", "second")) {
            if (dice.percent(60)) {
                RandomValues.Valued value = values.valued(siblings.after(), 2);
                outputs.put(name, value.value());
                refs.add(new Ref("." + name, value.kind()));
            }
        }
        return outputs;
    }

    private Fields compensation(Scope scope, int depth) {
        Scope seen = scope.with("output", List.of(new Ref("output", Kind.ANY)));
        Fields fields = inPlace(seen, depth);
        values.maybe(fields, "after", dice.pick("success", "attempt"));
        failing(fields, seen, depth + 1);
        // It is part of the undoing that this asks for.
        fields.remove("on_failure", "rollback");
        return fields;
    }

    /** Says what a failure means; whether by a fallback. */
    private boolean failing(Fields fields, Scope scope, int depth) {
        if (depth < DEEPEST && dice.percent(15)) {
            Fields instead = inPlace(scope, depth);
            if (dice.percent(30) && !instead.containsKey("tasks")) {
                instead.put("compensate", compensation(scope, depth + 1));
            }
            failing(instead, scope, depth + 1);
            fields.put("on_failure", new Fields().and("run", instead));
            return true;
        }
        values.maybe(fields, "on_failure", dice.pick("fail", "skip", "pause", "rollback"));
        return false;
    }

    private Fields inPlace(Scope scope, int depth) {
        Fields fields = new Fields();
        people(fields);
        if (depth + 1 < DEEPEST && dice.percent(20)) {
            block(scope, fields, depth + 1);
        } else {
            fields.putAll(actions.working(scope).fields());
        }
        attempts(fields, scope);
        return fields;
    }
}
