package dev.weft.worker.interpreter;

import java.util.Random;

/**
 * A random case of the corpus' form, without what is expected: all constructs mixed, with keys that others claim, agents with bounds,
 * deadlines, pauses, cancellations, rollbacks and ends of time. One seed, one case.
 */
final class RandomMixture {
    private static final int DEEPEST = 2;

    private final Random random;
    /** Another, so that seeds mean what they meant before there was room. */
    private final Random rooms;

    private final StringBuilder attempts = new StringBuilder();

    /** The case as YAML. */
    final String yaml;

    RandomMixture(long seed) {
        random = new Random(seed);
        rooms = new Random(~seed);
        yaml = write();
    }

    private String write() {
        StringBuilder text = new StringBuilder("definition:\n  version: \"3.0.0\"\n  id: test\n  policy: {on_failure: ")
                .append(oneOf("fail", "fail", "pause", "rollback"))
                .append(maybe(4, ", mode: sequential"))
                .append(maybe(3, ", max_concurrent: " + (1 + random.nextInt(2))))
                .append(maybe(5, ", timeout: " + oneOf("1m", "3h")))
                .append(maybe(6, ", concurrency: {key: rk, when_full: " + oneOf("queue", "replace") + "}"))
                .append("}\n  tasks:\n");
        int tasks = 1 + random.nextInt(4);
        for (int i = 0; i < tasks; i++) {
            text.append("    %s: {%s}%n".formatted(name(i), task(name(i), i, DEEPEST)));
        }
        text.append("found:\n  kid: {version: \"3.0.0\", id: kid, tasks: {x: {action: agent_task, agent: worker}}}\n")
                .append("attempts:\n  nothing: [{takes: 1s}]\n")
                .append(attempts)
                .append(maybe(4, "agents_at_once: 1\n"))
                .append("room: {cpu: 2}\n");
        others(text);
        events(text);
        return text.toString();
    }

    private void others(StringBuilder text) {
        text.append("others:\n  - {kind: task, key: nobodys, until: 1s}\n");
        if (!chance(5)) {
            text.append("  - {kind: task, key: k1, from: %s, until: %s, when_full: %s}%n"
                    .formatted(oneOf("0s", "1s", "5s"), oneOf("20s", "5m"), oneOf("queue", "replace")));
        }
        if (chance(3)) {
            text.append("  - {kind: run, key: rk, from: %s, until: %s, when_full: %s}%n"
                    .formatted(oneOf("0s", "7s"), oneOf("20s", "5m"), oneOf("queue", "replace")));
        }
    }

    private void events(StringBuilder text) {
        text.append("events:\n  - {at: 400h, do: resume}\n");
        if (chance(4)) {
            int at = random.nextInt(100);
            text.append(
                    "  - {at: %ds, do: pause}%n  - {at: %ds, do: resume}%n".formatted(at, at + random.nextInt(400)));
        }
        if (chance(6)) {
            text.append("  - {at: %ds, do: cancel}%n".formatted(random.nextInt(100)));
        }
        if (chance(5)) {
            text.append("  - {at: %ds, rollback: %s}%n"
                    .formatted(
                            random.nextInt(200),
                            oneOf("a", "b", "a.a", "b.a", "\"a[0]\"", "a.fallback.a", "null", "null", "null")));
        }
        if (chance(12)) {
            text.append("  - {at: %ds, do: undo}%n".formatted(random.nextInt(200)));
        }
    }

