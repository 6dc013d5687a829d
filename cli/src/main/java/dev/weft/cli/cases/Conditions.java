package dev.weft.cli.cases;

import dev.weft.definitions.expression.check.Expected;
import dev.weft.definitions.expression.check.ExpressionChecker;
import dev.weft.definitions.expression.check.Names;
import dev.weft.definitions.expression.check.Type;
import dev.weft.definitions.parse.Flaws;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.ScalarNode;

/** Checks the conditions of {@code that}. */
final class Conditions {
    private static final Names NAMES = Names.NONE
            .with("outputs", Type.Simple.ANY)
            .with("tasks", Type.Simple.ANY)
            .with("status", Type.Simple.STRING)
            .with("error", Type.Simple.ANY)
            .with("inputs", Type.Simple.ANY);

    private Conditions() {}

    static void check(ProblemCollector problems, ScalarNode scalar) {
        ExpressionChecker.check(scalar.text(), NAMES, Expected.BOOLEAN)
                .flaws()
                .forEach(flaw -> Flaws.report(problems, scalar, 0, flaw));
    }
}
