package dev.weft.definitions.expression.check;

import dev.weft.definitions.expression.Flaw;
import java.util.List;

/**
 * What is known of an expression.
 *
 * @param type of its value; {@link Type.Simple#ANY} where there are flaws that leave it open
 * @param flaws in the order of their places; empty where nothing is wrong
 */
public record Checked(Type type, List<Flaw> flaws) {
    public Checked {
        flaws = List.copyOf(flaws);
    }
}
