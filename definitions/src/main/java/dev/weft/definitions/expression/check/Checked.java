package dev.weft.definitions.expression.check;

import dev.weft.definitions.expression.Flaw;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an expression.
 *
 * @param type of its value; {@link Type.Simple#ANY} where there are flaws that leave it open
 * @param flaws in the order of their places; empty where nothing is wrong
 * @param truth what it gives as a condition, whatever a run brings; {@code null} where that depends on the run
 */
public record Checked(Type type, List<Flaw> flaws, @Nullable Boolean truth) {
    public Checked {
        flaws = List.copyOf(flaws);
    }
}
