package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.worker.protocol.room.RoomTerms;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for a lease: a place among those that share a key, over all runs.
 *
 * @param lease workflow id of where the lease is kept, see {@link WeftLease#id}
 * @param key for people
 * @param run id of the run that asks
 * @param chain Temporal's first execution of that run: another one is another going of the run, which holds nothing of the
 *     one before; {@code null} for a run that is about to be started
 * @param hold tells claims of one run apart; a claim that is made again has the same
 * @param path of the task; empty for the run itself
 * @param limit how many may hold it at once for this one to be among them, at least 1
 * @param terms of an agent that bounds more than its places; {@code null} for none
 * @param room of what is no lease, but room on a worker; {@code null} of all others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LeaseClaim(
        String lease,
        String key,
        String run,
        @Nullable String chain,
        String hold,
        String path,
        int limit,
        WhenFull whenFull,
        @Nullable AgentTerms terms,
        @Nullable RoomTerms room) {
    private static final int MAX_KEY = 200;

    /** What becomes of a claim that finds no place. */
    public enum WhenFull {
        /** It waits for its turn, first come, first served. */
        QUEUE,
        /** It is refused. */
        REJECT,
        /** It takes the place of the oldest, which is told to end. */
        REPLACE
    }

    /** One without terms, and not on room. */
    public LeaseClaim(
            String lease,
            String key,
            String run,
            @Nullable String chain,
            String hold,
            String path,
            int limit,
            WhenFull whenFull) {
        this(lease, key, run, chain, hold, path, limit, whenFull, null, null);
    }

    /** That of {@code policy.concurrency} of a run, say: it has the same hold wherever it is made. */
    public static LeaseClaim ofRun(WeftLease.Kind kind, String key, String run, int limit, WhenFull whenFull) {
        return of(kind, key, run, "run", "", limit, whenFull);
    }

    /**
     * A place among all runs of the platform.
     *
     * @param limit how many of them go on at once
     */
    public static LeaseClaim ofPlatform(String run, int limit) {
        return ofRun(WeftLease.Kind.PLATFORM, WeftLease.PLATFORM_KEY, run, limit, WhenFull.QUEUE);
    }

    /**
     * One of a run, or of a task of it.
     *
     * @param key whole
     */
    public static LeaseClaim of(
            WeftLease.Kind kind, String key, String run, String hold, String path, int limit, WhenFull whenFull) {
        return new LeaseClaim(
                WeftLease.id(kind, key),
                key.length() <= MAX_KEY ? key : key.substring(0, MAX_KEY) + "…",
                run,
                null,
                hold,
                path,
                limit,
                whenFull);
    }

    /** The same, that waits for its turn where it finds no place. */
    public LeaseClaim queueing() {
        return new LeaseClaim(lease, key, run, chain, hold, path, limit, WhenFull.QUEUE, terms, room);
    }

    /** The same, of a run. */
    public LeaseClaim ofRun(String id) {
        return new LeaseClaim(lease, key, id, chain, hold, path, limit, whenFull, terms, room);
    }

    /** The same, of a run that Temporal knows. */
    public LeaseClaim of(String first) {
        return new LeaseClaim(lease, key, run, first, hold, path, limit, whenFull, terms, room);
    }
}