    private String task(String path, int place, int depth) {
        StringBuilder text = new StringBuilder();
        if (place > 0 && chance(2)) {
            text.append("needs: [%s], ".formatted(name(random.nextInt(place))));
        } else if (place > 1 && chance(8)) {
            text.append("needs: all, ");
        }
        text.append(maybe(4, "join: " + oneOf("always", "none_failed", "any_completed", "all_completed") + ", "));
        switch (random.nextInt(8)) {
            case 0 ->
                text.append("for_each: {in: [1, 2, 3], max_concurrent: %d%s}, "
                        .formatted(1 + random.nextInt(2), maybe(2, ", tolerate: 1")));
            case 1 ->
                text.append("repeat: {%s: \"%s\", max: 2%s}, "
                        .formatted(
                                oneOf("while", "until"), oneOf("true", "false", "turn >= 1"), maybe(2, ", delay: 3s")));
            default -> {}
        }
        String work = work(path, depth);
        text.append(work);
        boolean attempted =
                work.startsWith("tasks:") || work.contains("action: agent_task") || work.contains("workflow_trigger");
        boolean takesUp = work.startsWith("tasks:") || work.contains("agent_task") || work.contains("file_operation");
        if (takesUp && rooms.nextInt(3) == 0) {
            text.append(", resources: {cpu: %d}".formatted(1 + rooms.nextInt(2)));
        }
        if (attempted) {
            text.append(maybe(4, ", timeout: " + oneOf("10s", "2m")))
                    .append(maybe(3, ", retry: {max_attempts: 2, delay: " + oneOf("1s", "1m") + "}"));
        }
        text.append(maybe(4, ", deadline: " + oneOf("3s", "30s", "10m")))
                .append(maybe(4, ", sla: " + oneOf("3s", "5m")));
        text.append(maybe(
                5,
                ", concurrency: {key: %s, when_full: %s}"
                        .formatted(oneOf("k1", "k2"), oneOf("queue", "queue", "reject", "replace"))));
        text.append(onFailure(path, depth));
        if (work.startsWith("action: agent_task") && chance(3)) {
            behave(path + ".compensate");
            text.append(", compensate: {%saction: agent_task, agent: worker}".formatted(maybe(3, "after: attempt, ")));
        }
        return text.toString();
    }

    private String onFailure(String path, int depth) {
        return switch (random.nextInt(7)) {
            case 0 -> ", on_failure: skip";
            case 1 -> ", on_failure: pause";
            case 2 -> maybe(2, ", on_failure: rollback");
            case 3, 4 -> ", on_failure: {run: {%s}}".formatted(work(path + ".fallback", Math.max(0, depth - 1)));
            default -> "";
        };
    }

    private String work(String path, int depth) {
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> behaving(path, "action: agent_task, agent: worker");
            case 3 -> "action: wait, parameters: {for: %s}".formatted(oneOf("2s", "1m", "1h"));
            case 4 ->
                "action: approval_gate, parameters: {approvers: [anyone], timeout: %s, on_timeout: %s}"
                        .formatted(oneOf("5s", "1h"), oneOf("approve", "reject", "fail"));
            case 5 -> "action: transform, parameters: {value: 1}";
            case 6 ->
                chance(2)
                        ? "action: fail, parameters: {code: x, message: y}"
                        : "action: wait_for_event, parameters: {type: never, timeout: %s, on_timeout: %s}"
                                .formatted(oneOf("5s", "1h"), oneOf("fail", "continue"));
            case 7 -> behaving(path, "action: workflow_trigger, parameters: {workflow: kid}");
            default ->
                depth > 0
                        ? block(path, depth - 1)
                        : behaving(path, "action: file_operation, parameters: {operation: read, path: x}");
        };
    }

    private String block(String path, int depth) {
        StringBuilder text = new StringBuilder("tasks: {");
        int tasks = 1 + random.nextInt(3);
        for (int i = 0; i < tasks; i++) {
            text.append("%s%s: {%s}".formatted(i > 0 ? ", " : "", name(i), task(path + "." + name(i), i, depth)));
        }
        return text.append("}").append(maybe(6, ", mode: sequential")).toString();
    }

    private String behaving(String path, String work) {
        behave(path);
        return work;
    }

    private void behave(String path) {
        switch (random.nextInt(5)) {
            case 0 -> attempts.append("  \"%s\": [{takes: %s}]%n".formatted(path, oneOf("1s", "30s", "10m")));
            case 1 -> attempts.append("  \"%s\": [{fail: {code: broken, retryable: %s}}]%n".formatted(path, chance(2)));
            case 2 -> attempts.append("  \"%s\": [{takes: 20s, fail: {code: broken}}, {takes: 5s}]%n".formatted(path));
            default -> {}
        }
    }

    private static String name(int place) {
        return String.valueOf((char) ('a' + place));
    }

    private boolean chance(int in) {
        return random.nextInt(in) == 0;
    }

    private String maybe(int in, String text) {
        return chance(in) ? text : "";
    }

    private String oneOf(String... all) {
        return all[random.nextInt(all.length)];
    }
}
