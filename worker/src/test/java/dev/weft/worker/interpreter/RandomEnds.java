package dev.weft.worker.interpreter;

import dev.weft.worker.interpreter.RandomRun.Block;
import dev.weft.worker.interpreter.RandomRun.Does;
import dev.weft.worker.interpreter.RandomRun.Each;
import dev.weft.worker.interpreter.RandomRun.Event;
import dev.weft.worker.interpreter.RandomRun.Gate;
import dev.weft.worker.interpreter.RandomRun.Node;
import dev.weft.worker.interpreter.RandomRun.Turns;
import dev.weft.worker.interpreter.RandomRun.Wait;
import dev.weft.worker.interpreter.RandomRun.Work;
import dev.weft.worker.protocol.TaskStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A second opinion on how each task of a random run ends: by recursion over the graph, with no notion of time, order or
 * slots.
 */
final class RandomEnds {
    private final Map<String, TaskStatus> all = new HashMap<>();
    private boolean rolledBack;

    private RandomEnds() {}

    static RandomEnds of(List<Node> nodes) {
        RandomEnds found = new RandomEnds();
        found.end("", nodes, found.all, new HashMap<>());
        return found;
    }

    /** By path. */
    Map<String, TaskStatus> all() {
        return all;
    }

    /** Whether a task fails that undoes the run. */
    boolean rolledBack() {
        return rolledBack;
    }

    /** Half of the items and turns have no trouble, and the others the same each time. */
    static int failures(Work work, String path, int execution) {
        if (path.contains("[")) {
            return path.hashCode() % 2 == 0 ? 0 : work.failures();
        }
        return execution == 1 || work.forGood() ? work.failures() : 0;
    }

    /** Half of what is looked up is there, the same each time. */
    static boolean isTaken(String path) {
        return path.hashCode() / 4 % 2 == 0;
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
            case Event event -> event.filter() != null || event.goesOn();
            case Work work ->
                (work.cached() && isTaken(path))
                        || failures(work, path, executions.merge(path, 1, Integer::sum)) < work.maxAttempts();
            case Block block -> {
                if (block.cached() && isTaken(path)) {
                    block.nodes().forEach(node -> {
                        ends.put(node.path(), TaskStatus.SKIPPED);
                        skip(node, ends);
                    });
                    yield true;
                }
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
