package dev.weft.definitions.expression.check;

import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.expression.program.Parser;
import dev.weft.definitions.expression.program.SyntaxFlaw;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks CEL text against the names that it may use. Thread safe; never throws for what an author can write. */
public final class ExpressionChecker {
    private ExpressionChecker() {}

    /** The type of an expression's value, and what is wrong with it. */
    public static Checked check(String text, Names names) {
        CelValidationResult parsed = Parser.parse(text);
        if (parsed.hasError()) {
            return new Checked(Type.Simple.ANY, List.of(SyntaxFlaw.of(text, parsed)), null);
        }
        List<Flaw> flaws = new ArrayList<>();
        try {
            CelExpr expression = parsed.getAst().getExpr();
            Places places = new Places(text, parsed.getAst().getSource());
            Type type = new Typer(names, places, flaws, expression).type();
            Boolean truth = null;
            if (isSound(flaws)) {
                Constants constants = new Constants(names, new Reports(places, flaws));
                constants.check(expression);
                truth = constants.truth(expression);
            }
            flaws.sort(Comparator.comparingInt(Flaw::offset));
            return new Checked(type, flaws, truth);
        } catch (CelValidationException e) {
            throw new IllegalStateException("Expected a result without errors to have a tree", e);
        }
    }

    /**
     * What a condition always gives, whatever a run brings.
     *
     * @param known of values that it reads
     * @return {@code null} where that depends on the run, or isn't known
     */
    public static @Nullable Boolean truth(String text, Known known) {
        CelValidationResult parsed = Parser.parse(text);
        if (parsed.hasError()) {
            return null;
        }
        try {
            return new Truth(new FreeNames(Names.NONE), known)
                    .of(parsed.getAst().getExpr());
        } catch (CelValidationException e) {
            throw new IllegalStateException("Expected a result without errors to have a tree", e);
        }
    }

    /**
     * The type of an expression's value, and what is wrong with it at its place.
     *
     * @param text CEL, as the offsets of the flaws count it
     * @param expected of the value; a type that can't be it is a flaw of the whole expression
     */
    public static Checked check(String text, Names names, Expected expected) {
        Checked checked = check(text, names);
        return new Checked(checked.type(), flaws(text, checked, expected), checked.truth());
    }

    /** The flaws of a checked expression at a place that takes certain values. */
    public static List<Flaw> flaws(String text, Checked checked, Expected expected) {
        if (!isSound(checked.flaws())) {
            return checked.flaws();
        }
        if (expected.accepts(checked.type())) {
            return checked.flaws().isEmpty() ? unfit(text, checked.type(), expected) : checked.flaws();
        }
        int start = text.length() - text.stripLeading().length();
        return List.of(new Flaw(
                start,
                text.strip().length(),
                Flaw.Kind.TYPE,
                "Expected " + expected.words() + ", but found " + checked.type().words(),
                expected.cure(checked.type())));
    }

    private static boolean isSound(List<Flaw> flaws) {
        return flaws.stream()
                .allMatch(flaw -> flaw.kind() == Flaw.Kind.MAY_NOT_FIT || flaw.kind() == Flaw.Kind.UNDECLARED_FIELD);
    }

    private static List<Flaw> unfit(String text, Type found, Expected expected) {
        return expected
                .refused(found)
                .filter(refused -> !text.contains("type(") && !(refused == Type.Simple.NULL && text.contains("null")))
                .map(refused -> new Flaw(
                        text.length() - text.stripLeading().length(),
                        text.strip().length(),
                        Flaw.Kind.MAY_NOT_FIT,
                        "Expected " + expected.words() + ", but it may also be " + refused.words(),
                        expected.cure(refused)))
                .stream()
                .toList();
    }
}
