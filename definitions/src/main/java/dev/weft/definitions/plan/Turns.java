package dev.weft.definitions.plan;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.model.Repeat;
import java.util.Set;

/** What the turns of a task come to, as far as that can be told without a run. */
public final class Turns {
    // Each is tried.
    private static final int MOST = 100;

    private Turns() {}

    /** Whether a goal that asks for the number of the turn alone is met in none of them. */
    public static boolean missGoal(Repeat repeat) {
        boolean told = repeat.kind() == Repeat.Kind.UNTIL
                && repeat.test().references().roots().equals(Set.of("turn"));
        if (!told || !(repeat.max() instanceof Setting.Fixed<Integer> max) || max.value() > MOST) {
            return false;
        }
        for (long turn = 0; turn < max.value(); turn++) {
            long number = turn;
            try {
                if (!Boolean.FALSE.equals(repeat.test().evaluate(name -> name.equals("turn") ? number : null))) {
                    return false;
                }
            } catch (EvaluationException e) {
                return false;
            }
        }
        return true;
    }
}
