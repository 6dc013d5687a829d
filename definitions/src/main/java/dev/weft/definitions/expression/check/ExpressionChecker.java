package dev.weft.definitions.expression.check;

import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.expression.program.Parser;
import dev.weft.definitions.expression.program.SyntaxFlaw;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Checks CEL text against the names that it may use. Thread safe; never throws for what an author can write. */
public final class ExpressionChecker {
    private ExpressionChecker() {}

    /** The type of an expression's value, and what is wrong with it. */
    public static Checked check(String text, Names names) {
        return check(text, names, Expected.ANYTHING);
    }

    /**
     * The type of an expression's value, and what is wrong with it.
     *
     * @param text CEL, as the offsets of the flaws count it
     * @param expected of the value; a type that can't be it is a flaw of the whole expression
     */
    public static Checked check(String text, Names names, Expected expected) {
        CelValidationResult parsed = Parser.parse(text);
        if (parsed.hasError()) {
            return new Checked(Type.Simple.ANY, List.of(SyntaxFlaw.of(text, parsed)));
        }
        List<Flaw> flaws = new ArrayList<>();
        Type type;
        try {
            Places places = new Places(text, parsed.getAst().getSource());
            type = new Typer(names, places, flaws).type(parsed.getAst().getExpr());
        } catch (CelValidationException e) {
            throw new IllegalStateException("Expected a result without errors to have a tree", e);
        }
        if (flaws.isEmpty() && !expected.accepts(type)) {
            int start = text.length() - text.stripLeading().length();
            flaws.add(new Flaw(
                    start,
                    text.strip().length(),
                    Flaw.Kind.TYPE,
                    "Expected " + expected.words() + ", but found " + type.words(),
                    expected.cure(type)));
        }
        flaws.sort(Comparator.comparingInt(Flaw::offset));
        return new Checked(type, flaws);
    }
}
