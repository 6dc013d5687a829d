package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.Reviving;
import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.RunState;
import dev.weft.worker.interpreter.Steering;
import dev.weft.worker.interpreter.document.StateDocument;
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
        return answer(() -> {
            Steering how = Steering.of(Objects.requireNonNullElse(control.command(), ""))
                    .orElseThrow(() -> new RefusedException(
                            RefusedException.Code.INVALID,
                            "Expected a command 'retry', 'skip', 'complete' or 'fail', but found '%s'."
                                    .formatted(control.command())));
            return own.awaitedByNobody()
                    .from(start(own.generation() + 1, Reviving.steered(loop, state, how, control, end(state))));
        });
    }

    Revival restarted(RunState state, Restart restart) {
        RunRequest next = restart.request();
        return answer(() -> next.from(start(
                1,
                Reviving.restarted(loop, state, next, PlanCache.plan(next.definition()), restart.from(), end(state)))));
    }

    private static RunStart start(int generation, RunState state) {
        return RunStart.of(generation, StateDocument.write(state));
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
