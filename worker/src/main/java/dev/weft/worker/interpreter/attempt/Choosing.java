package dev.weft.worker.interpreter.attempt;

import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Scope;
import dev.weft.definitions.expression.Values;
import dev.weft.definitions.model.Work;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.protocol.agent.AgentDesk;
import dev.weft.worker.protocol.agent.SeenAgent;
import dev.weft.worker.task.Choice;
import dev.weft.worker.task.TaskTrigger;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The choice of the least loaded among several agents that have what a task asks for. What is known outside of the run comes as an
 * event, so it is recorded; what the run itself has under way is in its state. Made once for all attempts of an execution.
 */
public final class Choosing {
    /** Of a task whose agent is being chosen. */
    private static final String REASON = "the choice of an agent";

    private Choosing() {}

    /** Whether a task goes its way now, as there is nothing to choose any more. Else it is asked how the agents are. */
    public static boolean admit(Turn turn, int index, Work.ActionCall work, Scope scope) throws EvaluationException {
        if (work.capability() == null) {
            return true;
        }
        Choice choice = turn.task(index).choice();
        if (choice != null && !choice.isAsked()) {
            return true;
        }
        String capability = Values.toText(work.capability().evaluate(scope));
        List<Agent> able = able(turn, capability);
        if (able.size() < 2 || (choice == null && !turn.elsewhere.has(Change.CHOOSES_AGENTS))) {
            return true;
        }
        turn.put(
                index,
                turn.task(index)
                        .edit()
                        .by(TaskTrigger.QUEUE)
                        .startedAt(turn.now)
                        .choice(Choice.asked(capability))
                        .reason(REASON)
                        .done());
        turn.effect(new Effect.SeeAgents(
                index,
                capability,
                able.stream()
                        .map(agent -> new AgentDesk.Candidate(agent.name(), agent.health() != null))
                        .toList()));
        return false;
    }

    /** Chooses, with what is known now. */
    public static void seen(Turn turn, RunEvent.AgentsSeen event) {
        int index = event.task();
        Choice choice = turn.task(index).choice();
        if (choice == null || !choice.isAsked() || !choice.capability().equals(event.capability())) {
            return;
        }
        Map<String, SeenAgent> seen = new LinkedHashMap<>();
        event.seen().forEach(one -> seen.put(one.agent(), one));
        List<Agent> able = able(turn, choice.capability());
        int most = able.stream()
                .mapToInt(agent -> Objects.requireNonNullElse(agent.maxConcurrent(), 1))
                .max()
                .orElse(1);
        able.stream()
                .map(agent -> candidate(turn, index, agent, seen.get(agent.name()), most))
                .min(Candidate.ORDER)
                .ifPresent(best -> {
                    turn.put(
                            index,
                            turn.task(index)
                                    .edit()
                                    .choice(choice.of(best.agent().name()))
                                    .done());
                    turn.ready(index);
                });
    }

    /** Those that have it, as they were when the run was started. */
    public static List<Agent> able(Turn turn, String capability) {
        return turn.facts.request().agents().values().stream()
                .filter(agent -> agent.capabilities().contains(capability))
                .toList();
    }

    private static Candidate candidate(Turn turn, int index, Agent agent, @Nullable SeenAgent seen, int most) {
        int calls = turn.calls(agent.name()) + (seen == null ? 0 : seen.others());
        int places = Objects.requireNonNullElse(agent.maxConcurrent(), most);
        return new Candidate(
                agent,
                seen != null && seen.down(),
                seen != null && seen.leftAlone(),
                (double) calls / places,
                (turn.facts.run() + turn.path(index) + agent.name()).hashCode());
    }

    /**
     * One that may be chosen.
     *
     * @param load calls for each of its places; one without a bound counts as having as many as the largest of the others
     * @param lot spreads runs over agents that are alike
     */
    private record Candidate(Agent agent, boolean down, boolean leftAlone, double load, int lot) {
        static final Comparator<Candidate> ORDER = Comparator.comparing(Candidate::down)
                .thenComparing(Candidate::leftAlone)
                .thenComparingDouble(Candidate::load)
                .thenComparingInt(Candidate::lot);
    }
}
