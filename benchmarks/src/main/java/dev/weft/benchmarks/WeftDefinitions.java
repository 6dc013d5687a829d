package dev.weft.benchmarks;

/** The same work as a definition. */
final class WeftDefinitions {
    private WeftDefinitions() {}

    /** A chain of agent tasks, each with the output of the one before. */
    static String chain(int steps) {
        StringBuilder yaml = new StringBuilder("version: \"3.0.0\"\nid: chain\ntasks:\n");
        for (int i = 0; i < steps; i++) {
            yaml.append("  step-").append(i).append(":\n    action: agent_task\n    agent: noop\n");
            if (i == 0) {
                yaml.append("    parameters: {number: 0}\n");
            } else {
                yaml.append("    needs: [step-")
                        .append(i - 1)
                        .append("]\n    parameters: {number: \"${{ tasks['step-")
                        .append(i - 1)
                        .append("'].output.number }}\"}\n");
            }
        }
        return yaml.toString();
    }
}
