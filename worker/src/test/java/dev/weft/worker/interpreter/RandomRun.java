package dev.weft.worker.interpreter;

import dev.weft.worker.protocol.ChildDefinition;
import dev.weft.worker.protocol.DefinitionClaim;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A random definition with what its attempts do, and a second opinion on how each task ends. */
public final class RandomRun {
    private static final List<String> JOINS =
            List.of("success", "none_failed", "all_completed", "any_completed", "always");
    private static final int DEEPEST = 2;
    private static final String CHILD = RunCase.canonical("""
            version: "3.0.0"
            id: child
            tasks: {a: {action: transform, parameters: {value: 1}}}
            """);

    /** How a task counts for those that need it, by the words of the language's reference. */
    private enum Counts {
        COMPLETED,
        FAILED,
        SKIPPED
    }

    /** What a task does. */
    private sealed interface Does {}

    private record Gate(RandomGate gate) implements Does {}

    private record Wait() implements Does {}

    /**
     * Fails so often before it goes well.
     *
     * @param forGood whether it starts over failing when a block around it is attempted again
     * @param child whether a run of its own does it
     */
    private record Work(int failures, int maxAttempts, boolean forGood, boolean child) implements Does {}

    /** Once for each item. */
    private record Each(int items, int atOnce, int tolerated, Does one) implements Does {}

    /** Turns until one of a number. */
    private record Turns(int goal, int max, Does one) implements Does {}

    private record Block(List<Node> nodes, int maxAttempts, boolean sequential) implements Does {}

    private record Node(
            String id,
            List<Integer> needs,
            String join,
            String when,
            boolean skip,
            String path,
            Does does,
            @Nullable Node fallback) {}

    private final List<Node> nodes;
    private final Map<String, Node> byPath = new HashMap<>();
    private final Random random;
    public final String yaml;
    final int slots;
    final boolean sequential;

    public RandomRun(long seed) {
        random = new Random(seed);
        nodes = nodes("", 1 + random.nextInt(12), 0);
        slots = 1 + random.nextInt(4);
        sequential = random.nextInt(4) == 0;
        yaml = "version: \"3.0.0\"\nid: random\npolicy: {max_concurrent: %d, mode: %s}%ntasks: {%n"
                        .formatted(slots, mode(sequential))
                + write(nodes) + "}\n";
    }

