package dev.weft.worker.interpreter.lease;

import dev.weft.definitions.agent.Agent;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.attempt.IdempotencyKey;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.protocol.AgentTerms;
import dev.weft.worker.protocol.AgentTurn;
import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.WeftLease;
import dev.weft.worker.task.Call;
import dev.weft.worker.task.Lease;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Agents with bounds, and those chosen by their load: claimed before each attempt that calls one. Pure. */
public final class AgentLeases {
    private AgentLeases() {}

    /** Whether a task must claim its agent before its next attempt. */
    public static boolean mustClaim(Turn turn, int index) {
        TaskState task = turn.task(index);
        Agent agent = agent(task);
        // What was chosen by its load is counted, so that others choose by that, too.
        return agent != null
                && (agent.hasBounds() || task.choice() != null)
                && task.lease(WeftLease.Kind.AGENT) == null;
    }

    /** Whether the next attempt of a task may call its agent; claims it otherwise. */
    public static boolean admitAttempt(Turn turn, int index) {
        if (!mustClaim(turn, index)) {
            return true;
        }
        claim(turn, index, 0);
        return false;
    }

    /**
     * Lets the agent go that has been granted to a task, as it finds no slot: others would wait for what stands idle, and what holds
     * the slot may be one of them. It claims it again once it has one, and waits for it there.
     */
    public static void leaveUntilThereIsASlot(Turn turn, int index) {
        TaskState task = turn.task(index);
        if (task.lease(WeftLease.Kind.AGENT) != null && turn.elsewhere.has(Change.LEAVES_IDLE_AGENTS)) {
            turn.put(index, task.edit().leavingAgentUntilItHasASlot().done());
        }
    }

    /** When the agent of a task may be called; {@code null} for at any time. */
    public static @Nullable AgentTurn turn(TaskState task) {
        Lease lease = task.lease(WeftLease.Kind.AGENT);
        return lease == null ? null : lease.turn();
    }

    /** Asks for another turn, as the attempt came to its worker after its own: it has done nothing, and doesn't count. */
    public static void claimAnotherTurn(Turn turn, int index) {
        TaskState task = turn.task(index);
        AgentTerms terms =
                Objects.requireNonNull(task.lease(WeftLease.Kind.AGENT)).claim().terms();
        turn.put(
                index,
                task.edit()
                        .by(TaskTrigger.RETRY_LATER)
                        .attempts(task.attempts() - 1)
                        .clock(null)
                        .stopping(null)
                        .leavingAgent()
                        .done());
        claim(turn, index, terms == null ? 0 : terms.missed() + 1);
    }

    private static void claim(Turn turn, int index, int missed) {
        TaskState task = turn.task(index);
        Agent agent = Objects.requireNonNull(agent(task));
        TaskLeases.claim(
                turn,
                index,
                WeftLease.Kind.AGENT,
                new LeaseClaim(
                        WeftLease.id(WeftLease.Kind.AGENT, agent.name()),
                        agent.name(),
                        turn.facts.run(),
                        null,
                        IdempotencyKey.of(turn, index) + "/" + (task.attempts() + 1),
                        turn.path(index),
                        Objects.requireNonNullElse(agent.maxConcurrent(), Integer.MAX_VALUE),
                        LeaseClaim.WhenFull.QUEUE,
                        AgentTerms.of(agent, missed, task.choice() != null),
                        null));
    }

    private static @Nullable Agent agent(TaskState task) {
        Call call = task.call();
        return call == null ? null : call.agent();
    }
}
