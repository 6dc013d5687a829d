package dev.weft.api;

import dev.weft.worker.WeftWorker;
import dev.weft.worker.WorkerLimits;
import dev.weft.worker.activity.ActionRuntime;
import dev.weft.worker.activity.TaskActivity;
import dev.weft.worker.activity.WorkerSettings;
import dev.weft.worker.protocol.cache.ResultCache;
import dev.weft.worker.protocol.event.EventSink;
import dev.weft.worker.protocol.large.LargeValueStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real worker in the namespace of an {@link Api} of the same home, with all actions. */
record ApiWorker(
        ActionRuntime actions,
        WeftWorker worker,
        @Nullable EventSink events,
        @Nullable ResultCache results) implements AutoCloseable {
    static ApiWorker start(Path home) throws IOException {
        return start(home, null);
    }

    /** One whose runs tell what they do. */
    static ApiWorker start(Path home, @Nullable EventSink events) throws IOException {
        return start(home, events, null);
    }

    /** One whose runs take outputs from one another. */
    static ApiWorker caching(Path home, ResultCache results) throws IOException {
        return start(home, null, results);
    }

    private static ApiWorker start(Path home, @Nullable EventSink events, @Nullable ResultCache results)
            throws IOException {
        return start(home, events, results, null);
    }

    /** One with a place for large values. */
    static ApiWorker keeping(Path home, LargeValueStore large) throws IOException {
        return start(home, null, null, large);
    }

    private static ApiWorker start(
            Path home, @Nullable EventSink events, @Nullable ResultCache results, @Nullable LargeValueStore large)
            throws IOException {
        ActionRuntime actions = ActionRuntime.open(WorkerSettings.fromEnvironment(home, Map.of()), events, large);
        return new ApiWorker(
                actions,
                WeftWorker.start(
                        Api.temporal(home),
                        new TaskActivity(actions),
                        WorkerLimits.DEFAULT,
                        null,
                        events,
                        results,
                        large),
                events,
                results);
    }

    @Override
    public void close() {
        worker.closeNow();
        if (events != null) {
            events.close();
        }
        if (results != null) {
            results.close();
        }
        actions.close();
    }
}
