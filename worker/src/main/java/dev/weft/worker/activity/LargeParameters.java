package dev.weft.worker.activity;

import dev.weft.definitions.action.ActionException;
import dev.weft.worker.protocol.large.LargeException;
import dev.weft.worker.protocol.large.LargeValueStore;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Large values in what an attempt is given, and in what it gives. */
final class LargeParameters {
    private static final int TRIES = 6;
    private static final Duration FIRST_DELAY = Duration.ofMillis(200);

    private LargeParameters() {}

    /** Does something with the store. */
    interface Use<T> {
        T of(LargeValueStore store) throws LargeException;
    }

    /**
     * Parameters with large values in their places, and all computed that was left to be.
     *
     * @throws ActionException {@code expression}, {@code blob_missing} and what else goes wrong with the store
     */
    @SuppressWarnings("unchecked") // what was a map stays one
    static @Nullable Map<String, @Nullable Object> whole(
            @Nullable Map<String, @Nullable Object> parameters, @Nullable LargeValueStore store)
            throws ActionException, InterruptedException {
        if (parameters == null || !LargeValueStore.standsForSomething(parameters)) {
            return parameters;
        }
        return (Map<String, @Nullable Object>) use(store, there -> Objects.requireNonNull(there.whole(parameters)));
    }

    /**
     * Uses the store, several times where it can't be used at once: to do the work of an attempt again would cost more.
     *
     * @throws ActionException where it still can't be used; another attempt may go well where that passes
     */
    static <T> T use(@Nullable LargeValueStore store, Use<T> use) throws ActionException, InterruptedException {
        if (store == null) {
            throw ActionException.permanent("no_blob_store", "This worker has no place for large values.");
        }
        Duration delay = FIRST_DELAY;
        for (int left = TRIES; ; left--) {
            try {
                return use.of(store);
            } catch (LargeException e) {
                if (!e.isPassing()) {
                    throw ActionException.permanent(e.code(), e.getMessage());
                }
                if (left == 1) {
                    throw new ActionException(e.code(), e.getMessage());
                }
                Thread.sleep(delay);
                delay = delay.multipliedBy(2);
            }
        }
    }
}
