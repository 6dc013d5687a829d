package dev.weft.worker.task;

import dev.weft.worker.protocol.cache.CacheMiss;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the output of a task, or of the run, stands to the result cache.
 *
 * @param digest of all that it depends on; empty where that isn't known
 * @param ttl how old one that is taken may be, and how long this one may be taken; {@code null} for ever
 * @param run id of the run whose output it is; {@code null} unless it is {@link Stand#TAKEN}
 * @param missed why it isn't taken; {@code null} where it is, is looked up, or where that isn't known
 */
public record Cached(
        String digest,
        @Nullable Duration ttl,
        Stand stand,
        @Nullable String run,
        @Nullable CacheMiss missed) {
    /** How it stands. */
    public enum Stand {
        /** It is looked up. */
        ASKED,
        /** It isn't there, or must not be taken: it is worked for, and put once it is there. */
        MISSED,
        /** It wasn't there, and nothing is put any more. */
        PAST,
        /** It is that of another run. */
        TAKEN
    }

    /** One that is looked up now. */
    public static Cached asked(String digest, @Nullable Duration ttl) {
        return new Cached(digest, ttl, Stand.ASKED, null, null);
    }

    /** One that is neither looked up nor put. */
    public static Cached none(CacheMiss why) {
        return new Cached("", null, Stand.PAST, null, why);
    }

    /** The same, that is worked for. */
    public Cached missed(@Nullable CacheMiss why) {
        return new Cached(digest, ttl, Stand.MISSED, null, why);
    }

    /** The same, taken from a run. */
    public Cached takenFrom(String other) {
        return new Cached(digest, ttl, Stand.TAKEN, other, null);
    }

    /** What is still to be said of it once the task has ended. */
    public @Nullable Cached past() {
        return switch (stand) {
            case ASKED -> null;
            case MISSED -> new Cached(digest, ttl, Stand.PAST, null, missed);
            case PAST, TAKEN -> this;
        };
    }

    /** Whether it is looked up now. */
    public boolean isAsked() {
        return stand == Stand.ASKED;
    }

    /** Whether it is worked for. */
    public boolean isMissed() {
        return stand == Stand.MISSED;
    }

    /** Whether it is that of another run. */
    public boolean isTaken() {
        return stand == Stand.TAKEN;
    }

    /** Where it is taken from, for people. */
    public String source() {
        return "the output of run '%s', from the result cache".formatted(run);
    }
}
