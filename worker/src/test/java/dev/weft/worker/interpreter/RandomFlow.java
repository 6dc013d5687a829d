package dev.weft.worker.interpreter;

import dev.weft.definitions.expression.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A seeded random definition whose tasks make values out of those of others, and what its attempts give. */
final class RandomFlow {
    /** Of a value of the shape that {@link #value} makes; $ stands for where it is. */
    private static final List<String> EXPRESSIONS = List.of(
            "$",
            "$.list",
            "$.text",
            "$.map",
            "$.list[0]",
            "$.list[0].text",
            "$.list.map(x, x.n * 2)",
            "$.list.filter(x, x.n > 2)",
            "$.list.map(x, x.tags).flatten().distinct()",
            "$.list.map(x, x.n).sum()",
            "$.list.sortBy(x, x.text).map(x, x.text)",
            "$.list.exists(x, x.n == 3) ? $.text : $.map",
            "$.list + [$.map]",
            "$.text + '!'",
            "$.text.upperAscii()",
            "$.list.map(x, x.text).join(', ')",
            "{'whole': $, 'size': size($.list)}",
            "[$, $.text]",
            "$ == $",
            "$.list == $.list.filter(x, true)",
            "$ != null",
            "$.?none.orValue($.map)",
            "has($.none) ? 1 : 2",
            "'a' in $.map",
            "$.list.size() > 2 && $.text.size() > 1",
            "$.list[99]",
            "$.none.more",
            "$.list.first()",
            "[$.list, [1, 2]].flatten().size()",
            "type($.list) == list",
            "string($.n) + $.text",
            "$.map.a",
            "$.list.slice(0, 1)",
            "[$.text, 'z'].sort()",
            "$.map.map(k, k)",
            "$.list.map(x, [x.n, $.text])");

    private static final List<String> CONDITIONS = List.of(
            "size($.list) > 2",
            "$.text == 'none'",
            "$.list.all(x, x.n > 0)",
            "$ != null",
            "$.map.a > 1",
            "$.none == 1");

    final String yaml;
    private final long seed;
    private final Random random;

    RandomFlow(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        yaml = definition();
    }

    private String definition() {
        StringBuilder text =
                new StringBuilder("version: \"3.0.0\"\nid: flow\ninputs: {given: {type: object}}\ntasks:\n");
        List<String> whole = new ArrayList<>(List.of("inputs.given"));
        List<String> before = new ArrayList<>();
        int tasks = 2 + random.nextInt(6);
        for (int i = 0; i < tasks; i++) {
            String id = "t" + i;
            text.append("  ").append(id).append(":\n");
            text.append("    needs: ").append(before).append("\n    join: none_failed\n    on_failure: skip\n");
            if (random.nextInt(4) == 0) {
                text.append("    when: \"").append(of(CONDITIONS, whole)).append("\"\n");
            }
            boolean gives = body(text, whole);
            if (gives) {
                whole.add("tasks." + id + ".output");
            }
            before.add(id);
        }
        text.append("outputs:\n");
        for (int i = 0; i < 3; i++) {
            text.append("  o").append(i).append(": ").append(template(whole)).append('\n');
        }
        return text.toString();
    }

    /** Appends what a task does; says whether it gives a whole value, where it completes. */
    private boolean body(StringBuilder text, List<String> whole) {
        switch (random.nextInt(7)) {
            case 0 ->
                text.append("    action: transform\n    parameters: {value: ")
                        .append(template(whole))
                        .append("}\n");
            case 1 -> {
                text.append("    action: agent_task\n    agent: worker\n    parameters: {a: ")
                        .append(template(whole))
                        .append(", b: [")
                        .append(template(whole))
                        .append("]}\n");
                return true;
            }
            case 2 -> {
                text.append("    for_each: {in: \"${{ ").append(pick(whole)).append(".list }}\", as: one");
                text.append(random.nextInt(3) == 0 ? ", where: \"one.n > 1\"" : "");
                boolean batch = random.nextInt(3) == 0;
                text.append(batch ? ", batch: 2}\n" : "}\n");
                String item = batch ? "one[0]" : "one";
                if (random.nextBoolean()) {
                    text.append("    action: transform\n    parameters: {value: [\"${{ ")
                            .append(item)
                            .append(random.nextBoolean() ? ".text }}\"" : " }}\"")
                            .append(", \"${{ index }}\"]}\n");
                } else {
                    text.append("    action: agent_task\n    agent: worker\n    parameters: {it: \"${{ ")
                            .append(item)
                            .append(".tags }}\"}\n");
                }
            }
            case 3 ->
                text.append("    for_each: {in: {a: \"${{ ")
                        .append(pick(whole))
                        .append(
                                ".list }}\", b: [1, 2]}}\n    action: transform\n    parameters: {value: \"${{ item.b + size(item.a.text) }}\"}\n");
            case 4 ->
                text.append("    tasks:\n      inner:\n        action: transform\n        parameters: {value: ")
                        .append(template(whole))
                        .append("}\n    outputs: {x: \"${{ tasks.inner.output }}\"}\n");
            case 5 ->
                text.append("    action: condition_check\n    parameters: {condition: \"")
                        .append(of(CONDITIONS, whole))
                        .append("\"}\n");
            default -> {
                text.append("    action: agent_task\n    agent: worker\n");
                return true;
            }
        }
        return false;
    }

    private String template(List<String> whole) {
        return random.nextInt(4) == 0
                ? "\"see ${{ %s }} and ${{ %s }}.\"".formatted(of(EXPRESSIONS, whole), of(EXPRESSIONS, whole))
                : "\"${{ %s }}\"".formatted(of(EXPRESSIONS, whole));
    }

    private String of(List<String> expressions, List<String> whole) {
        String expression = expressions.get(random.nextInt(expressions.size()));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < expression.length(); i++) {
            text.append(expression.charAt(i) == '$' ? pick(whole) : String.valueOf(expression.charAt(i)));
        }
        return text.toString();
    }

    private String pick(List<String> whole) {
        return whole.get(random.nextInt(whole.size()));
    }

    /** What the run is given. */
    Map<String, Object> inputs(UnaryOperator<@Nullable Object> told) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        Object given = told.apply(Values.normalise(value(new Random(seed))));
        if (given != null) {
            inputs.put("given", given);
        }
        return inputs;
    }

    /** What an attempt does: the same whenever it is asked for. */
    SimulatedWorld.Behaviour behaviour(String path, int execution, int attempt) {
        return new SimulatedWorld.Behaviour(
                Duration.ofSeconds(1), Values.normalise(value(new Random(seed * 31 + path.hashCode()))), null, null);
    }

    private static Map<String, Object> value(Random random) {
        List<Object> list = new ArrayList<>();
        int items = random.nextInt(5);
        for (int i = 0; i < items; i++) {
            list.add(Map.of(
                    "n",
                    (long) random.nextInt(5),
                    "text",
                    "item " + random.nextInt(3),
                    "tags",
                    List.of("x", "t" + random.nextInt(3))));
        }
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("list", list);
        value.put("text", random.nextInt(4) == 0 ? "none" : "@text " + random.nextInt(100));
        value.put("map", random.nextBoolean() ? Map.of("a", (long) random.nextInt(3)) : Map.of("b", List.of(1.5)));
        value.put("n", (long) random.nextInt(10));
        return value;
    }
}
