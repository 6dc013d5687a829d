package dev.weft.definitions.diff;

import dev.weft.definitions.plan.PlannedTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which task of the second definition is which of the first: siblings of one id; then, among siblings that are left, those
 * of the same content (renamed); then, wherever they stand, those of one id and action (moved), and at last those of the same content
 * (moved and renamed). A guess counts only where there is one candidate on either side.
 */
final class Matches {
    private static final int ROUNDS = 4;

    private final Side before;
    private final Side after;
    private final Map<String, TaskNode> firstBySecond = new HashMap<>();
    private final Set<String> matched = new HashSet<>();
    private final Map<String, TaskNode> lostBefore = new LinkedHashMap<>();
    private final Map<String, TaskNode> lostAfter = new LinkedHashMap<>();
    private final Set<String> gone;
    private final Set<String> come;
    private final Map<String, String> became = new HashMap<>();

    private Matches(Side before, Side after) {
        this.before = before;
        this.after = after;
        this.gone = before.ids();
        this.come = after.ids();
        Set<String> kept = new HashSet<>(gone);
        kept.retainAll(come);
        gone.removeAll(kept);
        come.removeAll(kept);
    }

    /** The task of the first by the path of the second; those without one are new. */
    static Map<String, TaskNode> between(Side before, Side after) {
        Matches matches = new Matches(before, after);
        matches.siblings(
                nodes(before, before.plan().top()), nodes(after, after.plan().top()));
        matches.pair(matches.lostBefore, matches.lostAfter, TaskNode::label, TaskNode::label);
        matches.renamed(matches.lostBefore, matches.lostAfter);
        return matches.firstBySecond;
    }

    private void siblings(List<TaskNode> first, List<TaskNode> second) {
        Map<String, TaskNode> old = byPath(first);
        Map<String, TaskNode> left = byPath(second);
        Map<String, TaskNode> ids = first.stream().collect(Collectors.toMap(TaskNode::id, Function.identity()));
        for (TaskNode node : second) {
            TaskNode same = ids.get(node.id());
            if (same != null) {
                match(same, node, old, left);
            }
        }
        renamed(old, left);
        old.values().forEach(node -> lose(before, node, lostBefore));
        left.values().forEach(node -> lose(after, node, lostAfter));
    }

    // What one rename leaves open, such as which of two alike is meant, the next may settle.
    private void renamed(Map<String, TaskNode> old, Map<String, TaskNode> left) {
        int before = -1;
        for (int round = 0; round < ROUNDS && became.size() > before && !old.isEmpty() && !left.isEmpty(); round++) {
            before = became.size();
            Set<String> settled = new HashSet<>(became.values());
            pair(
                    old,
                    left,
                    node -> Fingerprint.of(
                            node, id -> gone.contains(id) ? became.getOrDefault(id, Fingerprint.OPEN) : id),
                    node -> Fingerprint.of(
                            node, id -> come.contains(id) && !settled.contains(id) ? Fingerprint.OPEN : id));
        }
    }

    private void pair(
            Map<String, TaskNode> old,
            Map<String, TaskNode> left,
            Function<TaskNode, Object> firstKey,
            Function<TaskNode, Object> secondKey) {
        Map<Object, List<TaskNode>> first =
                old.values().stream().filter(Matches::isNoTaskInPlace).collect(Collectors.groupingBy(firstKey));
        Map<Object, List<TaskNode>> second = left.values().stream()
                .filter(Matches::isNoTaskInPlace)
                .collect(Collectors.groupingBy(secondKey, LinkedHashMap::new, Collectors.toList()));
        second.forEach((value, nodes) -> {
            List<TaskNode> candidates = first.getOrDefault(value, List.of());
            // What it holds may have been matched with it meanwhile.
            if (nodes.size() == 1
                    && candidates.size() == 1
                    && left.containsKey(nodes.getFirst().path())
                    && old.containsKey(candidates.getFirst().path())) {
                match(candidates.getFirst(), nodes.getFirst(), old, left);
            }
        });
    }

    private void match(TaskNode first, TaskNode second, Map<String, TaskNode> old, Map<String, TaskNode> left) {
        firstBySecond.put(second.path(), first);
        if (gone.contains(first.id()) && come.contains(second.id())) {
            became.putIfAbsent(first.id(), second.id());
        }
        matched.add(first.path());
        old.remove(first.path());
        left.remove(second.path());
        List<TaskNode> inFirst = held(before, first);
        List<TaskNode> inSecond = held(after, second);
        inFirst.forEach(node -> lostBefore.remove(node.path()));
        inSecond.forEach(node -> lostAfter.remove(node.path()));
        siblings(
                inFirst.stream().filter(node -> !isMatched(node)).toList(),
                inSecond.stream()
                        .filter(node -> !firstBySecond.containsKey(node.path()))
                        .toList());
    }

    private boolean isMatched(TaskNode first) {
        return matched.contains(first.path());
    }

    private static void lose(Side side, TaskNode node, Map<String, TaskNode> lost) {
        lost.put(node.path(), node);
        held(side, node).forEach(inner -> lose(side, inner, lost));
    }

    private static boolean isNoTaskInPlace(TaskNode node) {
        return node.planned().role() == PlannedTask.Role.TASK;
    }

    private static List<TaskNode> held(Side side, TaskNode node) {
        List<PlannedTask> held = new ArrayList<>(side.plan().children(node.planned()));
        held.addAll(side.plan().asides(node.planned()));
        return nodes(side, held);
    }

    private static List<TaskNode> nodes(Side side, List<PlannedTask> tasks) {
        return tasks.stream()
                .map(task -> side.tasks().get(task.path()))
                .filter(node -> node != null)
                .toList();
    }

    private static Map<String, TaskNode> byPath(List<TaskNode> nodes) {
        Map<String, TaskNode> byPath = new LinkedHashMap<>();
        nodes.forEach(node -> byPath.put(node.path(), node));
        return byPath;
    }
}
