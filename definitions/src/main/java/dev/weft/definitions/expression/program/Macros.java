package dev.weft.definitions.expression.program;

import dev.cel.common.ast.CelExpr;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The macros of expressions: CEL's, with an {@code optMap} and {@code optFlatMap} of our own, as CEL's copy their
 * operand, so that twenty of them in a row would make a tree of a million nodes out of one line.
 */
final class Macros {
    private Macros() {}

    static List<CelMacro> all() {
        List<CelMacro> macros = new ArrayList<>();
        CelStandardMacro.STANDARD_MACROS.forEach(macro -> macros.add(macro.getDefinition()));
        macros.addAll(CelExtensions.comprehensions().macros());
        macros.addAll(CelExtensions.math(2).macros());
        macros.addAll(CelExtensions.lists(2).macros());
        macros.add(CelMacro.newReceiverMacro(
                "optMap", 2, (factory, target, arguments) -> overPresent(factory, target, arguments, true)));
        macros.add(CelMacro.newReceiverMacro(
                "optFlatMap", 2, (factory, target, arguments) -> overPresent(factory, target, arguments, false)));
        return macros;
    }

    /** A loop over the one value or none, which starts with none. */
    private static Optional<CelExpr> overPresent(
            CelMacroExprFactory factory, CelExpr target, List<CelExpr> arguments, boolean wraps) {
        CelExpr variable = arguments.get(0);
        if (variable.getKind() != CelExpr.ExprKind.Kind.IDENT) {
            return Optional.of(factory.reportError("Expected a simple name as the first argument"));
        }
        CelExpr step = arguments.get(1);
        return Optional.of(factory.fold(
                variable.ident().name(),
                factory.newGlobalCall("@present", target),
                factory.getAccumulatorVarName(),
                factory.newGlobalCall("optional.none"),
                factory.newBoolLiteral(true),
                wraps ? factory.newGlobalCall("optional.of", step) : step,
                factory.newIdentifier(factory.getAccumulatorVarName())));
    }
}
