package dev.weft.definitions.expression.check;

import dev.cel.common.ast.CelExpr;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names on which the value of a piece of an expression depends. One use each, for one expression. */
final class FreeNames {
    private final Names names;
    private final Set<String> variables = new HashSet<>();
    private final Map<CelExpr, Set<String>> known = new IdentityHashMap<>();

    FreeNames(Names names) {
        this.names = names;
    }

    /** Those of a piece: none where it is the same whatever a run brings. */
    Set<String> of(CelExpr expression) {
        Set<String> free = known.get(expression);
        if (free == null) {
            free = find(expression);
            known.put(expression, free);
        }
        return free;
    }

    private Set<String> find(CelExpr expression) {
        if (expression.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            return ident(expression.ident().name());
        }
        boolean loops = expression.getKind() == CelExpr.ExprKind.Kind.COMPREHENSION;
        Set<String> own = loops ? variables(expression.comprehension()) : Set.of();
        variables.addAll(own);
        Set<String> free = new LinkedHashSet<>();
        for (CelExpr piece : Pieces.of(expression)) {
            if (!isNamespace(expression, piece)) {
                free.addAll(of(piece));
            }
        }
        free.removeAll(own);
        if (loops) {
            // What it goes over knows nothing of its variables: item.parts.map(item, …).
            free.addAll(of(expression.comprehension().iterRange()));
            free.addAll(of(expression.comprehension().accuInit()));
        }
        return free;
    }

    private static Set<String> variables(CelExpr.CelComprehension loop) {
        return Set.copyOf(List.of(loop.iterVar(), loop.iterVar2(), loop.accuVar()));
    }

    /** Whether a piece is but the first part of a function's name: {@code math.ceil}. */
    boolean isNamespace(CelExpr whole, CelExpr piece) {
        return whole.getKind() == CelExpr.ExprKind.Kind.CALL
                && whole.call().target().filter(piece::equals).isPresent()
                && piece.getKind() == CelExpr.ExprKind.Kind.IDENT
                && Signatures.NAMESPACES.contains(piece.ident().name())
                && !isName(piece.ident().name());
    }

    private Set<String> ident(String name) {
        boolean type = Variables.TYPES.contains(name) && !isName(name);
        return type ? Set.of() : Set.of(name);
    }

    // A name that any macro of the expression has is taken for a variable everywhere: too careful, and never wrong.
    private boolean isName(String name) {
        return variables.contains(name) || names.visible().containsKey(name);
    }
}
