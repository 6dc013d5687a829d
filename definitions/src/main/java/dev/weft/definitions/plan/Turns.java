package dev.weft.definitions.plan;

import dev.weft.definitions.action.builtin.WaitForEvent;
import dev.weft.definitions.action.builtin.WorkflowTrigger;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.OnFailure;
import dev.weft.definitions.model.Repeat;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.Work;
import java.util.Set;

/** What the turns of a task come to, as far as that can be told without a run. */
public final class Turns {
    /** So many are done of one task at most. */
    public static final int MOST = 10_000;

    /** So many are kept with what became of them at most: of more, the oldest are forgotten. */
    public static final int KEPT = 500;

    // Each is tried.
    private static final int TRIED = 100;

    private Turns() {}

    /** Whether a goal that asks for the number of the turn alone is met in none of them. */
    public static boolean missGoal(Repeat repeat) {
        boolean told = repeat.kind() == Repeat.Kind.UNTIL
                && repeat.test().references().roots().equals(Set.of("turn"));
        if (!told || !(repeat.max() instanceof Setting.Fixed<Integer> max) || max.value() > TRIED) {
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

    /**
     * Whether none of the turns of a task may be forgotten: something in it can be undone, is a run that ends with it, or takes
     * events, of which no other turn takes the same.
     */
    public static boolean areAllKept(Task task) {
        return task.compensation() != null
                || switch (task.work()) {
                    case Work.ActionCall call -> isRemembered(call);
                    case Work.Block block -> block.tasks().stream().anyMatch(Turns::isRemembered);
                };
    }

    /** A fallback is of the whole of a task: that of a task in a turn is in the turn, too. */
    private static boolean isRemembered(Task inTurn) {
        return areAllKept(inTurn)
                || (inTurn.onFailure() instanceof OnFailure.Fallback instead && isRemembered(instead.task()));
    }

    private static boolean isRemembered(Work.ActionCall call) {
        boolean goesItsWay = call.parameters().fields().get("wait") instanceof Template.Literal wait
                && Boolean.FALSE.equals(wait.value());
        String name = call.action().name();
        return name.equals(WaitForEvent.SPEC.name()) || (name.equals(WorkflowTrigger.SPEC.name()) && !goesItsWay);
    }
}
