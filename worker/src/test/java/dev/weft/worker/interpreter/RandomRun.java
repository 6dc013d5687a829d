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

/** A random definition with what its attempts do. */
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
    sealed interface Does {}

    record Gate(RandomGate gate) implements Does {}

    record Wait() implements Does {}

    /**
     * Waits for an event.
     *
     * @param filter of a type of which there are events for all; {@code null} where none comes
     * @param goesOn whether it completes all the same
     */
    record Event(@Nullable String filter, boolean goesOn) implements Does {}

    /**
     * Fails so often before it goes well.
     *
     * @param forGood whether it starts over failing when a block around it is attempted again
     * @param child whether a run of its own does it
     * @param undo after which ends it is undone; empty for none
     * @param cached whether its output may be that of another run
     */
    record Work(int failures, int maxAttempts, boolean forGood, boolean child, String undo, boolean cached)
            implements Does {}

    /** Once for each item. */
    record Each(int items, int atOnce, int tolerated, Does one) implements Does {}

    /** Turns until one of a number. */
    record Turns(int goal, int max, Does one) implements Does {}

    record Block(List<Node> nodes, int maxAttempts, boolean sequential, boolean cached) implements Does {}

    record Node(
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
            case 0 ->
                switch (random.nextInt(5)) {
                    case 0 -> new Wait();
                    case 1 -> event();
                    default -> new Gate(new RandomGate(random));
                };
            case 1 -> depth < DEEPEST ? block(path, depth, maxAttempts) : work(path, 0, maxAttempts, true);
            default ->
                work(
                        path,
                        random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0,
                        maxAttempts,
                        random.nextBoolean() || undoing);
        };
    }

    private Event event() {
        List<String> filters = List.of(
                "true",
                "event.data.n % 2 == 0",
                "event.data.missing > 0 || event.data.n > 3",
                "run.id == 'run-1' && now >= run.started_at && event.source == '/there'");
        int which = random.nextInt(filters.size() + 2);
        return new Event(which < filters.size() ? filters.get(which) : null, which == filters.size());
    }

    private Block block(String path, int depth, int maxAttempts) {
        List<Node> inside = nodes(path, 1 + random.nextInt(5), depth + 1);
        // Nobody has pinned the child: which revision is started isn't known before.
        boolean cached = !undoing && isCached(path) && !write(inside).contains("workflow_trigger");
        return new Block(inside, maxAttempts, random.nextInt(4) == 0, cached);
    }

    private Work work(String path, int failures, int maxAttempts, boolean forGood) {
        boolean child = random.nextInt(4) == 0;
        // What is undone is done again and not taken: it must end the same.
        boolean cached = isCached(path) && !child && (failures == 0 || !undoing);
        return new Work(failures, maxAttempts, forGood, child, child ? "" : undo(), cached);
    }

    /** What stands in the place of a task has no cache. */
    private boolean isCached(String path) {
        return !path.endsWith(".fallback") && random.nextInt(3) == 0;
    }

    private static String write(List<Node> nodes) {
        StringBuilder text = new StringBuilder();
        for (Node node : nodes) {
            Node fallback = node.fallback();
            text.append("  %s: {needs: %s, join: %s, %s%son_failure: %s, %s},%n"
                    .formatted(
                            node.id(),
                            node.needs().stream().map(need -> "t" + need).toList(),
                            node.join(),
                            node.id().hashCode() % 3 == 0 ? "sla: 1500ms, " : "",
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
            case Event event ->
                event.filter() == null
                        ? "action: wait_for_event, parameters: {type: never, timeout: 30s, on_timeout: %s}"
                                .formatted(event.goesOn() ? "continue" : "fail")
                        : "action: wait_for_event, parameters: {type: plenty, filter: \"%s\"}"
                                .formatted(event.filter());
            case Work work ->
                "%s, retry: {max_attempts: %d, delay: 1s}%s%s"
                        .formatted(
                                work.child()
                                        ? "action: workflow_trigger, parameters: {workflow: child}"
                                        : "action: agent_task, agent: worker",
                                work.maxAttempts(),
                                work.undo().isEmpty() ? "" : compensate(work.undo()),
                                cache(work.cached()));
            case Block block ->
                "retry: {max_attempts: %d, delay: 1s}, mode: %s%s, tasks: {%n%s}"
                        .formatted(
                                block.maxAttempts(),
                                mode(block.sequential()),
                                cache(block.cached()),
                                write(block.nodes()));
        };
    }

    private static String cache(boolean cached) {
        return cached ? ", cache: {key: 1}" : "";
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
        return !yaml.contains("approval_gate")
                && !yaml.contains("workflow_trigger")
                && !yaml.contains("wait_for_event");
    }

    /** What every child run is of. */
    ChildDefinition definition(DefinitionClaim claim) {
        return new ChildDefinition(claim.workflow(), 1, CHILD, Map.of(), Map.of());
    }

    public SimulatedWorld.Behaviour behaviour(String path, int execution, int attempt) {
        Work work = (Work) once(Objects.requireNonNull(node(path)).does());
        return new SimulatedWorld.Behaviour(
                Duration.ofMillis(1 + (path + attempt).hashCode() % 500 + 500),
                undoing ? path + " " + outputs++ : null,
                attempt <= RandomEnds.failures(work, path, execution) ? new Failure("broken", "no luck", true) : null,
                null);
    }

    /** What another run has put for a task, an item or a turn; half of them have something. */
    SimulatedResults.@Nullable Result result(String path) {
        return RandomEnds.isTaken(path) ? new SimulatedResults.Result("other", path) : null;
    }

    /** The gate at a path. */
    RandomGate gate(String path) {
        return ((Gate) once(Objects.requireNonNull(node(path)).does())).gate();
    }

    private @Nullable Node node(String path) {
        return byPath.get(path.replaceAll("\\[\\d+]|~\\d+", ""));
    }

    /** What is done for each item or turn. */
    private static Does once(Does does) {
        return switch (does) {
            case Each each -> once(each.one());
            case Turns turns -> once(turns.one());
            case Gate gate -> gate;
            case Wait wait -> wait;
            case Event event -> event;
            case Work work -> work;
            case Block block -> block;
        };
    }

    /** How each task must end. */
    public Map<String, TaskStatus> expected() {
        return RandomEnds.of(nodes).all();
    }

    /** Whether a task fails that undoes the run. */
    boolean rollsBack() {
        return RandomEnds.of(nodes).rolledBack();
    }

    /** Whether what a task did is undone where it completed. */
    boolean isUndone(String path) {
        Node node = node(path);
        return node != null
                && once(node.does()) instanceof Work work
                && !work.undo().isEmpty();
    }

    /** Whether a task, or what holds it, runs whatever happens. */
    boolean runsWhateverHappens(String path) {
        String plain = path.replaceAll("\\[\\d+]|~\\d+", "");
        return byPath.values().stream()
                .anyMatch(node -> node.join().equals("always") && (plain + ".").startsWith(node.path() + "."));
    }
}
