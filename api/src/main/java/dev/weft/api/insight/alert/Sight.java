package dev.weft.api.insight.alert;

import java.util.List;
import java.util.function.Predicate;

/**
 * What a rule sees.
 *
 * @param findings all that is the case
 * @param covers whether something that isn't among them is known not to be the case: what can't be seen now stays as it was
 */
public record Sight(List<Finding> findings, Predicate<String> covers) {
    /** Of a rule that sees everything. */
    public static Sight ofAll(List<Finding> findings) {
        return new Sight(findings, subject -> true);
    }
}
