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
import dev.weft.worker.protocol.large.KeptState;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a run is started with that begins once more, from the state of the one that has ended. */
final class Beginnings {
    /** Bytes of a state that stands in the request; a larger one is kept elsewhere where that can be done. */
    private static final int MOST_CARRIED = 1 << 20;

    private final RunLoop loop;
    private final @Nullable Keeper keeper;

    /** Keeps a state elsewhere. */
    interface Keeper {
        /**
         * Keeps one.
         *
         * @param state as JSON in UTF-8
         * @throws RefusedException where there is no place for it
         */
        KeptState keep(byte[] state);
    }

    /**
     * @param keeper of large states; {@code null} where none can be kept, as in the answer to a query
     */
    Beginnings(RunLoop loop, @Nullable Keeper keeper) {
        this.loop = loop;
        this.keeper = keeper;
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

    private RunStart start(RunState state) {
        byte[] json = StateDocument.json(state);
        return RunStart.of(
                keeper != null && json.length > MOST_CARRIED
                        ? StateDocument.kept(keeper.keep(json), state)
                        : StateDocument.document(json));
    }

    /** A time for what is evaluated again: any would do, as long as it is the same at each replay. */
    private static Instant end(RunState state) {
        return state.endedAt() != null ? state.endedAt() : Objects.requireNonNullElse(state.startedAt(), Instant.EPOCH);
    }

    private Revival answer(Supplier<RunRequest> request) {
        try {
            RunRequest next = request.get();
            if (Continuation.fits(next)) {
                return new Revival(next, null);
            }
            if (keeper == null) {
                return new Revival(null, null, true);
            }
            throw new RefusedException(
                    RefusedException.Code.CONFLICT,
                    "Expected a run that Temporal can start, but with its definitions and inputs it is too large. Start a new run.");
        } catch (RefusedException e) {
            return new Revival(null, e.getMessage());
        }
    }
}
