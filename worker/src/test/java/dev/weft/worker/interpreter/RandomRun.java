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

    /** What a task does. */
    private sealed interface Does {}

    private record Gate(RandomGate gate) implements Does {}

    private record Wait() implements Does {}

    /**
     * Fails so often before it goes well.
     *
     * @param forGood whether it starts over failing when a block around it is attempted again
     * @param child whether a run of its own does it
     * @param undo after which ends it is undone; empty for none
     */
    private record Work(int failures, int maxAttempts, boolean forGood, boolean child, String undo) implements Does {}

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
            boolean rollback,
            String path,
            Does does,
            @Nullable Node fallback) {}

    private final List<Node> nodes;
    private final Map<String, Node> byPath = new HashMap<>();
    private final Random random;
    private final boolean undoing;
    private final boolean rollsBack;
    private int outputs;
    private boolean rolledBack;
    public final String yaml;
    final int slots;
    final boolean sequential;

    public RandomRun(long seed) {
        this(seed, null, false);
    }

    /**
     * @param onFailure what the run does once nothing more can run and a task has failed; {@code null} for nothing that
     *     is undone
     * @param rollsBack whether there are tasks whose failure undoes the run
     */
    RandomRun(long seed, @Nullable String onFailure, boolean rollsBack) {
        random = new Random(seed);
        this.undoing = onFailure != null;
        this.rollsBack = rollsBack;
        nodes = nodes("", 1 + random.nextInt(12), 0);
        slots = 1 + random.nextInt(4);
        sequential = random.nextInt(4) == 0;
        yaml = "version: \"3.0.0\"\nid: random\npolicy: {max_concurrent: %d, mode: %s, on_failure: %s}%ntasks: {%n"
                        .formatted(slots, mode(sequential), undoing ? onFailure : "fail")
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
                rollsBack && random.nextInt(6) == 0,
                path,
                loops(does(path, depth)),
                random.nextInt(4) == 0 ? fallback(path + ".fallback", depth) : null);
    }

    /** After which ends a task is undone. */
    private String undo() {
        return undoing ? List.of("", "success", "success", "attempt").get(random.nextInt(4)) : "";
    }

    private Does loops(Does one) {
        return switch (random.nextInt(8)) {
            case 0 -> new Each(random.nextInt(4), 1 + random.nextInt(3), random.nextInt(2), one);
            case 1 -> new Turns(random.nextInt(4), 1 + random.nextInt(4), one);
            default -> one;
        };
    }

    private Node fallback(String path, int depth) {
        Node fallback = new Node(
                "fallback", List.of(), "success", "", random.nextInt(4) == 0, false, path, does(path, depth), null);
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
                        : work(0, maxAttempts, true);
            default ->
                work(random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0, maxAttempts, random.nextBoolean() || undoing);
        };
    }

    private Work work(int failures, int maxAttempts, boolean forGood) {
        boolean child = random.nextInt(4) == 0;
        return new Work(failures, maxAttempts, forGood, child, child ? "" : undo());
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
                                    ? onFailure(node)
                                    : "{run: {on_failure: %s, %s}}"
                                            .formatted(fallback.skip() ? "skip" : "fail", work(fallback.does())),
                            work(node.does())));
        }
        return text.toString();
    }

    private static String onFailure(Node node) {
        return node.rollback() ? "rollback" : node.skip() ? "skip" : "fail";
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
                "%s, retry: {max_attempts: %d, delay: 1s}%s"
                        .formatted(
                                work.child()
                                        ? "action: workflow_trigger, parameters: {workflow: child}"
                                        : "action: agent_task, agent: worker",
                                work.maxAttempts(),
                                work.undo().isEmpty() ? "" : compensate(work.undo()));
            case Block block ->
                "retry: {max_attempts: %d, delay: 1s}, mode: %s, tasks: {%n%s}"
                        .formatted(block.maxAttempts(), mode(block.sequential()), write(block.nodes()));
        };
    }

    private static String compensate(String after) {
        return ", compensate: {after: %s, action: agent_task, agent: worker, parameters: {undo: \"${{ output }}\"}, retry: {max_attempts: 2, delay: 1s}}"
                .formatted(after);
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
                undoing ? path + " " + outputs++ : null,
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

    /** Whether a task fails that undoes the run. */
    boolean rollsBack() {
        expected();
        return rolledBack;
    }

    /** Whether what a task did is undone where it completed. */
    boolean isUndone(String path) {
        Node node = byPath.get(path.replaceAll("\\[\\d+]|~\\d+", ""));
        Does does = node == null ? new Wait() : node.does();
        while (does instanceof Each || does instanceof Turns) {
            does = does instanceof Each each ? each.one() : ((Turns) does).one();
        }
        return does instanceof Work work && !work.undo().isEmpty();
    }

    /** Whether a task, or what holds it, runs whatever happens. */
    boolean runsWhateverHappens(String path) {
        String plain = path.replaceAll("\\[\\d+]|~\\d+", "");
        return byPath.values().stream()
                .anyMatch(node -> node.join().equals("always") && (plain + ".").startsWith(node.path() + "."));
    }

    /** Ends all of a graph; tells whether one of its tasks failed. */
    private boolean end(String block, List<Node> graph, Map<String, TaskStatus> ends, Map<String, Integer> executions) {
        List<Counts> counts = new ArrayList<>();
        boolean failed = false;
        for (Node node : graph) {
            List<Counts> needs = node.needs().stream().map(counts::get).toList();
            TaskStatus end;
            Counts count;
            if (!Counts.joins(node.join(), needs)) {
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
                boolean skipped = node.skip() && !node.rollback();
                end = skipped ? TaskStatus.SKIPPED : TaskStatus.FAILED;
                count = skipped ? Counts.COMPLETED : Counts.FAILED;
                rolledBack |= node.rollback();
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
}
