package dev.weft.api.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weft.worker.protocol.RunView;
import org.jspecify.annotations.Nullable;

/**
 * States of runs that workers have told. A state follows from a history: as long as that is as long as it was, the state is the
 * same, and no worker needs to be asked, who may have to read all of it for an answer. Thread safe.
 */
final class KnownStates {
    /** Of the answers; in memory they take some times as much. */
    private static final long MOST_BYTES = 8_000_000;

    private static final int LARGE = 200_000;

    private final Cache<Key, Known> states = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Key key, Known known) -> known.bytes())
            .executor(Runnable::run)
            .build();

    private record Key(String execution, long events) {
        static Key of(RunSummary run) {
            return new Key(run.execution(), run.events());
        }
    }

    private record Known(RunView view, int bytes) {}

    /** The state of a run, where it is known. */
    @Nullable RunView of(RunSummary run) {
        Known known = run.events() == 0 ? null : states.getIfPresent(Key.of(run));
        return known == null ? null : known.view();
    }

    /**
     * Keeps one.
     *
     * @param run as it was before it was asked
     */
    void keep(RunSummary run, RunView view, int bytes) {
        if (run.events() > 0 && bytes < LARGE) {
            states.put(Key.of(run), new Known(view, bytes));
        }
    }
}
