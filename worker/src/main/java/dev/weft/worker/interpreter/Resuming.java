package dev.weft.worker.interpreter;

import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Clock;
import dev.weft.worker.task.ClockKind;
import dev.weft.worker.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a state asks for that is taken up where nothing of it is under way: each clock that runs, with what is left of it,
 * and each attempt that its tasks are at. Pure.
 */
public final class Resuming {
    private Resuming() {}

    /** The effects, in the order of the tasks. */
    public static List<Effect> effects(RunLoop loop, RunState state, Instant now) {
        List<Effect> effects = new ArrayList<>();
        if (state.startedAt() == null || state.status().ended()) {
            return effects;
        }
        if (state.deadline() != null) {
            effects.add(new Effect.StartClock(ClockKey.RUN, "", left(now, state.deadline())));
        }
        Turn turn = loop.turn(state, now);
        for (int node : turn.nodes.all(state.tasks())) {
            TaskState task = state.tasks().get(node);
            String path = turn.path(node);
            if (task.deadline() != null) {
                effects.add(new Effect.StartClock(
                        new ClockKey(ClockKind.DEADLINE, node), path, left(now, task.deadline())));
            }
            Clock clock = task.clock();
            if (clock != null && clock.runs()) {
                effects.add(new Effect.StartClock(new ClockKey(clock.kind(), node), path, clock.left(now)));
            }
            if (isAtAnAttempt(task)) {
                effects.add(new Effect.StartAttempt(
                        node,
                        path,
                        task.attempts(),
                        IdempotencyKey.of(turn, node),
                        Objects.requireNonNull(task.call())));
                if (task.stopping() != null) {
                    effects.add(new Effect.StopAttempt(node));
                }
            }
        }
        return effects;
    }

    private static boolean isAtAnAttempt(TaskState task) {
        return task.status() == TaskStatus.RUNNING && task.call() != null;
    }

    private static Duration left(Instant now, Instant due) {
        Duration left = Duration.between(now, due);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
