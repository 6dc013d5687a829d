package dev.weft.worker.interpreter;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.Policy;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.TaskState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The run as a whole: begins, pauses, goes on, is ended early, ends. */
final class RunLifecycle {
    private RunLifecycle() {}

    static void start(Turn turn) {
        turn.begin();
        if (!turn.plan.later().isEmpty()) {
            turn.finish(RunStatus.FAILED, null, unsupported(turn.plan.later()));
            return;
        }
        Policy policy = turn.plan.definition().policy();
        RunScope scope = new RunScope(turn, null);
        try {
            turn.maxConcurrent = policy.maxConcurrent() == null
                    ? null
                    : policy.maxConcurrent().resolve(scope);
            if (policy.timeout() != null) {
                turn.startClock(ClockKey.RUN, policy.timeout().resolve(scope));
            }
        } catch (EvaluationException e) {
            turn.finish(RunStatus.FAILED, null, Conditions.failure(e));
            return;
        }
        for (int i = 0; i < turn.size(); i++) {
            if (turn.task(i).openNeeds() == 0) {
                turn.ready.add(i);
            }
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
        }
    }

    static void resume(Turn turn) {
        if (turn.paused) {
            turn.paused = false;
            Clocks.startAll(turn);
        }
    }

    /** Cancels what runs and what has not started; tasks with {@code join: always} still run. */
    static void end(Turn turn, RunState.Ending why) {
        if (turn.ending != null) {
            return;
        }
        turn.ending = why;
        resume(turn);
        for (int i = 0; i < turn.size(); i++) {
            TaskState task = turn.task(i);
            if (turn.runsWhateverHappens(i)) {
                continue;
            }
            switch (task.status()) {
                case PENDING, WAITING -> turn.cancel(i);
                case RUNNING -> {
                    if (task.stopping() == null) {
                        Attempts.stop(turn, i, TaskState.Stop.RUN_ENDS);
                    }
                }
                case COMPLETED, FAILED, SKIPPED, CANCELLED, COMPENSATED -> {}
            }
        }
    }

    /** Every task has ended: the run ends too. */
    static void finish(Turn turn) {
        RunStatus status = turn.prospect();
        switch (status) {
            case COMPLETED -> complete(turn);
            case FAILED -> turn.finish(status, null, failureOf(turn));
            case CANCELLED -> turn.finish(status, null, Failure.permanent("cancelled", "The run was cancelled."));
            case TIMED_OUT ->
                turn.finish(status, null, Failure.permanent("timeout", "The run's timeout passed before it was done."));
            case RUNNING, WAITING, PAUSED, ROLLING_BACK, ROLLED_BACK, TERMINATED ->
                throw new IllegalStateException("Expected the status of an ended run, but found " + status);
        }
    }

    private static void complete(Turn turn) {
        try {
            Object outputs = outputs(turn);
            if (Sizes.of(outputs) > Sizes.MAX_VALUE) {
                turn.finish(RunStatus.FAILED, null, tooLarge(turn, outputs));
            } else {
                turn.finish(RunStatus.COMPLETED, outputs, null);
            }
        } catch (EvaluationException e) {
            turn.finish(RunStatus.FAILED, null, Conditions.failure(e));
        }
    }

    private static Failure tooLarge(Turn turn, Object outputs) {
        Failure failure = Sizes.tooLarge("The run's output", outputs);
        return turn.plan.definition().outputs() != null
                ? failure
                : Failure.permanent(
                        failure.code(),
                        failure.message()
                                + " Or name what is needed under `outputs`: without, all tasks' outputs are.");
    }

    private static Object outputs(Turn turn) throws EvaluationException {
        Definition definition = turn.plan.definition();
        Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
        if (definition.outputs() == null) {
            for (int i = 0; i < turn.size(); i++) {
                if (turn.task(i).status() == TaskStatus.COMPLETED) {
                    outputs.put(turn.planned(i).path(), turn.task(i).output());
                }
            }
            return outputs;
        }
        RunScope scope = new RunScope(turn, null);
        for (Map.Entry<String, Template> output : definition.outputs().entrySet()) {
            outputs.put(output.getKey(), output.getValue().evaluate(scope));
        }
        return outputs;
    }

    private static Failure failureOf(Turn turn) {
        int first = turn.firstFailed();
        Failure cause = turn.task(first).error();
        String path = turn.planned(first).path();
        return cause == null
                ? Failure.permanent("failed", "Task '%s' failed.".formatted(path))
                : Failure.permanent(cause.code(), "Task '%s' failed: %s".formatted(path, cause.message()));
    }
}
