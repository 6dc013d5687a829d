package dev.weft.worker.interpreter;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Scope;
import dev.weft.definitions.model.Task;
import dev.weft.worker.interpreter.attempt.Attempts;
import dev.weft.worker.interpreter.attempt.Waits;
import dev.weft.worker.interpreter.block.Blocks;
import dev.weft.worker.interpreter.block.Repeats;
import dev.weft.worker.interpreter.event.Awaiting;
import dev.weft.worker.interpreter.gate.Gates;
import dev.weft.worker.interpreter.gate.Reminding;
import dev.weft.worker.interpreter.state.ClockKey;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Clock;
import dev.weft.worker.task.ClockKind;
import dev.weft.worker.task.Sla;
import dev.weft.worker.task.TaskState;
import java.time.Duration;
import java.time.Instant;

/** Clocks that run out, stop with a pause and run on after it. */
public final class Clocks {
    private Clocks() {}

    static void ranOut(Turn turn, ClockKey key) {
        switch (key.kind()) {
            case RUN -> {
                turn.deadline = null;
                RunLifecycle.end(turn, RunState.Ending.TIMED_OUT);
            }
            case DEADLINE -> {
                turn.put(key.task(), turn.task(key.task()).edit().deadline(null).done());
                deadline(turn, key.task());
            }
            case SLA -> {
                Sla sla = turn.task(key.task()).sla();
                if (sla != null) {
                    turn.put(
                            key.task(),
                            turn.task(key.task()).edit().sla(sla.passed()).done());
                }
            }
            case REMINDER -> {
                if (Reminding.runs(turn, key.task())) {
                    Reminding.due(turn, key.task());
                }
            }
            case ATTEMPT, RETRY, GATE, EVENT, WAIT, UNTIL, TURN -> {
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
            case EVENT -> Awaiting.timedOut(turn, task);
            case WAIT, UNTIL -> Waits.over(turn, task);
            case TURN -> Repeats.next(turn, task);
            case RUN, DEADLINE, SLA, REMINDER ->
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
                start(turn, new ClockKey(clock.kind(), i), running.left(turn.now));
            }
            Reminding.resume(turn, i);
        }
    }

    /** The clock of a task, started; in a paused run it stands still. */
    public static Clock begin(Turn turn, ClockKind kind, int task, Duration duration) {
        return begin(turn, kind, task, turn.now.plus(duration));
    }

    /** The clock of a task that runs out at a time, started; in a paused run it stands still. */
    public static Clock begin(Turn turn, ClockKind kind, int task, Instant due) {
        Clock clock = Clock.until(kind, due);
        if (turn.paused) {
            return clock.stop(turn.now);
        }
        start(turn, new ClockKey(kind, task), clock.left(turn.now));
        return clock;
    }

    /** The run must be done in so long. */
    public static void limit(Turn turn, Duration duration) {
        turn.deadline = turn.now.plus(duration);
        start(turn, ClockKey.RUN, duration);
    }

    /** A task must be done in so long. */
    private static void limit(Turn turn, int task, Duration duration) {
        turn.put(task, turn.task(task).edit().deadline(turn.now.plus(duration)).done());
        start(turn, new ClockKey(ClockKind.DEADLINE, task), duration);
    }

    /** It is told where a task isn't done in so long. */
    private static void expect(Turn turn, int task, Duration duration) {
        turn.put(
                task,
                turn.task(task).edit().sla(Sla.until(turn.now.plus(duration))).done());
        start(turn, new ClockKey(ClockKind.SLA, task), duration);
    }

    /** The {@code deadline} and the {@code sla} of the whole of a task begin. */
    public static void limitWhole(Turn turn, int index, Scope scope) throws EvaluationException {
        Task task = turn.planned(index).task();
        if (task.deadline() != null) {
            limit(turn, index, task.deadline().resolve(scope));
        }
        if (task.sla() != null) {
            expect(turn, index, task.sla().resolve(scope));
        }
    }

    public static void start(Turn turn, ClockKey key, Duration duration) {
        turn.effect(new Effect.StartClock(key, key.task() < 0 ? "" : turn.path(key.task()), duration));
    }

    /** Stops all clocks of a task. */
    public static void stop(Turn turn, int task) {
        stopOwn(turn, task);
        if (turn.task(task).deadline() != null) {
            turn.effect(new Effect.StopClock(new ClockKey(ClockKind.DEADLINE, task)));
            turn.put(task, turn.task(task).edit().deadline(null).done());
        }
        Sla sla = turn.task(task).sla();
        if (sla != null && !sla.missed()) {
            turn.effect(new Effect.StopClock(new ClockKey(ClockKind.SLA, task)));
            turn.put(task, turn.task(task).edit().sla(null).done());
        }
    }

    /** Stops the clock that a task waits for or is timed by, and that of its reminders, where there is one. */
    public static void stopOwn(Turn turn, int task) {
        Clock clock = turn.task(task).clock();
        if (clock != null) {
            turn.effect(new Effect.StopClock(new ClockKey(clock.kind(), task)));
            turn.put(task, turn.task(task).edit().clock(null).done());
        }
        Reminding.end(turn, task);
    }

    public static void stopOfRun(Turn turn) {
        if (turn.deadline != null) {
            turn.effect(new Effect.StopClock(ClockKey.RUN));
            turn.deadline = null;
        }
    }

    public static Failure deadlinePassed() {
        return Failure.permanent("deadline", "The deadline of the task passed before it was done.");
    }

    private static void deadline(Turn turn, int index) {
        TaskState task = turn.task(index);
        if (task.holdsOpenTasks()) {
            Stopping.block(turn, index, TaskState.Stop.DEADLINE);
        } else if (task.status() == TaskStatus.RUNNING) {
            Attempts.stop(turn, index, TaskState.Stop.DEADLINE);
        } else if (task.status() == TaskStatus.WAITING) {
            TaskEnds.fail(turn, index, deadlinePassed());
        }
    }

    private static boolean isTimedBy(Turn turn, ClockKey key) {
        Clock clock = turn.task(key.task()).clock();
        return clock != null && clock.kind() == key.kind() && clock.runs();
    }
}
