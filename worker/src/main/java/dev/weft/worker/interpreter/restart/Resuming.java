package dev.weft.worker.interpreter.restart;

import dev.weft.worker.interpreter.Clocks;
import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.attempt.IdempotencyKey;
import dev.weft.worker.interpreter.cache.Results;
import dev.weft.worker.interpreter.child.ChildRuns;
import dev.weft.worker.interpreter.event.Awaiting;
import dev.weft.worker.interpreter.gate.Reminding;
import dev.weft.worker.interpreter.large.Elsewhere;
import dev.weft.worker.interpreter.lease.AgentLeases;
import dev.weft.worker.interpreter.lease.Roomed;
import dev.weft.worker.interpreter.slice.Slices;
import dev.weft.worker.interpreter.state.ClockKey;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.state.Step;
import dev.weft.worker.interpreter.undo.RunUndos;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Cached;
import dev.weft.worker.task.Call;
import dev.weft.worker.task.Clock;
import dev.weft.worker.task.ClockKind;
import dev.weft.worker.task.Lease;
import dev.weft.worker.task.Sla;
import dev.weft.worker.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a state asks for that is taken up where nothing of it is under way: each clock that runs, with what is left of it,
 * and each attempt that its tasks are at; a child run that has begun is not started again. Pure.
 */
public final class Resuming {
    private Resuming() {}

    /** Takes a state up: what it is now, and what that asks for. */
    public static Step step(RunLoop loop, RunState written, Instant now) {
        return step(loop, written, now, Elsewhere.nobody());
    }

    /** As the other, with what is known of large values. */
    public static Step step(RunLoop loop, RunState written, Instant now, Elsewhere elsewhere) {
        // Nothing is under way yet: what this first step changes is asked for with all the rest, but for what no state
        // says.
        Step resumed = loop.on(written, new RunEvent.Resumed(now), elsewhere);
        List<Effect> effects = new ArrayList<>();
        resumed.effects().stream().filter(Resuming::isOfCache).forEach(effects::add);
        effects.addAll(effects(loop, resumed.state(), now));
        resumed.effects().stream().filter(Resuming::isToldRuns).forEach(effects::add);
        return new Step(resumed.state(), effects, resumed.facts());
    }

    /** Whether a step puts something to the cache, or lets go of what the run has put there. */
    public static boolean tellsCache(Step step) {
        return step.effects().stream().anyMatch(Resuming::isOfCache);
    }

    /** The step as earlier builds took it, which left that out. */
    public static Step withoutCache(Step step) {
        return new Step(
                step.state(),
                step.effects().stream().filter(effect -> !isOfCache(effect)).toList(),
                step.facts());
    }

    /** Whether a step tells other runs of failures. */
    public static boolean tellsRuns(Step step) {
        return step.effects().stream().anyMatch(Resuming::isToldRuns);
    }

    /** The step as earlier builds took it, which left that out. */
    public static Step withoutTellingRuns(Step step) {
        return new Step(
                step.state(),
                step.effects().stream().filter(effect -> !isToldRuns(effect)).toList(),
                step.facts());
    }

    private static boolean isToldRuns(Effect effect) {
        return effect instanceof Effect.TellTooMany
                || effect instanceof Effect.TellFailures
                || effect instanceof Effect.TellRollback
                || effect instanceof Effect.RefuseItems;
    }

    private static boolean isOfCache(Effect effect) {
        return effect instanceof Effect.DropResults || effect instanceof Effect.PutResult;
    }

    /** The effects, in the order of the tasks. */
    private static List<Effect> effects(RunLoop loop, RunState state, Instant now) {
        if (state.startedAt() == null || state.status().ended()) {
            return List.of();
        }
        Turn turn = loop.turn(state, now);
        if (state.deadline() != null) {
            Clocks.start(turn, ClockKey.RUN, left(now, state.deadline()));
        }
        state.leases().forEach(lease -> claimAgain(turn, lease));
        askAgain(turn, -1, state.cached());
        for (int node : turn.nodes.all(state.tasks())) {
            TaskState task = state.tasks().get(node);
            if (task.deadline() != null) {
                Clocks.start(turn, new ClockKey(ClockKind.DEADLINE, node), left(now, task.deadline()));
            }
            Sla sla = task.sla();
            if (sla != null && !sla.missed()) {
                Clocks.start(turn, new ClockKey(ClockKind.SLA, node), left(now, sla.due()));
            }
            task.leases().forEach(lease -> claimAgain(turn, lease));
            askAgain(turn, node, task.cached());
            start(turn, node, task.clock());
            start(turn, node, Reminding.clock(task));
            Awaiting.claim(turn, node);
            Call call = task.call();
            if (task.status() == TaskStatus.RUNNING && call != null) {
                takeUp(turn, node, task, call);
            }
        }
        return turn.done().effects();
    }

    private static void start(Turn turn, int node, @Nullable Clock clock) {
        if (clock != null && clock.runs()) {
            Clocks.start(turn, new ClockKey(clock.kind(), node), clock.left(turn.now));
        }
    }

    /** One that is held stays so: it belongs to the run, in however many histories. */
    private static void claimAgain(Turn turn, Lease lease) {
        if (!lease.isHeld()) {
            turn.effect(new Effect.ClaimLease(lease.claim()));
        }
    }

    private static void askAgain(Turn turn, int node, @Nullable Cached cached) {
        if (cached != null && cached.isAsked()) {
            Results.ask(turn, node, cached);
        }
    }

    private static void takeUp(Turn turn, int node, TaskState task, Call call) {
        if (call.startsRun()) {
            ChildRuns.resume(turn, node, call);
        } else if (call.doesSlice()) {
            Slices.resume(turn, node);
        } else if (call.undoesRuns()) {
            RunUndos.resume(turn, node);
        } else {
            turn.effect(new Effect.StartAttempt(
                    node,
                    turn.path(node),
                    task.attempts(),
                    IdempotencyKey.of(turn, node),
                    call,
                    AgentLeases.turn(task),
                    Roomed.kept(task)));
        }
        if (task.stopping() != null) {
            turn.effect(
                    call.isOfRuns() ? new Effect.StopChild(node, ChildRuns.own(task)) : new Effect.StopAttempt(node));
        }
    }

    private static Duration left(Instant now, Instant due) {
        Duration left = Duration.between(now, due);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
