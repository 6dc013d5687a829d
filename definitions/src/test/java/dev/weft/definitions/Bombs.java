package dev.weft.definitions;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Short documents in older versions and dialects that stand for very long ones: of many tasks each gets what many gave. */
final class Bombs {
    private Bombs() {}

    static Stream<String> all() {
        return Stream.of(
                steps(50, 50),
                steps(120, 40),
                steps(150, 150),
                steps(300, 100),
                "workflows:\n  w: &w\n" + steps(30, 30).substring("workflows:\n  w:\n".length())
                        + aliases(90, "  v%d: *w\n"),
                "workflows: {w: {steps: [{id: a, agents: &m [" + list(900, i -> "a") + "]}, "
                        + list(99, i -> "{id: s" + i + ", agents: *m, depends_on: [a]}") + "]}}",
                "workflows: {w: {steps: ["
                        + list(
                                1500,
                                i -> "{id: s" + i + ", agent: a, depends_on: "
                                        + (i == 1400
                                                ? "&all [" + list(1400, j -> "s" + j) + "]"
                                                : i > 1400 ? "*all" : "[]")
                                        + "}")
                        + "]}}",
                "parallel: true\nsteps: [{workflow: &w {steps: [" + list(1000, i -> "{factory: f, action: a}") + "]}}, "
                        + list(99, i -> "{workflow: *w}") + "]",
                "steps: [" + list(20_000, i -> "{factory: f, action: a}") + "]",
                "workflow_id: d\ntasks: {"
                        + list(
                                800,
                                i -> "t" + i + ": {task_type: x, dependencies: ["
                                        + list(Math.min(i, 60), j -> "t" + (i - j - 1)) + "]}")
                        + "}",
                "workflow_id: d\ntasks: {" + list(1000, i -> "t" + i + ": {task_type: x}")
                        + ", u: {task_type: x, dependencies: &n [" + list(1000, i -> "t" + i) + "]}, "
                        + list(99, i -> "v" + i + ": {task_type: x, dependencies: *n}") + "}",
                "name: b\ntype: parallel\ntasks: [" + list(1200, i -> "{name: t" + i + ", task: x}")
                        + "]\ndependencies: {t1000: &n [" + list(1000, i -> "t" + i) + "], "
                        + list(99, i -> "t" + (i + 1001) + ": *n") + "}",
                old("parameters: &p {" + list(1400, i -> "k" + i + ": v") + "}", "parameters: *p"),
                old(
                        "parameters: &p {" + list(1400, i -> "k" + i + ": '${{ inputs.x" + i + " }}'") + "}",
                        "parameters: *p"),
                old("conditions: &p [" + list(1000, i -> "inputs.x > " + i) + "]", "conditions: *p"),
                old("conditions: &p [" + list(1000, i -> "inputs.x" + i) + "]", "conditions: *p"),
                current(
                        "parameters: &p {value: [" + list(1000, i -> "'${{ inputs.x + " + i + " }}'") + "]}",
                        "parameters: *p"),
                old("conditions: &p [\"" + "inputs.x > 1 && ".repeat(500) + "true\"]", "conditions: *p"));
    }

    private static String steps(int steps, int agents) {
        return "workflows:\n  w:\n    steps:\n"
                + IntStream.range(0, steps)
                        .mapToObj(i -> "    - {id: s" + i + ", agents: [" + list(agents, a -> "a") + "], depends_on: ["
                                + list(i, s -> "s" + s) + "]}\n")
                        .collect(Collectors.joining());
    }

    private static String old(String first, String others) {
        return "version: \"2.0.0\"\nid: o\ntasks: {t: {agent_id: a, action: agent_task, " + first + "}, "
                + list(99, i -> "t" + i + ": {agent_id: a, action: agent_task, " + others + "}") + "}";
    }

    private static String current(String first, String others) {
        return "version: \"3.0.0\"\nid: o\ninputs: {x: {type: integer}}\ntasks: {t: {action: transform, " + first
                + "}, " + list(99, i -> "t" + i + ": {action: transform, " + others + "}") + "}";
    }

    private static String aliases(int number, String line) {
        return IntStream.range(0, number).mapToObj(line::formatted).collect(Collectors.joining());
    }

    private static String list(int number, IntFunction<String> item) {
        return IntStream.range(0, number).mapToObj(item).collect(Collectors.joining(", "));
    }
}
