package dev.weft.definitions.lower;

import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.parse.Flaws;
import dev.weft.definitions.parse.Wrapped;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A condition that is an expression by itself, so that it can be joined to others: {@code a) || (b} can't. */
public final class SoundCondition {
    private SoundCondition() {}

    /** The scalar, or {@code null} where it isn't bare CEL, which is reported. Its names and types are checked later. */
    public static @Nullable ScalarNode read(String field, Node node, Lowering lowering) {
        boolean given = node instanceof ScalarNode scalar
                && (scalar.isText() || scalar.value() instanceof Boolean)
                && !scalar.text().isBlank();
        if (!given || !(node instanceof ScalarNode scalar)) {
            lowering.mismatch(field, "an expression", node, "Write bare CEL, such as inputs.amount > 100.");
            return null;
        }
        String text = Wrapped.read(lowering.problems(), scalar, field, null);
        if (text == null) {
            return null;
        }
        Optional<Flaw> wrong = lowering.syntax(text);
        wrong.ifPresent(flaw -> Flaws.report(lowering.problems(), scalar, 0, flaw));
        return wrong.isPresent() ? null : scalar.saying(text);
    }
}
