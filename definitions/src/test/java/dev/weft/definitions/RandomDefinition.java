package dev.weft.definitions;

import java.util.Random;
import java.util.StringJoiner;

/** Writes valid definitions at random. */
final class RandomDefinition {
    private static final String[] VALUES = {
        "1",
        "-2.5",
        "true",
        "null",
        "plain text",
        "\"${{ inputs.x }}\"",
        "\"a ${{ inputs.x }} b $${{ c }}\"",
        "[1, [2], {}]",
        "{k: [\"${{ run.id }}\", 010], \"a/b~c\": \"\"}",
        "'it''s'",
        "\"\\u00e9 \\n 😀\"",
        "\"${{ {'a': inputs.x}.a }}\""
    };

    private final Random random;

    private RandomDefinition(Random random) {
        this.random = random;
    }

    static String of(Random random) {
        return new RandomDefinition(random).write();
    }

    private String write() {
        StringBuilder text = new StringBuilder("version: \"3.0.0\"\nid: random\n");
        maybe(text, "name: \"Näme $${{ x }}\"\n");
        maybe(text, "labels: {b: x, a: \"1\"}\n");
        text.append("inputs: {x: {type: string, default: \"${{ not evaluated }}\"}}\n");
        maybe(text, "policy: {mode: sequential, priority: 2, max_concurrent: \"${{ size(inputs.x) }}\"}\n");
        maybe(text, "defaults: {timeout: " + duration() + ", retry: " + retry() + "}\n");
        text.append("tasks:\n");
        int tasks = 1 + random.nextInt(12);
        for (int i = 0; i < tasks; i++) {
            text.append("  t").append(i).append(":\n");
            task(text, i);
        }
        maybe(text, "outputs: {a: \"${{ tasks.t0.output }}\", b: " + value() + "}\n");
        return text.toString();
    }

    private void task(StringBuilder text, int index) {
        StringJoiner needs = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < index; i++) {
            if (random.nextInt(4) == 0) {
                needs.add("t" + i);
            }
        }
        text.append("    needs: ").append(needs).append('\n');
        maybe(text, "    join: " + pick("none_failed", "all_completed", "any_completed", "always") + "\n");
        maybe(text, "    when: \"!(inputs.x == 'y')\"\n");
        int work = random.nextInt(4);
        boolean hasAttempts = work == 0 || work == 2;
        if (hasAttempts) {
            maybe(text, "    timeout: " + duration() + "\n");
            maybe(text, "    retry: " + retry() + "\n");
        }
        maybe(text, "    deadline: " + duration() + "\n");
        maybe(text, "    on_failure: skip\n");
        maybe(text, "    description: |\n      lines\n\n      and more\n");
        text.append(
                switch (work) {
                    case 0 ->
                        "    action: agent_task\n    agent: \"${{ inputs.x }}\"\n    parameters: {p: " + value()
                                + "}\n";
                    case 1 ->
                        "    action: condition_check\n    parameters: {cases: [{when: inputs.x != '', value: " + value()
                                + "}], else: " + value() + "}\n";
                    case 2 ->
                        "    action: file_operation\n    parameters: {operation: write, path: a, content: " + value()
                                + ", encoding: json}\n";
                    default -> "    action: transform\n    parameters: {value: " + value() + "}\n";
                });
    }

    private String retry() {
        return "{max_attempts: " + (1 + random.nextInt(5)) + ", delay: " + duration() + ", backoff: "
                + pick("1", "2", "1.5") + ", jitter: " + pick("0", "0.25") + ", non_retryable: " + pick("[]", "[a, b]")
                + "}";
    }

    private String duration() {
        return pick("500ms", "90s", "1h30m", "7d", "\"${{ inputs.x }}\"");
    }

    private String value() {
        return pick(VALUES);
    }

    private String pick(String... words) {
        return words[random.nextInt(words.length)];
    }

    private void maybe(StringBuilder text, String piece) {
        if (random.nextBoolean()) {
            text.append(piece);
        }
    }
}
