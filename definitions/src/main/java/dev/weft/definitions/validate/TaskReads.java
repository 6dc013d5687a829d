package dev.weft.definitions.validate;

import dev.weft.definitions.expression.References;
import dev.weft.definitions.parse.ExpressionSite;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the expressions of a definition read of its tasks. Immutable. */
final class TaskReads {
    /** What tells how a gate decided. */
    static final List<List<String>> DECISION = List.of(List.of("output", "decision"), List.of("output", "decisions"));

    // By identity: what a place holds is large.
    private final Map<TaskPlace, List<List<String>>> reads = new IdentityHashMap<>();

    private TaskReads() {}

    /** The decision of a gate in what its block gives. */
    static List<List<String>> decisionOf(String gate) {
        return List.of(List.of("output", gate, "decision"), List.of("output", gate, "decisions"));
    }

    /** {@code null} where an expression may read any task, or one that isn't there, which may be meant to be any. */
    static @Nullable TaskReads of(Check check) {
        TaskReads reads = new TaskReads();
        for (ExpressionSite site : check.draft().sites()) {
            References references = site.expression().references();
            if (references.allTasks()) {
                return null;
            }
            for (List<String> path : references.paths()) {
                TaskPlace task = check.names().resolve(site, path.getFirst());
                if (task == null) {
                    return null;
                }
                reads.reads.computeIfAbsent(task, same -> new ArrayList<>()).add(path.subList(1, path.size()));
            }
        }
        return reads;
    }

    /** Whether something reads one of the paths below a task, what holds it, or a part of it. */
    boolean any(TaskPlace task, List<List<String>> paths) {
        return reads.getOrDefault(task, List.of()).stream()
                .anyMatch(read -> paths.stream().anyMatch(path -> isAlong(read, path)));
    }

    private static boolean isAlong(List<String> read, List<String> path) {
        int common = Math.min(read.size(), path.size());
        return read.subList(0, common).equals(path.subList(0, common));
    }
}
