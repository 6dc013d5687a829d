package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.document.StateDocument;
import dev.weft.worker.interpreter.restart.Reopening;
import dev.weft.worker.interpreter.restart.Reviving;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.state.Steering;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.RefusedException;
import dev.weft.worker.protocol.Restart;
import dev.weft.worker.protocol.Revival;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStart;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;

/** What a run is started with that begins once more, from the state of the one that has ended. */
final class Beginnings {
    private final RunLoop loop;

    Beginnings(RunLoop loop) {
        this.loop = loop;
    }

    Revival revived(RunState state, Control control) {
        RunRequest own = loop.facts().request();
        return answer(() -> own.awaitedByNobody().from(start(next(state, control))));
    }

    Revival restarted(RunState state, Restart restart) {
        RunRequest next = restart.request();
        return answer(() -> next.from(start(
                Reviving.restarted(loop, state, next, PlanCache.plan(next.definition()), restart.from(), end(state)))));
    }

    private RunState next(RunState state, Control control) {
        if (control.undoes()) {
            return Reopening.rolledBack(loop, state, control, end(state));
        }
        Steering how = Steering.of(Objects.requireNonNullElse(control.command(), ""))
                .orElseThrow(() -> new RefusedException(
                        RefusedException.Code.INVALID,
                        "Expected a command 'rollback', 'undo', 'retry', 'skip', 'complete' or 'fail', but found '%s'."
                                .formatted(control.command())));
        return Reviving.steered(loop, state, how, control, end(state));
    }

    private static RunStart start(RunState state) {
        return RunStart.of(StateDocument.write(state));
    }

    /** A time for what is evaluated again: any would do, as long as it is the same at each replay. */
    private static Instant end(RunState state) {
        return state.endedAt() != null ? state.endedAt() : Objects.requireNonNullElse(state.startedAt(), Instant.EPOCH);
    }

    private static Revival answer(Supplier<RunRequest> request) {
        try {
            return new Revival(request.get(), null);
        } catch (RefusedException e) {
            return new Revival(null, e.getMessage());
        }
    }
}
