package dev.weft.benchmarks.size;

/** The same work as definitions. */
final class Texts {
    private Texts() {}

    /** Agent tasks one after the other, each with the output of the one before. */
    static String chain(int steps) {
        StringBuilder yaml = head("chain");
        for (int i = 0; i < steps; i++) {
            yaml.append("  s%d: {needs: [%s], action: agent_task, agent: noop, parameters: {number: %s}}%n"
                    .formatted(
                            i,
                            i == 0 ? "" : "s" + (i - 1),
                            i == 0 ? "0" : "\"${{ tasks.s%d.output.number }}\"".formatted(i - 1)));
        }
        return yaml.append("outputs: {done: true}\n").toString();
    }

    /** Looks at a file, again and again: what the interpreter does by itself is local. */
    static String looks(int steps) {
        StringBuilder yaml = head("looks");
        for (int i = 0; i < steps; i++) {
            yaml.append("  s%d: {needs: [%s], action: file_operation, parameters: {operation: stat, path: looked-at}}%n"
                    .formatted(i, i == 0 ? "" : "s" + (i - 1)));
        }
        return yaml.append("outputs: {done: true}\n").toString();
    }

    /** Agent tasks all at once. */
    static String fanOut(int steps) {
        StringBuilder yaml = head("fan-out");
        for (int i = 0; i < steps; i++) {
            yaml.append("  s%d: {action: agent_task, agent: noop, parameters: {number: %d}}%n".formatted(i, i));
        }
        return yaml.append("outputs: {done: true}\n").toString();
    }

    /** One agent task for each of many items. */
    static String items(int count) {
        return head("items")
                .append("  each:\n    for_each: {in: \"${{ lists.range(%d) }}\"}\n".formatted(count))
                .append("    action: agent_task\n    agent: noop\n    parameters: {number: \"${{ item }}\"}\n")
                .append("outputs: {size: \"${{ size(tasks.each.output) }}\"}\n")
                .toString();
    }

    /** Seven agent tasks for each of many items, and eight that the run computes: as much as one run holds. */
    static String full(int count) {
        StringBuilder yaml = head("full")
                .append("  each:\n    for_each: {in: \"${{ lists.range(%d) }}\"}\n    tasks:\n".formatted(count));
        for (int i = 0; i < 7; i++) {
            yaml.append(
                    "      w%d: {needs: [%s], action: agent_task, agent: noop, parameters: {number: \"${{ item }}\"}}%n"
                            .formatted(i, i == 0 ? "" : "w" + (i - 1)));
        }
        for (int i = 0; i < 8; i++) {
            yaml.append("      t%d: {needs: [w6], action: transform, parameters: {value: \"${{ tasks.w6.output }}\"}}%n"
                    .formatted(i));
        }
        return yaml.append("outputs: {size: \"${{ size(tasks.each.output) }}\"}\n")
                .toString();
    }

    /** Layers of tasks, each of which needs the one above it. */
    static String layers(int layers, int width) {
        StringBuilder yaml = head("large");
        for (int layer = 0; layer < layers; layer++) {
            for (int i = 0; i < width; i++) {
                yaml.append("  s%d-%d: {needs: [%s], action: transform, parameters: {value: %d}}%n"
                        .formatted(layer, i, layer == 0 ? "" : "s%d-%d".formatted(layer - 1, i), i));
            }
        }
        return yaml.append("outputs: {done: true}\n").toString();
    }

    private static StringBuilder head(String id) {
        return new StringBuilder("version: \"3.0.0\"\nid: " + id + "\ntasks:\n");
    }
}
