package dev.weft.definitions.validate;

import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.model.Repeat;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.parse.ExpressionSite;
import dev.weft.definitions.parse.ExpressionSite.Place;
import dev.weft.definitions.parse.ExpressionSite.Result;
import dev.weft.definitions.parse.Flaws;
import dev.weft.definitions.plan.Turns;
import org.jspecify.annotations.Nullable;

/**
 * A condition depends on something. A warning.
 *
 * <pre>when: "true"   ✗ decides nothing</pre>
 */
final class ConditionsDecide implements Rule {
    @Override
    public void check(Check check) {
        for (ExpressionSite site : check.draft().sites()) {
            if (check.problems().isFull()) {
                return;
            }
            Boolean truth = site.result() == Result.BOOLEAN
                    ? check.names().checked().of(site).truth()
                    : null;
            Repeat repeat = goal(check, site);
            if (truth == null && repeat != null && Turns.missGoal(repeat)) {
                report(
                        check,
                        site,
                        "Expected a condition that one of the turns meets, but this one is false in each of them",
                        "Turns count from 0 to max - 1: write a greater max, or ask for an earlier turn.");
            }
            if (truth != null && decides(site.place()) && !isMeant(check, site, truth)) {
                report(
                        check,
                        site,
                        "Expected a condition that depends on the run, but this one is always " + truth,
                        "Remove it, or compare with something that a run brings.");
            }
        }
    }

    private static void report(Check check, ExpressionSite site, String message, String hint) {
        String text = site.expression().text();
        int blanks = text.length() - text.stripLeading().length();
        Flaw flaw = new Flaw(blanks, text.strip().length(), Flaw.Kind.CONSTANT, message, hint);
        Flaws.report(check.problems(), site.scalar(), site.start(), flaw);
    }

    /** The turns of which a condition says when they end. */
    private static @Nullable Repeat goal(Check check, ExpressionSite site) {
        Task task = site.place() == Place.TURN ? task(check, site) : null;
        return task != null
                        && task.repeat() != null
                        && site.expression().equals(task.repeat().test())
                ? task.repeat()
                : null;
    }

    // Parameters of actions stand in for what is to come often enough, and a last case that always holds is meant so.
    private static boolean decides(Place place) {
        return switch (place) {
            case WHOLE, WHERE, TURN, EVENT -> true;
            case RUN, BEFORE_TURNS, ITEM, BLOCK_OUTPUTS, OUTPUTS, SCHEDULE, WEBHOOK -> false;
        };
    }

    // To go on for as many turns as may be is a way to count; a task that never runs is said elsewhere.
    private static boolean isMeant(Check check, ExpressionSite site, boolean truth) {
        Task task = task(check, site);
        boolean turns = site.place() == Place.TURN
                && truth
                && task != null
                && task.repeat() != null
                && task.repeat().kind() == Repeat.Kind.WHILE;
        boolean never = site.place() == Place.WHOLE
                && !truth
                && task != null
                && site.expression().equals(task.when());
        return turns || never;
    }

    private static @Nullable Task task(Check check, ExpressionSite site) {
        TaskPlace place = site.task() == null ? null : check.tree().find(site.task());
        return place == null ? null : place.draft().task();
    }
}
