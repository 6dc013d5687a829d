package dev.weft.api.service;

import dev.weft.api.error.ApiException;
import dev.weft.api.gateway.Gateway;
import dev.weft.api.gateway.HistoryContents;
import dev.weft.api.large.LargeValues;
import dev.weft.api.limit.Recent;
import dev.weft.api.representation.PruneRequest;
import dev.weft.api.representation.PrunedBody;
import dev.weft.api.store.ResultStore;
import dev.weft.api.store.RunLocks;
import dev.weft.definitions.blob.BlobException;
import dev.weft.definitions.blob.Blobs;
import dev.weft.definitions.model.Durations;
import dev.weft.worker.protocol.large.BlobPruning;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Deletes blobs that no run which Temporal keeps, no kept result and no other such blob names: one pruning at a time, over all processes
 * that share the database. Thread safe.
 */
public final class BlobService {
    /** What was put so lately may be named by what isn't seen yet: no store counts a blob as older that is put again. */
    private static final Duration LEAST = Duration.ofHours(1);

    private static final Duration USUAL = Duration.ofDays(1);

    /** How long one request waits; whoever asks again under the same id waits on. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final int REMEMBERED = 20;

    private final Gateway gateway;
    private final ResultStore results;
    private final RunLocks locks;
    private final LargeValues large;
    private final Clock clock;
    private final Map<String, FutureTask<BlobPruning.Outcome>> prunings = new Recent<>(REMEMBERED);

    public BlobService(Gateway gateway, ResultStore results, RunLocks locks, LargeValues large, Clock clock) {
        this.gateway = gateway;
        this.results = results;
        this.locks = locks;
        this.large = large;
        this.clock = clock;
    }

    /**
     * Deletes what nothing names, and waits for that for a while.
     *
     * @throws ApiException 422 for an age that is none, or too low; 409 where there is no store, 502 where it can't be used
     */
    public PrunedBody prune(PruneRequest request) {
        Blobs blobs = large.blobs();
        Instant before = clock.instant().minus(age(request.olderThan()));
        boolean really = !Boolean.TRUE.equals(request.dryRun());
        String id = request.id() == null ? UUID.randomUUID().toString() : request.id();
        FutureTask<BlobPruning.Outcome> pruning;
        synchronized (prunings) {
            pruning = prunings.get(id);
            if (pruning == null) {
                pruning = new FutureTask<>(() -> pruned(blobs, before, really));
                prunings.put(id, pruning);
                Thread.ofVirtual().name("blobs-prune").start(pruning);
            }
        }
        return body(id, outcome(pruning));
    }

    private BlobPruning.Outcome pruned(Blobs blobs, Instant before, boolean really) {
        return locks.alone("the blob store", () -> {
            HistoryContents histories = gateway.contents();
            try {
                return BlobPruning.prune(
                        blobs,
                        contents -> {
                            // A run that takes a kept result tells its history; what is kept on has been there before
                            // or after.
                            results.outputs(output -> contents.accept(output.getBytes(StandardCharsets.UTF_8)));
                            histories.show(contents);
                            results.outputs(output -> contents.accept(output.getBytes(StandardCharsets.UTF_8)));
                        },
                        before,
                        really);
            } catch (BlobException e) {
                throw new ApiException(502, e.code(), String.valueOf(e.getMessage()));
            }
        });
    }

    private static BlobPruning.@Nullable Outcome outcome(FutureTask<BlobPruning.Outcome> pruning) {
        try {
            return pruning.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException own ? own : new IllegalStateException(e.getCause());
        }
    }

    private static Duration age(@Nullable String text) {
        if (text == null) {
            return USUAL;
        }
        Duration age;
        try {
            age = Objects.requireNonNull(Durations.parse(text));
        } catch (IllegalArgumentException e) {
            throw ApiException.unprocessable("invalid_age", String.valueOf(e.getMessage()));
        }
        if (age.compareTo(LEAST) < 0) {
            throw ApiException.unprocessable(
                    "invalid_age",
                    "Expected older_than to be an hour at least, but found '%s': younger blobs may belong to runs that haven't said so yet."
                            .formatted(text));
        }
        return age;
    }

    private static PrunedBody body(String id, BlobPruning.@Nullable Outcome outcome) {
        return outcome == null
                ? new PrunedBody(id, true, null, null, null, null, null)
                : new PrunedBody(
                        id,
                        false,
                        outcome.looked(),
                        outcome.young(),
                        outcome.named(),
                        outcome.deleted(),
                        outcome.bytes());
    }
}