    private List<Node> nodes(String block, int size, int depth) {
        List<Node> made = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Node node = node(block, i, depth);
            made.add(node);
            byPath.put(node.path(), node);
        }
        return made;
    }

    private Node node(String block, int index, int depth) {
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
        String id = "t" + index;
        String path = block.isEmpty() ? id : block + "." + id;
        return new Node(
                id,
                needs,
                JOINS.get(random.nextInt(3) == 0 ? random.nextInt(JOINS.size()) : 0),
                when,
                random.nextInt(3) == 0,
                path,
                loops(does(path, depth)),
                random.nextInt(4) == 0 ? fallback(path + ".fallback", depth) : null);
    }

    private Does loops(Does one) {
        return switch (random.nextInt(8)) {
            case 0 -> new Each(random.nextInt(4), 1 + random.nextInt(3), random.nextInt(2), one);
            case 1 -> new Turns(random.nextInt(4), 1 + random.nextInt(4), one);
            default -> one;
        };
    }

    private Node fallback(String path, int depth) {
        Node fallback =
                new Node("fallback", List.of(), "success", "", random.nextInt(4) == 0, path, does(path, depth), null);
        byPath.put(path, fallback);
        return fallback;
    }

    private Does does(String path, int depth) {
        int maxAttempts = 1 + random.nextInt(3);
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(3) > 0 ? new Gate(new RandomGate(random)) : new Wait();
            case 1 ->
                depth < DEEPEST
                        ? new Block(nodes(path, 1 + random.nextInt(5), depth + 1), maxAttempts, random.nextInt(4) == 0)
                        : new Work(0, maxAttempts, true, random.nextInt(4) == 0);
            default ->
                new Work(
                        random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0,
                        maxAttempts,
                        random.nextBoolean(),
                        random.nextInt(4) == 0);
        };
    }

    private static String write(List<Node> nodes) {
        StringBuilder text = new StringBuilder();
        for (Node node : nodes) {
            Node fallback = node.fallback();
            text.append("  %s: {needs: %s, join: %s, %son_failure: %s, %s},%n"
                    .formatted(
                            node.id(),
                            node.needs().stream().map(need -> "t" + need).toList(),
                            node.join(),
                            node.when().isEmpty() ? "" : "when: \"" + node.when() + "\", ",
                            fallback == null
                                    ? node.skip() ? "skip" : "fail"
                                    : "{run: {on_failure: %s, %s}}"
                                            .formatted(fallback.skip() ? "skip" : "fail", work(fallback.does())),
                            work(node.does())));
        }
        return text.toString();
    }

    private static String work(Does does) {
        return switch (does) {
            case Gate gate -> gate.gate().write();
            case Each each ->
                "for_each: {in: %s, max_concurrent: %d, tolerate: %d}, %s"
                        .formatted(
                                IntStream.range(0, each.items()).boxed().toList(),
                                each.atOnce(),
                                each.tolerated(),
                                work(each.one()));
            case Turns turns ->
                "repeat: {until: turn == %d, max: %d, delay: 1s}, %s"
                        .formatted(turns.goal(), turns.max(), work(turns.one()));
            case Wait wait -> "action: wait, parameters: {for: 30s}";
            case Work work ->
                "%s, retry: {max_attempts: %d, delay: 1s}"
                        .formatted(
                                work.child()
                                        ? "action: workflow_trigger, parameters: {workflow: child}"
                                        : "action: agent_task, agent: worker",
                                work.maxAttempts());
            case Block block ->
                "retry: {max_attempts: %d, delay: 1s}, mode: %s, tasks: {%n%s}"
                        .formatted(block.maxAttempts(), mode(block.sequential()), write(block.nodes()));
        };
    }

    private static String mode(boolean sequential) {
        return sequential ? "sequential" : "parallel";
    }

    /** Whether it asks nobody and starts no other runs. */
    public boolean isOfWorkAlone() {
        return !yaml.contains("approval_gate") && !yaml.contains("workflow_trigger");
    }

    /** What every child run is of. */
    ChildDefinition definition(DefinitionClaim claim) {
        return new ChildDefinition(claim.workflow(), 1, CHILD, Map.of(), Map.of());
    }

    public SimulatedWorld.Behaviour behaviour(String path, int execution, int attempt) {
        Does does = Objects.requireNonNull(byPath.get(path.replaceAll("\\[\\d+]", "")))
                .does();
        while (!(does instanceof Work)) {
            does = does instanceof Each each ? each.one() : ((Turns) does).one();
        }
        return new SimulatedWorld.Behaviour(
                Duration.ofMillis(1 + (path + attempt).hashCode() % 500 + 500),
                null,
                attempt <= failures((Work) does, path, execution) ? new Failure("broken", "no luck", true) : null,
                null);
    }

    /** The gate at a path. */
    RandomGate gate(String path) {
        Does does = Objects.requireNonNull(byPath.get(path.replaceAll("\\[\\d+]", "")))
                .does();
        while (!(does instanceof Gate)) {
            does = does instanceof Each each ? each.one() : ((Turns) does).one();
        }
        return ((Gate) does).gate();
    }

    /** Half of the items and turns have no trouble, and the others the same each time. */
    private static int failures(Work work, String path, int execution) {
        if (path.contains("[")) {
            return path.hashCode() % 2 == 0 ? 0 : work.failures();
        }
        return execution == 1 || work.forGood() ? work.failures() : 0;
    }

    /** How each task must end: by recursion over the graph, with no notion of time, order or slots. */
    public Map<String, TaskStatus> expected() {
        Map<String, TaskStatus> ends = new HashMap<>();
        end("", nodes, ends, new HashMap<>());
        return ends;
    }

    /** Ends all of a graph; tells whether one of its tasks failed. */
    private boolean end(String block, List<Node> graph, Map<String, TaskStatus> ends, Map<String, Integer> executions) {
        List<Counts> counts = new ArrayList<>();
        boolean failed = false;
        for (Node node : graph) {
            List<Counts> needs = node.needs().stream().map(counts::get).toList();
            TaskStatus end;
            Counts count;
            if (!joins(node.join(), needs)) {
                end = TaskStatus.SKIPPED;
                count = needs.contains(Counts.FAILED) ? Counts.FAILED : Counts.SKIPPED;
                skip(node, ends);
            } else if (node.when().equals("false")
                    || (node.when().startsWith("tasks")
                            && ends.get(graph.get(node.needs().getFirst()).path()) != TaskStatus.COMPLETED)) {
                end = TaskStatus.SKIPPED;
                count = Counts.SKIPPED;
                skip(node, ends);
            } else if (goesWell(block + node.id(), node.does(), ends, executions)) {
                end = TaskStatus.COMPLETED;
                count = Counts.COMPLETED;
                skipFallback(node, ends);
            } else if (node.fallback() != null) {
                end = fallsBack(block + node.id(), node.fallback(), ends, executions)
                        ? TaskStatus.COMPLETED
                        : TaskStatus.FAILED;
                count = end == TaskStatus.COMPLETED ? Counts.COMPLETED : Counts.FAILED;
            } else {
                end = node.skip() ? TaskStatus.SKIPPED : TaskStatus.FAILED;
                count = node.skip() ? Counts.COMPLETED : Counts.FAILED;
            }
            ends.put(node.path(), end);
            failed |= end == TaskStatus.FAILED;
            counts.add(count);
        }
        return failed;
    }

    private boolean fallsBack(
            String failed, Node fallback, Map<String, TaskStatus> ends, Map<String, Integer> executions) {
        boolean well = goesWell(failed + ".fallback", fallback.does(), ends, executions);
        ends.put(
                fallback.path(),
                well ? TaskStatus.COMPLETED : fallback.skip() ? TaskStatus.SKIPPED : TaskStatus.FAILED);
        return well || fallback.skip();
    }

    private boolean goesWell(String path, Does does, Map<String, TaskStatus> ends, Map<String, Integer> executions) {
        return switch (does) {
            case Gate gate -> !gate.gate().verdict(path).equals(RandomGate.FAILED);
            case Wait wait -> true;
            case Work work -> failures(work, path, executions.merge(path, 1, Integer::sum)) < work.maxAttempts();
            case Block block -> {
                for (int attempt = 0; attempt < block.maxAttempts(); attempt++) {
                    if (!end(path + ".", block.nodes(), ends, executions)) {
                        yield true;
                    }
                }
                yield false;
            }
            case Each each -> {
                int failed = 0;
                for (int item = 0; item < each.items(); item++) {
                    failed += goesWell(path + "[" + item + "]", each.one(), new HashMap<>(), executions) ? 0 : 1;
                }
                yield failed <= each.tolerated();
            }
            case Turns turns -> {
                for (int turn = 0; turn < turns.max(); turn++) {
                    if (!goesWell(path + "[" + turn + "]", turns.one(), new HashMap<>(), executions)) {
                        yield false;
                    }
                    if (turn == turns.goal()) {
                        yield true;
                    }
                }
                yield false;
            }
        };
    }

    /** Nothing in a block that is skipped runs. */
    private static void skip(Node node, Map<String, TaskStatus> ends) {
        if (node.does() instanceof Block block) {
            for (Node inner : block.nodes()) {
                ends.put(inner.path(), TaskStatus.SKIPPED);
                skip(inner, ends);
            }
        }
        skipFallback(node, ends);
    }

    private static void skipFallback(Node node, Map<String, TaskStatus> ends) {
        if (node.fallback() != null) {
            ends.put(node.fallback().path(), TaskStatus.SKIPPED);
            skip(node.fallback(), ends);
        }
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
