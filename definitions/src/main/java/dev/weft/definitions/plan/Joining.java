package dev.weft.definitions.plan;

import dev.weft.definitions.model.Join;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What joins ask of the ends of what a task needs, each of which is one of a few. */
final class Joining {
    private Joining() {}

    /** The place of a need because of which a join can't hold, or -1 where it can. */
    static int culprit(Join join, List<Set<End>> needs) {
        int failed = first(needs, ends -> ends.stream().allMatch(End::failed));
        int dead = first(needs, ends -> ends.stream().noneMatch(End::completed));
        boolean allDead =
                dead >= 0 && needs.stream().allMatch(ends -> ends.stream().noneMatch(End::completed));
        return switch (join) {
            case SUCCESS -> failed >= 0 ? failed : allDead ? dead : -1;
            case NONE_FAILED -> failed;
            case ALL_COMPLETED -> dead;
            case ANY_COMPLETED -> allDead ? dead : -1;
            case ALWAYS -> -1;
        };
    }

    /** How a task ends where its join may not hold: none of these where it always does. */
    static Set<End> refused(Join join, List<Set<End>> needs) {
        Set<End> refused = EnumSet.noneOf(End.class);
        boolean mayFail = any(needs, End::failed);
        boolean mayPass = any(needs, end -> end == End.PASSED_OVER);
        boolean noneCompletes = needs.stream().allMatch(ends -> ends.stream().anyMatch(end -> !end.completed()));
        boolean bereft = switch (join) {
            case SUCCESS, NONE_FAILED, ALL_COMPLETED -> mayFail;
            case ANY_COMPLETED -> mayFail && noneCompletes;
            case ALWAYS -> false;
        };
        boolean allPass = !needs.isEmpty() && needs.stream().allMatch(ends -> ends.contains(End.PASSED_OVER));
        boolean noneFails = needs.stream().noneMatch(ends -> ends.stream().allMatch(End::failed));
        boolean passed = switch (join) {
            case SUCCESS, ANY_COMPLETED -> allPass;
            case ALL_COMPLETED -> mayPass && noneFails;
            case NONE_FAILED, ALWAYS -> false;
        };
        if (bereft) {
            refused.add(End.BEREFT);
        }
        if (passed) {
            refused.add(End.PASSED_OVER);
        }
        return refused;
    }

    /**
     * How a need has ended when the join holds.
     *
     * @param alone whether no other need can complete
     */
    static Set<End> held(Join join, Set<End> need, boolean alone) {
        return switch (join) {
            case SUCCESS -> filtered(need, end -> alone ? end.completed() : !end.failed());
            case NONE_FAILED -> filtered(need, end -> !end.failed());
            case ALL_COMPLETED -> filtered(need, End::completed);
            case ANY_COMPLETED -> alone ? filtered(need, End::completed) : need;
            case ALWAYS -> need;
        };
    }

    /** Those of some ends of which something is true. */
    static Set<End> filtered(Set<End> ends, Predicate<End> test) {
        Set<End> left = EnumSet.noneOf(End.class);
        ends.stream().filter(test).forEach(left::add);
        return left;
    }

    private static boolean any(List<Set<End>> needs, Predicate<End> test) {
        return needs.stream().anyMatch(ends -> ends.stream().anyMatch(test));
    }

    private static int first(List<Set<End>> needs, Predicate<Set<End>> test) {
        return IntStream.range(0, needs.size())
                .filter(need -> test.test(needs.get(need)))
                .findFirst()
                .orElse(-1);
    }
}
