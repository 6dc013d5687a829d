package dev.weft.definitions;

import java.util.Random;
import java.util.StringJoiner;

/** Writes valid documents in older versions and other dialects at random, with a comment above and beside each task. */
final class RandomDialectDocument {
    /** What {@link #of} can write. */
    static final String[] KINDS = {"1.0.0", "1.1.0", "1.2.0", "2.0.0", "steps", "factories", "dag", "builder"};

    private static final String[] VALUES = {
        "1",
        "-2.5",
        "true",
        "null",
        "plain text",
        "'010'",
        "\"no\"",
        "\"${{ inputs.x }}\"",
        "\"a: ${{ inputs.x }} # $${{ c }}\"",
        "[1, [2, []], {}]",
        "{k: [\"${{ run.id }}\", 'y'], \"a/b~c\": \"\", '': {l: \"x\\n\\ny\\n\\n\"}}",
        "'it''s \"quoted\"'",
        "\"\\u00e9 \\n\\t 😀\\u0007\"",
        "\"  x\\ny  \"",
        "\"line\\nline\\n\"",
        "[\"several\\nlines\", 2024-01-01, 12:30]"
    };

    private final Random random;
    private final String kind;
    private final StringBuilder text = new StringBuilder();

    private RandomDialectDocument(String kind, Random random) {
        this.kind = kind;
        this.random = random;
    }

    /** A document; its tasks have the comments {@code # above <n>} and {@code # beside <n>}. */
    static String of(String kind, int tasks, Random random) {
        return new RandomDialectDocument(kind, random).write(tasks);
    }

    private String write(int tasks) {
        String indent = "  ";
        switch (kind) {
            case "steps" -> {
                text.append("workflows:\n  my jobs:\n    steps:\n");
                indent = "      ";
            }
            case "factories" ->
                text.append("parallel: ").append(pick("true", "false")).append("\nsteps:\n");
            case "dag" -> text.append("workflow_id: Röd tråd\nmax_concurrent: 3\ntasks:\n");
            case "builder" -> {
                text.append("name: built\ntype: ").append(pick("parallel", "sequential", "batch"));
                text.append("\ntasks:\n");
            }
            default -> text.append("version: \"").append(kind).append("\"\nname: Some Name\ntasks:\n");
        }
        for (int i = 0; i < tasks; i++) {
            text.append(random.nextBoolean() ? "\n" : "")
                    .append(indent)
                    .append("# above ")
                    .append(i)
                    .append('\n');
            task(i, indent);
        }
        if (kind.equals("builder")) {
            text.append("dependencies:\n");
            for (int i = 1; i < tasks; i++) {
                text.append("  task ").append(i).append(": ").append(needs(i)).append('\n');
            }
            text.append(tasks == 1 ? "  {}\n" : "");
            text.append(text.indexOf("condition: always") < 0 ? "" : "conditions: {always: run.id != ''}\n");
        }
        return text.toString();
    }

    private void task(int index, String indent) {
        String beside = "  # beside " + index + "\n";
        switch (kind) {
            case "steps" -> item(indent, "id: task " + index, beside, "agent: A", "depends_on: " + needs(index));
            case "factories" ->
                item(indent, "id: task " + index, beside, "factory: f", "action: a", "params: {p: " + value() + "}");
            case "dag" ->
                item(
                        indent,
                        "task_id: task " + index,
                        beside,
                        "task_type: x",
                        "config: {p: " + value() + "}",
                        "dependencies: " + needs(index));
            case "builder" ->
                item(indent, "name: task " + index, beside, "task: x", "data: " + value(), "condition: " + condition());
            default -> {
                text.append(indent).append("task ").append(index).append(':').append(beside);
                line(indent, "agent_id: x");
                line(indent, "action: agent_task");
                line(indent, "dependencies: " + needs(index));
                line(indent, "parameters: {p: " + value() + ", q: " + value() + "}");
                versioned(indent);
            }
        }
    }

    private void versioned(String indent) {
        if (kind.compareTo("1.1.0") >= 0) {
            line(indent, "execution_mode: " + pick("sequential", "parallel", "conditional"));
        }
        if (kind.compareTo("1.2.0") >= 0) {
            line(indent, "conditions: " + pick("[]", "[\"inputs.x == 'a: b'\"]", "[\"inputs.x // y\", run.id != '']"));
        }
        if (kind.equals("2.0.0")) {
            line(indent, "timeout_seconds: " + pick("1", "0.5", "86400", "null"));
            line(indent, "retry_count: " + pick("0", "1", "7"));
            line(indent, "retry_delay: " + pick("0", "2.5", "60"));
        }
    }

    private void item(String indent, String first, String beside, String... fields) {
        text.append(indent).append("- ").append(first).append(beside);
        for (String field : fields) {
            line(indent, field);
        }
    }

    private void line(String indent, String field) {
        text.append(indent).append("  ").append(field).append('\n');
    }

    private String condition() {
        return pick("always", "\"inputs.x == 'y'\"");
    }

    private String needs(int index) {
        StringJoiner needs = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < index; i++) {
            if (random.nextInt(3) == 0) {
                needs.add("task " + i);
            }
        }
        return needs.toString();
    }

    private String value() {
        return pick(VALUES);
    }

    private String pick(String... words) {
        return words[random.nextInt(words.length)];
    }
}
