package dev.weft.api;

import dev.weft.worker.WeftWorker;
import dev.weft.worker.WorkerLimits;
import dev.weft.worker.activity.ActionRuntime;
import dev.weft.worker.activity.TaskActivity;
import dev.weft.worker.activity.WorkerSettings;
import dev.weft.worker.delivery.DeliveryWorker;
import dev.weft.worker.protocol.cache.ResultCache;
import dev.weft.worker.protocol.event.EventSink;
import dev.weft.worker.protocol.large.LargeValueStore;
import dev.weft.worker.protocol.log.LogSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real worker in the namespace of an {@link Api} of the same home, with all actions. */
record ApiWorker(
        ActionRuntime actions,
        WeftWorker worker,
        @Nullable EventSink events,
        @Nullable ResultCache results,
        @Nullable LogSink lines,
        @Nullable DeliveryWorker deliveries)
        implements AutoCloseable {
    /** By which it signs what it sends, where it sends. */
    static final String SECRET = "whsec_c2VjcmV0IG9mIGEgc3Vic2NyaXB0aW9u";

    static ApiWorker start(Path home) throws IOException {
        return start(home, null);
    }

    /** One whose runs tell what they do. */
    static ApiWorker start(Path home, @Nullable EventSink events) throws IOException {
        return start(home, events, null);
    }

    /** One whose runs tell what they do, and whose attempts say what they do, with some settings. */
    static ApiWorker logging(Path home, EventSink events, LogSink lines, Map<String, String> settings)
            throws IOException {
        return start(home, events, null, null, lines, settings);
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

    /** One whose runs tell what they do, with a place for large values. */
    static ApiWorker telling(Path home, EventSink events, LargeValueStore large) throws IOException {
        return start(home, events, null, large);
    }

    /** One that may reach this machine. */
    static ApiWorker reachingHere(Path home) throws IOException {
        return start(home, null, null, null, null, Map.of("WEFT_EGRESS_ALLOW", "127.0.0.1", "WEFT_SANDBOX", "none"));
    }

    private static ApiWorker start(
            Path home, @Nullable EventSink events, @Nullable ResultCache results, @Nullable LargeValueStore large)
            throws IOException {
        return start(home, events, results, large, null, Map.of());
    }

    private static ApiWorker start(
            Path home,
            @Nullable EventSink events,
            @Nullable ResultCache results,
            @Nullable LargeValueStore large,
            @Nullable LogSink lines,
            Map<String, String> settings)
            throws IOException {
        ActionRuntime actions =
                ActionRuntime.open(WorkerSettings.fromEnvironment(home, settings), events, large, lines);
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
                results,
                lines,
                null);
    }

    /** One that sends events to this machine, too; the secret is called {@code OUT}. */
    static ApiWorker sending(Path home, EventSink events) throws IOException {
        ActionRuntime actions = ActionRuntime.open(
                WorkerSettings.fromEnvironment(
                        home, Map.of("WEFT_EGRESS_ALLOW", "127.0.0.1", "WEFT_SECRET_OUT", SECRET)),
                events);
        return new ApiWorker(
                actions,
                WeftWorker.start(Api.temporal(home), new TaskActivity(actions), WorkerLimits.DEFAULT, null, events),
                events,
                null,
                null,
                DeliveryWorker.start(Api.temporal(home), actions.delivery()));
    }

    @Override
    public void close() {
        if (deliveries != null) {
            deliveries.close();
        }
        worker.closeNow();
        if (events != null) {
            events.close();
        }
        if (results != null) {
            results.close();
        }
        actions.close();
        if (lines != null) {
            lines.close();
        }
    }
}
