package dev.weft.definitions.expression.program;

import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.expression.References;
import dev.weft.definitions.expression.Scope;
import dev.weft.definitions.expression.value.Budget;
import dev.weft.definitions.expression.value.Failure;
import dev.weft.definitions.expression.value.Outcome;
import org.jspecify.annotations.Nullable;

/** An expression, ready to be evaluated. Immutable and thread safe. */
public final class Program {
    private final Node root;
    private final int roots;
    private final int locals;
    private final References references;

    Program(Node root, int roots, int locals, References references) {
        this.root = root;
        this.roots = roots;
        this.locals = locals;
        this.references = references;
    }

    /** Compiles CEL text. */
    public static Program compile(String text) throws Failure {
        CelValidationResult parsed = Parser.parse(text);
        if (parsed.hasError()) {
            Flaw flaw = SyntaxFlaw.of(text, parsed);
            throw new Failure(flaw.hint().isEmpty() ? flaw.message() : flaw.message() + ". " + flaw.hint());
        }
        try {
            return Compiler.compile(parsed.getAst().getExpr());
        } catch (CelValidationException e) {
            throw new IllegalStateException("Expected a result without errors to have a tree", e);
        }
    }

    /** Compiles a piece of a syntax tree. */
    public static Program of(CelExpr piece) throws Failure {
        return Compiler.compile(piece);
    }

    /** What it refers to. */
    public References references() {
        return references;
    }

    /** Evaluates over a scope; the outcome is a normal value. */
    public @Nullable Object evaluate(Scope scope) throws Failure {
        Budget budget = new Budget();
        return new Outcome(budget).of(piece(scope, budget));
    }

    /** Evaluates as a piece of an expression, within which there may be what none of them gives, such as infinity. */
    public @Nullable Object piece(Scope scope, Budget budget) throws Failure {
        return root.evaluate(new Evaluation(scope, roots, locals, budget));
    }
}
