package dev.weft.definitions.plan;

import dev.weft.definitions.model.Join;
import dev.weft.definitions.model.Task;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** How a task ends in every run, as far as its definition tells. */
public enum Prospect {
    /** It may complete. */
    ANY,
    /** It never runs. */
    SKIPPED,
    /** It never completes: each time that it runs, it fails. */
    FAILED;

    /**
     * The prospect of a task.
     *
     * @param whenIsFalse whether its condition is false whatever happens
     * @param needs the prospects of what it needs
     */
    public static Prospect of(Task task, boolean whenIsFalse, List<Prospect> needs) {
        if (whenIsFalse || culprit(task.join(), needs) >= 0) {
            return SKIPPED;
        }
        // With join: always it may run although nothing else does, and fail all the same.
        return CertainFailure.of(task) && task.when() == null ? FAILED : ANY;
    }

    /** The place of a need because of which a join can't hold, or -1 where it can. */
    public static int culprit(Join join, List<Prospect> needs) {
        int failed = first(needs, need -> need == FAILED);
        int dead = first(needs, need -> need != ANY);
        int alive = first(needs, need -> need == ANY);
        return switch (join) {
            case SUCCESS -> failed >= 0 ? failed : alive < 0 ? dead : -1;
            case NONE_FAILED -> failed;
            case ALL_COMPLETED -> dead;
            case ANY_COMPLETED -> alive < 0 ? dead : -1;
            case ALWAYS -> -1;
        };
    }

    private static int first(List<Prospect> needs, Predicate<Prospect> test) {
        return IntStream.range(0, needs.size())
                .filter(need -> test.test(needs.get(need)))
                .findFirst()
                .orElse(-1);
    }
}
