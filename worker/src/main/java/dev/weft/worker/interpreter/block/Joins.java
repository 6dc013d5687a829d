package dev.weft.worker.interpreter.block;

import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.task.Standing;
import java.util.ArrayList;
import java.util.List;

/** Decides by a task's {@code join} whether it runs, once all of its needs have ended. */
public final class Joins {
    private Joins() {}

    /** What the join says. */
    public sealed interface Verdict {
        /** It runs. */
        record Run() implements Verdict {}

        /**
         * It is skipped.
         *
         * @param standing what that means for its own dependents
         */
        record Skip(Standing standing, String reason) implements Verdict {}
    }

    public static Verdict decide(Turn turn, int task) {
        List<Integer> needs = turn.nodes.needs(task);
        List<String> completed = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        List<String> passedOver = new ArrayList<>();
        for (int need : needs) {
            String id = turn.path(need);
            switch (turn.task(need).standing()) {
                case COMPLETED -> completed.add(id);
                case FAILED -> failed.add(id);
                case PASSED_OVER -> passedOver.add(id);
                case OPEN -> throw new IllegalStateException("Expected " + id + " to have ended, but it has not");
            }
        }
        boolean noNeeds = needs.isEmpty();
        boolean runs = switch (turn.planned(task).task().join()) {
            case SUCCESS -> noNeeds || (failed.isEmpty() && !completed.isEmpty());
            case NONE_FAILED -> failed.isEmpty();
            case ALL_COMPLETED -> failed.isEmpty() && passedOver.isEmpty();
            case ANY_COMPLETED -> noNeeds || !completed.isEmpty();
            case ALWAYS -> true;
        };
        if (runs) {
            return new Verdict.Run();
        }
        return failed.isEmpty()
                ? new Verdict.Skip(Standing.PASSED_OVER, reason(passedOver, "skipped"))
                : new Verdict.Skip(Standing.FAILED, reason(failed, "not completed"));
    }

    private static String reason(List<String> needs, String what) {
        return needs.size() == 1
                ? "%s, which it needs, was %s".formatted(needs.getFirst(), what)
                : "%s, which it needs, were %s".formatted(String.join(", ", needs), what);
    }
}
