package dev.weft.definitions.validate;

import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.expression.check.ExpressionChecker;
import dev.weft.definitions.expression.check.Type;
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
        VisibleNames names = new VisibleNames(check);
        for (ExpressionSite site : check.draft().sites()) {
            if (check.problems().isFull()) {
                return;
            }
            Type expected = switch (site.result()) {
                case ANY -> Type.Simple.ANY;
                case BOOLEAN -> Type.Simple.BOOLEAN;
            };
            for (Flaw flaw : ExpressionChecker.check(site.expression().text(), names.of(site), expected)
                    .flaws()) {
                Flaws.report(check.problems(), site.scalar(), site.start(), flaw);
            }
        }
    }
}
