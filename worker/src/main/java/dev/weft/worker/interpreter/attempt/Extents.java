package dev.weft.worker.interpreter.attempt;

import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentKind;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Scope;
import dev.weft.definitions.model.Resources;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.definitions.size.Extent;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.scope.RunScope;
import dev.weft.worker.interpreter.state.Change;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What attempts take up of their worker. */
final class Extents {
    private Extents() {}

    /**
     * What the task says, else the nearest block around it that says something; what these leave open, as the agent has it. Workers of an
     * agent of kind {@code temporal} aren't ours: what a block says isn't meant for those.
     */
    static Extent of(Turn turn, int index, @Nullable Agent agent, Scope scope) throws EvaluationException {
        Resources own = turn.planned(index).task().resources();
        if (own != null) {
            return resolved(own, scope).or(of(agent));
        }
        if (agent != null && agent.kind() instanceof AgentKind.Temporal) {
            return Extent.NOTHING;
        }
        for (int inner = index, at = turn.parent(index); at >= 0; inner = at, at = turn.parent(at)) {
            Resources around = turn.planned(at).task().resources();
            if (around != null && !isOtherWork(turn, inner, at)) {
                return resolved(around, RunScope.of(turn, at)).or(of(agent));
            }
        }
        return of(agent);
    }

    /** What is done instead of a task, or undoes it, isn't in it: it would wait for the room that the task may have failed for. */
    private static boolean isOtherWork(Turn turn, int inner, int at) {
        PlannedTask task = turn.planned(inner);
        return task.role() != PlannedTask.Role.TASK
                && task.parent() == turn.planned(at).index()
                && turn.elsewhere.has(Change.ROOM_OF_ITS_OWN);
    }

    private static Extent of(@Nullable Agent agent) {
        return agent == null ? Extent.NOTHING : Objects.requireNonNullElse(agent.resources(), Extent.NOTHING);
    }

    private static Extent resolved(Resources said, Scope scope) throws EvaluationException {
        return new Extent(
                said.cpu() == null ? 0 : Extent.thousandths(said.cpu().resolve(scope)),
                said.memory() == null ? 0 : said.memory().resolve(scope));
    }
}
