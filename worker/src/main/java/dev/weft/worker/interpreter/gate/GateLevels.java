package dev.weft.worker.interpreter.gate;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.model.Work;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.scope.Conditions;
import dev.weft.worker.interpreter.scope.RunScope;
import dev.weft.worker.task.Gate;
import dev.weft.worker.task.Gate.LevelStatus;
import dev.weft.worker.task.GateQuestion;

/** Which level of a gate is asked next. */
final class GateLevels {
    private GateLevels() {}

    /**
     * Asks the next level that is to be asked; those on the way are passed over.
     *
     * @param escalates whether the present level's time was up, so that one that stands in for it is asked
     * @return the gate with that level asked, or at the level where it was: none was left
     */
    static Gate next(Turn turn, int index, Gate gate, boolean escalates) throws EvaluationException {
        Gate at = gate;
        for (int level = gate.level() + 1; level < gate.levels().size(); level++) {
            GateQuestion.Level next = gate.question().levels().get(level);
            if ((next.standIn() && !escalates) || !holds(turn, index, level, next)) {
                at = at.with(level, LevelStatus.PASSED_OVER);
            } else {
                return at.asking(level);
            }
        }
        return at;
    }

    /** Whether a level's condition holds. It is asked for once, as no level's turn comes twice. */
    private static boolean holds(Turn turn, int index, int level, GateQuestion.Level next) throws EvaluationException {
        Expression when = turn.planned(index).task().work() instanceof Work.ActionCall call
                ? call.conditions().get("/levels/%d/when".formatted(level))
                : null;
        return when == null ? !Boolean.FALSE.equals(next.when()) : Conditions.holds(when, RunScope.of(turn, index));
    }
}
