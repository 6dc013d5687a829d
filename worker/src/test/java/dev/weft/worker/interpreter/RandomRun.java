package dev.weft.worker.interpreter;

import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A random definition with what its attempts do, and a second opinion on how each task ends. */
final class RandomRun {
    private static final List<String> JOINS =
            List.of("success", "none_failed", "all_completed", "any_completed", "always");

    /** How a task counts for those that need it, by the words of the language's reference. */
    private enum Counts {
        COMPLETED,
        FAILED,
        SKIPPED
    }

    private record Node(
            String id,
            List<Integer> needs,
            String join,
            String when,
            int failures,
            int maxAttempts,
            boolean skip,
            boolean gate) {}

    private final List<Node> nodes = new ArrayList<>();
    private final Random random;
    final String yaml;
    final int slots;
    final boolean sequential;

    RandomRun(long seed) {
        random = new Random(seed);
        int size = 1 + random.nextInt(12);
        for (int i = 0; i < size; i++) {
            nodes.add(node(i));
        }
        slots = 1 + random.nextInt(4);
        sequential = random.nextInt(4) == 0;
        yaml = write();
    }

    private Node node(int index) {
        List<Integer> needs = new ArrayList<>();
        for (int before = 0; before < index; before++) {
            if (random.nextInt(3) == 0) {
                needs.add(before);
            }
        }
        String when = "";
        if (random.nextInt(4) == 0) {
            when = needs.isEmpty() || random.nextBoolean()
                    ? String.valueOf(random.nextBoolean())
                    : "tasks.t%d.status == 'COMPLETED'".formatted(needs.getFirst());
        }
        boolean gate = random.nextInt(6) == 0;
        return new Node(
                "t" + index,
                needs,
                JOINS.get(random.nextInt(3) == 0 ? random.nextInt(JOINS.size()) : 0),
                when,
                !gate && random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0,
                1 + random.nextInt(3),
                random.nextInt(3) == 0,
                gate);
    }

    private String write() {
        StringBuilder text =
                new StringBuilder("version: \"3.0.0\"\nid: random\npolicy: {max_concurrent: %d, mode: %s}%ntasks:%n"
                        .formatted(slots, sequential ? "sequential" : "parallel"));
        for (Node node : nodes) {
            text.append("  %s: {needs: %s, join: %s, %son_failure: %s, %s}%n"
                    .formatted(
                            node.id(),
                            node.needs().stream().map(need -> "t" + need).toList(),
                            node.join(),
                            node.when().isEmpty() ? "" : "when: \"" + node.when() + "\", ",
                            node.skip() ? "skip" : "fail",
                            work(node)));
        }
        return text.toString();
    }

    private static String work(Node node) {
        return node.gate()
                ? "action: approval_gate, parameters: {approvers: [anyone], timeout: 1m, on_timeout: approve}"
                : "action: agent_task, agent: worker, retry: {max_attempts: %d, delay: 1s}"
                        .formatted(node.maxAttempts());
    }

    SimulatedWorld.Behaviour behaviour(String path, int attempt) {
        Node node = nodes.get(Integer.parseInt(path.substring(1)));
        Failure failure = attempt <= node.failures() ? new Failure("broken", "no luck", true) : null;
        return new SimulatedWorld.Behaviour(
                Duration.ofMillis(1 + (path + attempt).hashCode() % 500 + 500), null, failure, null);
    }

    List<Integer> needs(String path) {
        return nodes.get(Integer.parseInt(path.substring(1))).needs();
    }

    /** How each task must end: by recursion over the graph, with no notion of time, order or slots. */
    Map<String, TaskStatus> expected() {
        Map<String, TaskStatus> ends = new HashMap<>();
        List<Counts> counts = new ArrayList<>();
        for (Node node : nodes) {
            List<Counts> needs = node.needs().stream().map(counts::get).toList();
            TaskStatus end;
            Counts count;
            if (!joins(node.join(), needs)) {
                end = TaskStatus.SKIPPED;
                count = needs.contains(Counts.FAILED) ? Counts.FAILED : Counts.SKIPPED;
            } else if (node.when().equals("false")
                    || (node.when().startsWith("tasks")
                            && ends.get("t" + node.needs().getFirst()) != TaskStatus.COMPLETED)) {
                end = TaskStatus.SKIPPED;
                count = Counts.SKIPPED;
            } else if (node.failures() < node.maxAttempts()) {
                end = TaskStatus.COMPLETED;
                count = Counts.COMPLETED;
            } else {
                end = node.skip() ? TaskStatus.SKIPPED : TaskStatus.FAILED;
                count = node.skip() ? Counts.COMPLETED : Counts.FAILED;
            }
            ends.put(node.id(), end);
            counts.add(count);
        }
        return ends;
    }

    private static boolean joins(String join, List<Counts> needs) {
        boolean failed = needs.contains(Counts.FAILED);
        boolean completed = needs.contains(Counts.COMPLETED);
        return switch (join) {
            case "success" -> needs.isEmpty() || (!failed && completed);
            case "none_failed" -> !failed;
            case "all_completed" -> needs.stream().allMatch(need -> need == Counts.COMPLETED);
            case "any_completed" -> needs.isEmpty() || completed;
            case "always" -> true;
            default -> throw new IllegalArgumentException(join);
        };
    }
}
