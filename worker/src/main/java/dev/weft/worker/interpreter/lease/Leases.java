package dev.weft.worker.interpreter.lease;

import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Values;
import dev.weft.definitions.model.Concurrency;
import dev.weft.worker.interpreter.RunLifecycle;
import dev.weft.worker.interpreter.Stopping;
import dev.weft.worker.interpreter.TaskEnds;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.attempt.Attempts;
import dev.weft.worker.interpreter.attempt.IdempotencyKey;
import dev.weft.worker.interpreter.scope.RunScope;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.AgentTerms;
import dev.weft.worker.protocol.AgentTurn;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.LeaseAnswer;
import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.LeaseHolder;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.WeftLease;
import dev.weft.worker.task.Call;
import dev.weft.worker.task.Lease;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Leases of a run: claimed before what needs them begins, so that waiting takes no slot, and given back by {@link
 * Turn#put} as soon as they are gone from a state.
 */
public final class Leases {
    /** Code of the failure of whatever another takes the place of. */
    public static final String REPLACED = "replaced";

    /** Code of the failure of what is refused its place. */
    public static final String FULL = "concurrency_full";

    private Leases() {}

    /**
     * Whether the run has all leases that it needs; claims the next otherwise. Its place on the platform comes first: who holds a
     * key then never waits for one, with which others wait for the key.
     */
    public static boolean admitRun(Turn turn, RunScope scope) throws EvaluationException {
        if (!admitToPlatform(turn)) {
            return false;
        }
        Concurrency concurrency = turn.plan.definition().policy().concurrency();
        if (concurrency == null || lease(turn, WeftLease.Kind.RUN) != null) {
            return true;
        }
        LeaseClaim claim = claim(turn, WeftLease.Kind.RUN, concurrency, scope, "run", "");
        if (LeasesAround.isAbove(turn, claim.lease())) {
            return true;
        }
        claimForRun(turn, WeftLease.Kind.RUN, claim);
        return false;
    }

    private static boolean admitToPlatform(Turn turn) {
        RunRequest request = turn.facts.request();
        if (request.maxRuns() != null && request.needsPlace() && lease(turn, WeftLease.Kind.PLATFORM) == null) {
            claimForRun(turn, WeftLease.Kind.PLATFORM, LeaseClaim.ofPlatform(turn.facts.run(), request.maxRuns()));
            return false;
        }
        return true;
    }

    /**
     * Whether a run that is opened once more has its leases again before anything of it is undone; claims the next otherwise. It
     * waits for them whatever {@code when_full} says: it is neither refused, as what is to be undone is there, nor does it
     * end another for that.
     */
    public static boolean admitUndoing(Turn turn) {
        try {
            if (turn.leases.stream().anyMatch(lease -> !lease.isHeld())) {
                return false;
            }
            RunScope scope = RunScope.ofRun(turn);
            if (!admitToPlatform(turn)) {
                return false;
            }
            Concurrency concurrency = turn.plan.definition().policy().concurrency();
            if (concurrency == null || lease(turn, WeftLease.Kind.RUN) != null) {
                return true;
            }
            LeaseClaim claim = claim(turn, WeftLease.Kind.RUN, concurrency, scope, "run", "");
            if (LeasesAround.isAbove(turn, claim.lease())) {
                return true;
            }
            claimForRun(turn, WeftLease.Kind.RUN, claim.queueing());
            return false;
        } catch (EvaluationException e) {
            // The run failed of this when it began, or its key can't be told any more: it is undone without one.
            return true;
        }
    }

    /** Whether a task has the lease of its {@code concurrency}, or needs none; claims it otherwise. */
    public static boolean admit(Turn turn, int index, RunScope scope) throws EvaluationException {
        return admit(turn, index, scope, false);
    }

    /** As the other, of one that had begun before: it waits for its key whatever {@code when_full} says. */
    public static boolean admitAgain(Turn turn, int index, RunScope scope) throws EvaluationException {
        return admit(turn, index, scope, true);
    }

    private static boolean admit(Turn turn, int index, RunScope scope, boolean queues) throws EvaluationException {
        Concurrency concurrency = turn.planned(index).task().concurrency();
        Lease own = turn.task(index).lease(WeftLease.Kind.TASK);
        if (concurrency == null || own != null) {
            return own == null || own.isHeld();
        }
        LeaseClaim claim =
                claim(turn, WeftLease.Kind.TASK, concurrency, scope, IdempotencyKey.of(turn, index), turn.path(index));
        // What holds the task may hold the lease already, and would wait for itself.
        for (int at = turn.parent(index); at >= 0; at = turn.parent(at)) {
            Lease around = turn.task(at).lease(WeftLease.Kind.TASK);
            if (around != null && around.claim().lease().equals(claim.lease())) {
                return true;
            }
        }
        if (LeasesAround.isAbove(turn, claim.lease())) {
            return true;
        }
        claim(turn, index, WeftLease.Kind.TASK, queues ? claim.queueing() : claim);
        return false;
    }

    /** Whether a task must claim its agent before its next attempt. */
    public static boolean mustClaimAgent(Turn turn, int index) {
        TaskState task = turn.task(index);
        Agent agent = agent(task);
        // What was chosen by its load is counted, so that others choose by that, too.
        return agent != null
                && (agent.hasBounds() || task.choice() != null)
                && task.lease(WeftLease.Kind.AGENT) == null;
    }

    /** Whether the next attempt of a task may call its agent; claims it otherwise. */
    public static boolean admitAttempt(Turn turn, int index) {
        if (!mustClaimAgent(turn, index)) {
            return true;
        }
        claimAgent(turn, index, 0);
        return false;
    }

    /**
     * Lets the agent go that has been granted to a task, as it finds no slot: others would wait for what stands idle, and what holds
     * the slot may be one of them. It claims it again once it has one, and waits for it there.
     */
    public static void leaveAgentUntilThereIsASlot(Turn turn, int index) {
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
        claimAgent(turn, index, terms == null ? 0 : terms.missed() + 1);
    }

    private static void claimAgent(Turn turn, int index, int missed) {
        TaskState task = turn.task(index);
        Agent agent = Objects.requireNonNull(agent(task));
        claim(
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

    /** Whether the run has not begun with its tasks, as others hold a lease that it has claimed. */
    public static boolean holdRunBack(Turn turn) {
        return RunState.isHeldBack(turn.rollback, turn.leases);
    }

    /** Gives back what was claimed for the run before it was started, and what it doesn't need after all. */
    public static void leaveUnclaimed(Turn turn, RunScope scope) throws EvaluationException {
        Concurrency concurrency = turn.plan.definition().policy().concurrency();
        if (concurrency != null && concurrency.whenFull() == Concurrency.WhenFull.REJECT) {
            turn.effect(new Effect.GiveBackLease(claim(turn, WeftLease.Kind.RUN, concurrency, scope, "run", "")));
        }
    }

    public static void answered(Turn turn, LeaseAnswer answer) {
        if (answer.path().isEmpty()) {
            for (Lease lease : turn.leases) {
                if (isOf(lease, answer)) {
                    answered(turn, lease, answer);
                    return;
                }
            }
        } else {
            int index = turn.nodes.find(answer.path(), turn.tasks);
            for (Lease lease : index < 0 ? List.<Lease>of() : turn.task(index).leases()) {
                if (isOf(lease, answer)) {
                    answered(turn, index, lease, answer);
                    return;
                }
            }
        }
        afterTheEnd(turn.facts.run(), answer).forEach(turn::effect);
    }

    /** What is granted after the end is given back. */
    public static List<Effect> afterTheEnd(RunEvent event) {
        return event instanceof RunEvent.LeaseAnswered answered ? afterTheEnd("", answered.answer()) : List.of();
    }

    private static List<Effect> afterTheEnd(String run, LeaseAnswer answer) {
        return switch (answer.verdict()) {
            case GRANTED ->
                List.of(new Effect.GiveBackLease(new LeaseClaim(
                        answer.lease(), "", run, null, answer.hold(), answer.path(), 1, LeaseClaim.WhenFull.QUEUE)));
            case QUEUED, REFUSED, REPLACED -> List.of();
        };
    }

    private static void answered(Turn turn, Lease lease, LeaseAnswer answer) {
        switch (answer.verdict()) {
            case GRANTED -> {
                if (!lease.isHeld()) {
                    put(turn, lease.standing(Lease.Stand.HELD, List.of()));
                    if (turn.rollback == null && !holdRunBack(turn) && turn.ending == null) {
                        RunLifecycle.admit(turn);
                    }
                }
            }
            case QUEUED -> {
                if (!lease.isHeld()) {
                    put(turn, lease.standing(Lease.Stand.CLAIMED, answer.holders()));
                }
            }
            case REFUSED -> {
                if (!lease.isHeld()) {
                    turn.finish(RunStatus.FAILED, null, full(lease, answer.holders()));
                }
            }
            case REPLACED -> {
                if (turn.rollback == null) {
                    // One that waits is no longer known there; it isn't held back by it either.
                    boolean held = lease.isHeld();
                    if (held) {
                        put(turn, lease.standing(Lease.Stand.LOST, answer.holders()));
                        RunLifecycle.end(turn, RunState.Ending.REPLACED);
                    } else {
                        RunLifecycle.end(turn, RunState.Ending.REPLACED);
                        put(turn, lease.standing(Lease.Stand.LOST, answer.holders()));
                    }
                } else if (lease.isHeld()) {
                    loseGoingBack(turn, lease, answer);
                } else {
                    // It is undone all the same, after the one that has taken its place in the queue.
                    turn.effect(new Effect.ClaimLease(lease.claim()));
                }
            }
        }
    }

    /** One that goes back to a checkpoint ends once it is there, as one that is cancelled meanwhile; one that is undone whole ends anyway. */
    private static void loseGoingBack(Turn turn, Lease lease, LeaseAnswer answer) {
        if (turn.ending == null && turn.elsewhere.has(Change.REPLACED_GOING_BACK)) {
            put(turn, lease.standing(Lease.Stand.LOST, answer.holders()));
            RunLifecycle.end(turn, RunState.Ending.REPLACED);
        }
    }

    private static void answered(Turn turn, int index, Lease lease, LeaseAnswer answer) {
        switch (answer.verdict()) {
            case GRANTED -> {
                if (!lease.isHeld()) {
                    turn.put(
                            index,
                            turn.task(index)
                                    .edit()
                                    .lease(lease.granted(answer.at(), answer.queue()))
                                    .done());
                    turn.ready(index);
                    turn.granted.put(index, lease.kind());
                }
            }
            case QUEUED -> {
                if (!lease.isHeld()) {
                    Lease waiting = lease.standing(Lease.Stand.CLAIMED, answer.holders());
                    turn.put(
                            index,
                            turn.task(index)
                                    .edit()
                                    .lease(waiting)
                                    .reason(waits(waiting, answer.note()))
                                    .done());
                }
            }
            case REFUSED -> {
                if (!lease.isHeld() && !FullLines.isStoodInLater(turn, index, lease, answer)) {
                    TaskEnds.fail(turn, index, refused(lease, answer));
                }
            }
            case REPLACED -> {
                turn.put(
                        index,
                        turn.task(index)
                                .edit()
                                .lease(lease.standing(Lease.Stand.LOST, answer.holders()))
                                .done());
                leave(turn, index);
            }
        }
    }

    /** For what a task waits, with why it isn't granted where that isn't for the holders. */
    private static String waits(Lease waiting, @Nullable String note) {
        if (note == null) {
            return waiting.reason();
        }
        return waiting.kind() == WeftLease.Kind.ROOM ? waiting.reason() + ", " + note : waiting.whose() + ": " + note;
    }

    /** Ends a task whose place another takes. */
    private static void leave(Turn turn, int index) {
        turn.queued.remove(index);
        TaskState task = turn.task(index);
        if (task.holdsOpenTasks()) {
            Stopping.block(turn, index, TaskState.Stop.REPLACED);
        } else if (task.status() == TaskStatus.RUNNING) {
            Attempts.stop(turn, index, TaskState.Stop.REPLACED);
        } else {
            TaskEnds.fail(turn, index, replaced(turn, index));
        }
    }

    /** The failure of a task, or of the run (-1), whose place another has taken. */
    public static Failure replaced(Turn turn, int index) {
        List<Lease> leases = index < 0 ? turn.leases : turn.task(index).leases();
        for (Lease lease : leases) {
            if (lease.stand() == Lease.Stand.LOST) {
                return Failure.permanent(
                        REPLACED,
                        "Its place under key '%s' was taken by %s."
                                .formatted(lease.claim().key(), described(lease.holders())));
            }
        }
        return Failure.permanent(REPLACED, "Its place was taken by another.");
    }

    private static Failure refused(Lease lease, LeaseAnswer answer) {
        return answer.note() == null || lease.kind() != WeftLease.Kind.AGENT
                ? full(lease, answer.holders())
                : Failure.permanent(
                        "breaker_open",
                        "Expected to call agent '%s', but %s."
                                .formatted(lease.claim().key(), answer.note()));
    }

    private static Failure full(Lease lease, List<LeaseHolder> holders) {
        return Failure.permanent(
                FULL,
                "Expected a place under key '%s', of which there are %d, but found it held by %s."
                        .formatted(lease.claim().key(), lease.claim().limit(), described(holders)));
    }

    private static String described(List<LeaseHolder> holders) {
        return String.join(", ", holders.stream().map(LeaseHolder::described).toList());
    }

    /** Gives back what is gone from the state of the run. */
    public static void giveBack(Turn turn, List<Lease> before, List<Lease> after) {
        giveBack(turn, before, after, null);
    }

    /** Gives back what is gone from the state of a task. */
    public static void giveBack(Turn turn, TaskState before, TaskState after) {
        giveBack(turn, before.leases(), after.leases(), wentWell(before, after));
    }

    /**
     * As the other, of one that is put aside: mostly it has ended, and has none. What holds tasks that run whatever happens, and have not
     * begun, is open with its key until it is put back.
     */
    public static void giveBackAside(Turn turn, TaskState before, TaskState after) {
        if (!before.leases().equals(after.leases()) && turn.elsewhere.has(Change.ASIDE_GIVES_BACK)) {
            giveBack(turn, before, after);
        }
    }

    private static void giveBack(Turn turn, List<Lease> before, List<Lease> after, @Nullable Boolean wentWell) {
        for (Lease lease : before) {
            AgentTerms terms = lease.claim().terms();
            boolean nothingIsHeld = lease.isHeld() && terms != null && !terms.holds();
            if (!nothingIsHeld
                    && after.stream().noneMatch(other -> other.claim().equals(lease.claim()))) {
                turn.effect(new Effect.GiveBackLease(
                        lease.claim(), terms != null && terms.breaker() != null ? wentWell : null));
            }
        }
    }

    /** Whether an attempt did what it was asked; {@code null} where that says nothing of its agent. */
    private static @Nullable Boolean wentWell(TaskState before, TaskState after) {
        if (before.status() != TaskStatus.RUNNING) {
            return null;
        }
        if (after.status() == TaskStatus.COMPLETED) {
            return true;
        }
        Failure failure = after.error();
        return failure != null && failure != before.error() && failure.retryable() ? Boolean.FALSE : null;
    }

    static void claim(Turn turn, int index, WeftLease.Kind kind, LeaseClaim claim) {
        Lease lease = Lease.claimed(kind, claim, turn.now);
        turn.put(
                index,
                turn.task(index)
                        .edit()
                        .by(TaskTrigger.QUEUE)
                        .startedAt(turn.now)
                        .clock(null)
                        .lease(lease)
                        .reason(lease.reason())
                        .done());
        turn.effect(new Effect.ClaimLease(claim));
    }

    private static void claimForRun(Turn turn, WeftLease.Kind kind, LeaseClaim claim) {
        put(turn, Lease.claimed(kind, claim, turn.now));
        turn.effect(new Effect.ClaimLease(claim));
    }

    private static LeaseClaim claim(
            Turn turn, WeftLease.Kind kind, Concurrency concurrency, RunScope scope, String hold, String path)
            throws EvaluationException {
        String key = Values.toText(concurrency.key().evaluate(scope));
        return LeaseClaim.of(
                kind,
                key,
                turn.facts.run(),
                hold,
                path,
                concurrency.limit().resolve(scope),
                switch (concurrency.whenFull()) {
                    case QUEUE -> LeaseClaim.WhenFull.QUEUE;
                    case REJECT -> LeaseClaim.WhenFull.REJECT;
                    case REPLACE -> LeaseClaim.WhenFull.REPLACE;
                });
    }

    private static boolean isOf(Lease lease, LeaseAnswer answer) {
        return lease.claim().lease().equals(answer.lease())
                && lease.claim().hold().equals(answer.hold());
    }

    private static @Nullable Lease lease(Turn turn, WeftLease.Kind kind) {
        return turn.leases.stream()
                .filter(lease -> lease.kind() == kind)
                .findFirst()
                .orElse(null);
    }

    private static void put(Turn turn, Lease lease) {
        List<Lease> leases = new ArrayList<>(turn.leases);
        leases.removeIf(other -> other.kind() == lease.kind());
        leases.add(lease);
        turn.leases = List.copyOf(leases);
    }
}
