package dev.weft.definitions.parse;

import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Severity;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.ScalarNode;
import dev.weft.definitions.source.ScalarPlaces;

/** From flaws, which know their place in an expression, to problems, which know theirs in the document. */
public final class Flaws {
    private Flaws() {}

    /**
     * Reports a flaw.
     *
     * @param scalar that holds the expression
     * @param start where the checked text begins in {@link ScalarNode#text()}
     */
    public static void report(ProblemCollector problems, ScalarNode scalar, int start, Flaw flaw) {
        if (problems.isFull()) {
            return;
        }
        int from = start + flaw.offset();
        problems.add(
                code(flaw.kind()),
                severity(flaw.kind()),
                ScalarPlaces.span(problems.source(), scalar, from, from + flaw.length()),
                scalar.source(from).path(),
                flaw.message(),
                flaw.hint());
    }

    private static ProblemCode code(Flaw.Kind kind) {
        return switch (kind) {
            case SYNTAX -> ProblemCode.EXPRESSION;
            case TEMPLATE -> ProblemCode.UNCLOSED;
            case SECRET -> ProblemCode.SECRET;
            case UNKNOWN_NAME -> ProblemCode.UNKNOWN_NAME;
            case UNKNOWN_FUNCTION -> ProblemCode.UNKNOWN_FUNCTION;
            case UNKNOWN_FIELD, UNDECLARED_FIELD -> ProblemCode.UNKNOWN_EXPRESSION_FIELD;
            case UNKNOWN_TASK -> ProblemCode.UNKNOWN_TASK;
            case NOT_UPSTREAM -> ProblemCode.NOT_UPSTREAM;
            case TYPE -> ProblemCode.EXPRESSION_TYPE;
            case MAY_NOT_FIT -> ProblemCode.MAY_NOT_FIT;
            case NEVER_EQUAL, SELDOM_EQUAL -> ProblemCode.NEVER_EQUAL;
            case FAILS -> ProblemCode.FAILS;
            case CONSTANT -> ProblemCode.CONSTANT;
            case UNMARKED -> ProblemCode.UNMARKED_EXPRESSION;
        };
    }

    private static Severity severity(Flaw.Kind kind) {
        return switch (kind) {
            case SYNTAX,
                    TEMPLATE,
                    SECRET,
                    UNKNOWN_NAME,
                    UNKNOWN_FUNCTION,
                    UNKNOWN_FIELD,
                    UNKNOWN_TASK,
                    NOT_UPSTREAM,
                    TYPE,
                    NEVER_EQUAL,
                    FAILS -> Severity.ERROR;
            case MAY_NOT_FIT, UNDECLARED_FIELD, SELDOM_EQUAL, CONSTANT, UNMARKED -> Severity.WARNING;
        };
    }
}
