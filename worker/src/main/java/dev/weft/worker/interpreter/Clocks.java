package dev.weft.worker.interpreter;

import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Clock;
import dev.weft.worker.task.TaskState;

/** Clocks that run out, stop with a pause and run on after it. */
final class Clocks {
    private Clocks() {}

    static void ranOut(Turn turn, ClockKey key) {
        switch (key.kind()) {
            case RUN -> RunLifecycle.end(turn, RunState.Ending.TIMED_OUT);
            case DEADLINE -> deadline(turn, key.task());
            case REMINDER -> {
                if (Reminding.runs(turn, key.task())) {
                    Reminding.due(turn, key.task());
                }
            }
            case ATTEMPT, RETRY, GATE, WAIT, UNTIL, TURN -> {
                if (isTimedBy(turn, key)) {
                    own(turn, key);
                }
            }
        }
    }

    private static void own(Turn turn, ClockKey key) {
        int task = key.task();
        switch (key.kind()) {
            case ATTEMPT -> {
                if (turn.task(task).holdsOpenTasks()) {
                    Stopping.block(turn, task, TaskState.Stop.TIMEOUT);
                } else {
                    Attempts.stop(turn, task, TaskState.Stop.TIMEOUT);
                }
            }
            case RETRY -> {
                if (turn.planned(task).isBlock()) {
                    Blocks.attempt(turn, task);
                } else {
                    Attempts.start(turn, task);
                }
            }
            case GATE -> Gates.timedOut(turn, task);
            case WAIT, UNTIL -> Waits.over(turn, task);
            case TURN -> Repeats.next(turn, task);
            case RUN, DEADLINE, REMINDER ->
                throw new IllegalStateException("Expected a clock of one wait, but found " + key);
        }
    }

    /** Stops the clocks of all waits. */
    static void stopAll(Turn turn) {
        for (int i = 0; i < turn.size(); i++) {
            Clock clock = turn.task(i).clock();
            if (clock != null && clock.runs()) {
                turn.put(i, turn.task(i).edit().clock(clock.stop(turn.now)).done());
                turn.effect(new Effect.StopClock(new ClockKey(clock.kind(), i)));
            }
            Reminding.pause(turn, i);
        }
    }

    /** Lets them run on. */
    static void startAll(Turn turn) {
        for (int i = 0; i < turn.size(); i++) {
            Clock clock = turn.task(i).clock();
            if (clock != null && !clock.runs()) {
                Clock running = clock.start(turn.now);
                turn.put(i, turn.task(i).edit().clock(running).done());
                turn.startClock(new ClockKey(clock.kind(), i), running.left(turn.now));
            }
            Reminding.resume(turn, i);
        }
    }

    static Failure deadlinePassed() {
        return Failure.permanent("deadline", "The deadline of the task passed before it was done.");
    }

    private static void deadline(Turn turn, int index) {
        TaskState task = turn.task(index);
        if (task.holdsOpenTasks()) {
            Stopping.block(turn, index, TaskState.Stop.DEADLINE);
        } else if (task.status() == TaskStatus.RUNNING) {
            Attempts.stop(turn, index, TaskState.Stop.DEADLINE);
        } else if (task.status() == TaskStatus.WAITING) {
            turn.fail(index, deadlinePassed());
        }
    }

    private static boolean isTimedBy(Turn turn, ClockKey key) {
        Clock clock = turn.task(key.task()).clock();
        return clock != null && clock.kind() == key.kind() && clock.runs();
    }
}
