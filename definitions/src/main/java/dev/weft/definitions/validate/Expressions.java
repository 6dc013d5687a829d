package dev.weft.definitions.validate;

import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.expression.check.Expected;
import dev.weft.definitions.expression.check.ExpressionChecker;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.parse.ExpressionSite;
import dev.weft.definitions.parse.Flaws;

/**
 * Every expression is CEL, uses names that it may, and gives what its place takes.
 *
 * <pre>when: tasks.fetsh.output == 1   ✗ at fetsh: did you mean "fetch"?</pre>
 */
final class Expressions implements Rule {
    @Override
    public void check(Check check) {
        ScopeNames names = check.names();
        for (ExpressionSite site : check.draft().sites()) {
            if (check.problems().isFull()) {
                return;
            }
            String text = site.expression().text();
            for (Flaw flaw : ExpressionChecker.flaws(text, names.checked().of(site), expected(site))) {
                if (flaw.kind() != Flaw.Kind.MAY_NOT_FIT || !isGuarded(check, site)) {
                    Flaws.report(check.problems(), site.scalar(), site.start(), flaw);
                }
            }
        }
    }

    // A condition of the task, or of a block around it, may well see to it that the value is of a type that fits.
    private static boolean isGuarded(Check check, ExpressionSite site) {
        TaskPlace at = site.task() == null ? null : check.tree().find(site.task());
        while (at != null) {
            Task task = at.draft().task();
            if (task != null && task.when() != null && !task.when().equals(site.expression())) {
                return true;
            }
            at = at.level().owner();
        }
        return false;
    }

    private static Expected expected(ExpressionSite site) {
        return switch (site.result()) {
            case ANY -> Expected.ANYTHING;
            case BOOLEAN -> Expected.BOOLEAN;
            case TRUTH -> Expected.TRUTH;
            case TEXT -> Expected.TEXT;
            case WHOLE -> Expected.WHOLE;
            case NUMBER -> Expected.NUMBER;
            case DURATION -> Expected.DURATION;
            case TIME -> Expected.TIME;
            case LIST -> Expected.LIST;
            case TEXTS -> Expected.TEXTS;
            case MAP -> Expected.MAP;
            case COLLECTION -> Expected.COLLECTION;
            case QUANTITY -> Expected.QUANTITY;
        };
    }
}
