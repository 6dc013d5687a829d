package dev.weft.worker.interpreter;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.model.Policy;
import dev.weft.worker.interpreter.block.Blocks;
import dev.weft.worker.interpreter.cache.Results;
import dev.weft.worker.interpreter.child.ChildRuns;
import dev.weft.worker.interpreter.event.Awaiting;
import dev.weft.worker.interpreter.failure.Prospects;
import dev.weft.worker.interpreter.failure.RunFailures;
import dev.weft.worker.interpreter.lease.LeaseFailures;
import dev.weft.worker.interpreter.lease.RunLeases;
import dev.weft.worker.interpreter.restart.GoingAgain;
import dev.weft.worker.interpreter.scope.Conditions;
import dev.weft.worker.interpreter.scope.Outputs;
import dev.weft.worker.interpreter.scope.RunScope;
import dev.weft.worker.interpreter.state.Rollback;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunStatus;
import java.util.List;
import java.util.Objects;

/** The run as a whole: begins, pauses, goes on, is ended early, ends. */
public final class RunLifecycle {
    private RunLifecycle() {}

    static void start(Turn turn) {
        turn.begin();
        if (!turn.plan.later().isEmpty()) {
            turn.finish(RunStatus.FAILED, null, unsupported(turn.plan.later()));
            return;
        }
        admit(turn);
    }

    /** Begins with its tasks, once it has the leases that it needs. */
    public static void admit(Turn turn) {
        Policy policy = turn.plan.definition().policy();
        RunScope scope = RunScope.ofRun(turn);
        try {
            if (!Results.admitRun(turn, scope) || !RunLeases.admit(turn, scope)) {
                return;
            }
            turn.maxConcurrent = policy.maxConcurrent() == null
                    ? null
                    : policy.maxConcurrent().resolve(scope);
            limit(turn, scope);
        } catch (EvaluationException e) {
            turn.finish(RunStatus.FAILED, null, Conditions.failure(e));
            return;
        }
        if (turn.again == null) {
            Blocks.open(turn, -1);
        } else {
            GoingAgain.begin(turn);
        }
    }

    /** Starts the clock of the run's own timeout, where it has one. */
    public static void limit(Turn turn, RunScope scope) throws EvaluationException {
        var timeout = turn.plan.definition().policy().timeout();
        if (timeout != null) {
            Clocks.limit(turn, timeout.resolve(scope));
        }
    }

    // The API refuses the start of such a run: this one came another way, or from a newer release.
    private static Failure unsupported(List<String> later) {
        return Failure.permanent(
                "unsupported", "Expected what this release can carry out, but found " + String.join(", ", later));
    }

    static void pause(Turn turn) {
        if (!turn.paused) {
            turn.paused = true;
            Clocks.stopAll(turn);
            ChildRuns.pauseAll(turn);
        }
    }

    static void resume(Turn turn) {
        if (turn.paused) {
            turn.paused = false;
            Clocks.startAll(turn);
            Awaiting.claimAgain(turn);
            ChildRuns.resumeAll(turn);
        } else if (turn.rollback == null && RunFailures.halt(turn)) {
            RunFailures.stand(turn);
        }
    }

    /** Cancels what runs and what has not started; tasks with {@code join: always} still run. */
    public static void end(Turn turn, RunState.Ending why) {
        if (turn.ending != null) {
            return;
        }
        turn.ending = why;
        if (turn.paused) {
            resume(turn);
        }
        // What is being undone is undone to its end, and then the run ends.
        if (!endUnbegun(turn) && turn.rollback == null) {
            Stopping.inside(turn, -1);
        }
    }

    /**
     * Cancels all tasks of a run none of which could begin, not even one that runs whatever happens; else does nothing. What
     * had ended before, in a run that was about to go on after its end, stays as it is.
     */
    public static boolean endUnbegun(Turn turn) {
        if (turn.again != null) {
            // All has ended, before.
            turn.again = null;
            return true;
        }
        boolean unbegun = RunLeases.holdBack(turn) || Results.isLookedUp(turn);
        if (unbegun) {
            turn.held(-1).forEach(task -> TaskEnds.cancel(turn, task));
        }
        return unbegun;
    }

    /** Every task has ended: the run ends too. */
    static void finish(Turn turn) {
        RunStatus status = Prospects.of(turn);
        switch (status) {
            case COMPLETED -> complete(turn);
            case FAILED -> turn.finish(status, null, failureOf(turn));
            case ROLLED_BACK ->
                turn.finish(status, null, Objects.requireNonNull(turn.rollback).failure());
            case CANCELLED ->
                turn.finish(
                        status,
                        null,
                        turn.ending == RunState.Ending.REPLACED
                                ? LeaseFailures.replaced(turn, -1)
                                : Failure.permanent("cancelled", "The run was cancelled."));
            case TIMED_OUT ->
                turn.finish(status, null, Failure.permanent("timeout", "The run's timeout passed before it was done."));
            case RUNNING, WAITING, PAUSED, ROLLING_BACK, TERMINATED ->
                throw new IllegalStateException("Expected the status of an ended run, but found " + status);
        }
    }

    private static void complete(Turn turn) {
        try {
            Object outputs = Outputs.of(turn, -1);
            Results.keep(turn, -1, outputs);
            turn.finish(RunStatus.COMPLETED, outputs, null);
        } catch (EvaluationException e) {
            turn.finish(RunStatus.FAILED, null, Conditions.failure(e));
        } catch (Outputs.TooLargeException e) {
            turn.finish(RunStatus.FAILED, null, e.failure());
        }
    }

    private static Failure failureOf(Turn turn) {
        Rollback rollback = turn.rollback;
        return rollback != null && rollback.failure() != null
                ? rollback.failure()
                : failureOf(turn, Prospects.firstFailed(turn, -1));
    }

    /** The failure of the run that a task's brings with it. */
    public static Failure failureOf(Turn turn, int failed) {
        int first = Prospects.cause(turn, failed);
        Failure cause = turn.task(first).error();
        String path = turn.path(first);
        return cause == null
                ? Failure.permanent("failed", "Task '%s' failed.".formatted(path))
                : Failure.permanent(cause.code(), "Task '%s' failed: %s".formatted(path, cause.message()));
    }
}
