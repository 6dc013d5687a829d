package dev.weft.worker.interpreter;

import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Clock;
import dev.weft.worker.task.TaskState;
import java.util.Objects;

/** Clocks that run out, stop with a pause and run on after it. */
final class Clocks {
    private Clocks() {}

    static void ranOut(Turn turn, ClockKey key) {
        switch (key.kind()) {
            case RUN -> RunLifecycle.end(turn, RunState.Ending.TIMED_OUT);
            case DEADLINE -> deadline(turn, key.task());
            case RETRY -> {
                if (waitsForItsClock(turn, key.task())) {
                    Attempts.start(turn, key.task());
                }
            }
            case GATE -> {
                if (waitsForItsClock(turn, key.task())) {
                    Gates.timedOut(turn, key.task());
                }
            }
        }
    }

    /** Stops the clocks of all waits. */
    static void stopAll(Turn turn) {
        for (int i = 0; i < turn.size(); i++) {
            Clock clock = turn.task(i).clock();
            if (clock != null && clock.due() != null) {
                turn.put(i, turn.task(i).edit().clock(clock.stop(turn.now)).done());
                turn.effect(new Effect.StopClock(keyOf(turn.task(i), i)));
            }
        }
    }

    /** Lets them run on. */
    static void startAll(Turn turn) {
        for (int i = 0; i < turn.size(); i++) {
            Clock clock = turn.task(i).clock();
            if (clock != null && clock.remaining() != null) {
                Clock running = clock.start(turn.now);
                turn.put(i, turn.task(i).edit().clock(running).done());
                turn.startClock(keyOf(turn.task(i), i), Objects.requireNonNull(clock.remaining()));
            }
        }
    }

    static Failure deadlinePassed() {
        return Failure.permanent("deadline", "The deadline of the task passed before it was done.");
    }

    private static void deadline(Turn turn, int index) {
        TaskState task = turn.task(index);
        if (task.status() == TaskStatus.RUNNING) {
            if (task.stopping() == null) {
                Attempts.stop(turn, index, TaskState.Stop.DEADLINE);
            }
        } else if (task.status() == TaskStatus.WAITING) {
            turn.fail(index, deadlinePassed());
        }
    }

    private static ClockKey keyOf(TaskState task, int index) {
        return new ClockKey(task.gate() == null ? ClockKey.Kind.RETRY : ClockKey.Kind.GATE, index);
    }

    private static boolean waitsForItsClock(Turn turn, int index) {
        TaskState task = turn.task(index);
        Clock clock = task.clock();
        return task.status() == TaskStatus.WAITING && clock != null && clock.due() != null;
    }
}
