package dev.weft.definitions.migrate;

import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.lower.SoundCondition;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.ArrayList;
import java.util.List;

/** {@code conditions}: expressions that must all hold. */
final class Conditions {
    private Conditions() {}

    /** Those that are expressions; what is wrong with others is reported. */
    static List<ScalarNode> read(Node node, Lowering lowering) {
        List<ScalarNode> conditions = new ArrayList<>();
        if (node instanceof ListNode list) {
            for (Node item : list.items()) {
                ScalarNode condition = SoundCondition.read("conditions", item, lowering);
                if (condition != null) {
                    lowering.made(condition.text().length());
                    conditions.add(condition);
                }
                if (lowering.isTooLarge()) {
                    break;
                }
            }
        } else if (Lowering.isGiven(node)) {
            lowering.mismatch(
                    "conditions", "a list of expressions", node, "Write a list, such as [inputs.amount > 100].");
        }
        return conditions;
    }
}
