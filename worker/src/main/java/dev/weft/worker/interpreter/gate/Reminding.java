package dev.weft.worker.interpreter.gate;

import dev.weft.worker.interpreter.Clocks;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.interpreter.state.ClockKey;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.task.Clock;
import dev.weft.worker.task.ClockKind;
import dev.weft.worker.task.Gate;
import dev.weft.worker.task.Reminders;
import dev.weft.worker.task.TaskState;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reminders of those who may decide a gate and haven't: each a clock of the run, which stops with the decision. */
public final class Reminding {
    /** Reminders of one run at most: each costs five events of its history. */
    private static final int MAX_OF_RUN = 2_000;

    private Reminding() {}

    /**
     * A gate whose level is asked anew, with the clock of its first reminder started.
     *
     * @param level the clock of the level; {@code null} where it has no timeout
     */
    static Gate begin(Turn turn, int index, Gate gate, @Nullable Clock level) {
        Reminders reminders = gate.reminders();
        if (reminders == null || gate.question().remindEvery() == null) {
            return gate;
        }
        if (reminders.clock() != null) {
            turn.effect(new Effect.StopClock(new ClockKey(ClockKind.REMINDER, index)));
        }
        return gate.with(reminders.with(next(turn, index, gate, level)));
    }

    /** The time has come: whoever may decide is told, and the clock of the next is started. */
    public static void due(Turn turn, int index) {
        Gate gate = Objects.requireNonNull(turn.task(index).gate());
        Reminders sent = Objects.requireNonNull(gate.reminders()).sent(turn.now);
        put(turn, index, sent);
        put(turn, index, sent.with(next(turn, index, gate, turn.task(index).clock())));
    }

    /** Nobody is to be reminded any more. */
    public static void end(Turn turn, int index) {
        Reminders reminders = of(turn, index);
        if (reminders != null && reminders.clock() != null) {
            turn.effect(new Effect.StopClock(new ClockKey(ClockKind.REMINDER, index)));
            put(turn, index, reminders.with(null));
        }
    }

    /** Stops the clock of the next, with what is left of it. */
    public static void pause(Turn turn, int index) {
        Reminders reminders = of(turn, index);
        Clock clock = reminders == null ? null : reminders.clock();
        if (reminders != null && clock != null && clock.runs()) {
            put(turn, index, reminders.with(clock.stop(turn.now)));
            turn.effect(new Effect.StopClock(new ClockKey(ClockKind.REMINDER, index)));
        }
    }

    /** Lets it run on. */
    public static void resume(Turn turn, int index) {
        Reminders reminders = of(turn, index);
        Clock clock = reminders == null ? null : reminders.clock();
        if (reminders != null && clock != null && !clock.runs()) {
            Clock running = clock.start(turn.now);
            put(turn, index, reminders.with(running));
            Clocks.start(turn, new ClockKey(ClockKind.REMINDER, index), running.left(turn.now));
        }
    }

    /** Whether the clock of the next runs. */
    public static boolean runs(Turn turn, int index) {
        Reminders reminders = of(turn, index);
        return reminders != null
                && reminders.clock() != null
                && reminders.clock().runs();
    }

    /** What runs out with the next reminder; {@code null} where none follows. */
    public static @Nullable Clock clock(TaskState task) {
        Gate gate = task.gate();
        return gate == null || gate.reminders() == null
                ? null
                : gate.reminders().clock();
    }

    private static @Nullable Clock next(Turn turn, int index, Gate gate, @Nullable Clock level) {
        Duration every = Objects.requireNonNull(gate.question().remindEvery());
        if (Gates.isHeard(turn, gate)) {
            return null;
        }
        // None that would come with the level's own end, or after it: of two timers of one moment either may fire
        // first.
        if (level != null && level.left(turn.now).compareTo(every) <= 0 && turn.elsewhere.has(Change.ENDS_REMINDERS)) {
            return null;
        }
        int sent = 0;
        for (int task = 0; task < turn.size(); task++) {
            Reminders reminders = of(turn, task);
            sent += reminders == null ? 0 : reminders.sent();
        }
        return sent < MAX_OF_RUN ? Clocks.begin(turn, ClockKind.REMINDER, index, every) : null;
    }

    private static @Nullable Reminders of(Turn turn, int index) {
        Gate gate = turn.task(index).gate();
        return gate == null ? null : gate.reminders();
    }

    private static void put(Turn turn, int index, Reminders reminders) {
        Gate gate = Objects.requireNonNull(turn.task(index).gate());
        turn.put(index, turn.task(index).edit().gate(gate.with(reminders)).done());
    }
}
