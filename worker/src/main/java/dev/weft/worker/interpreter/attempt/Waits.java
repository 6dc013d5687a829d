package dev.weft.worker.interpreter.attempt;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.builtin.Wait;
import dev.weft.definitions.action.shape.ParameterBinder;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Scope;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.schedule.CronText;
import dev.weft.definitions.schedule.TimestampText;
import dev.weft.worker.interpreter.Clocks;
import dev.weft.worker.interpreter.TaskEnds;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.task.Clock;
import dev.weft.worker.task.ClockKind;
import dev.weft.worker.task.TaskTrigger;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tasks that let time pass: a clock of the run, and nothing else. */
public final class Waits {
    private Waits() {}

    public static void begin(Turn turn, int index, Work.ActionCall call, Scope scope) throws EvaluationException {
        try {
            Wait wait = ParameterBinder.bind(Wait.SPEC, call.parameters().evaluate(scope));
            Instant due = due(wait, turn.now);
            if (due.isAfter(turn.now)) {
                await(turn, index, wait.length() == null ? ClockKind.UNTIL : ClockKind.WAIT, due);
            } else {
                TaskEnds.complete(turn, index, output(due, turn.now));
            }
        } catch (ActionException e) {
            TaskEnds.fail(
                    turn, index, Failure.permanent(e.code(), Objects.requireNonNullElse(e.getMessage(), e.code())));
        }
    }

    /** Its time has come. */
    public static void over(Turn turn, int index) {
        Clock clock = Objects.requireNonNull(turn.task(index).clock());
        TaskEnds.complete(turn, index, output(Objects.requireNonNull(clock.due()), turn.now));
    }

    private static void await(Turn turn, int index, ClockKind kind, Instant due) {
        turn.put(
                index,
                turn.task(index)
                        .edit()
                        .by(TaskTrigger.WAIT)
                        .startedAt(turn.now)
                        .reason("until " + due)
                        .clock(Clocks.begin(turn, kind, index, due))
                        .done());
    }

    private static Instant due(Wait wait, Instant now) {
        if (wait.length() != null) {
            return now.plus(wait.length());
        }
        if (wait.until() != null) {
            return TimestampText.parse(wait.until()).orElseThrow();
        }
        ZoneId zone = wait.timezone() == null ? ZoneOffset.UTC : ZoneId.of(wait.timezone());
        return CronText.next(Objects.requireNonNull(wait.cron()), now.atZone(zone))
                .orElseThrow()
                .toInstant();
    }

    private static Map<String, @Nullable Object> output(Instant due, Instant now) {
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("until", due.toString());
        output.put("woke_at", now.toString());
        return output;
    }
}
