package dev.weft.worker.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the output of a task, or of the run, stands to the result cache.
 *
 * @param digest of all that it depends on
 * @param ttl how old one that is taken may be, and how long this one may be taken; {@code null} for ever
 * @param run id of the run whose output it is; {@code null} unless it is {@link Stand#TAKEN}
 */
public record Cached(
        String digest,
        @Nullable Duration ttl,
        Stand stand,
        @Nullable String run) {
    /** How it stands. */
    public enum Stand {
        /** It is looked up. */
        ASKED,
        /** It isn't there, or must not be taken: it is worked for, and put once it is there. */
        MISSED,
        /** It is that of another run. */
        TAKEN
    }

    /** One that is looked up now. */
    public static Cached asked(String digest, @Nullable Duration ttl) {
        return new Cached(digest, ttl, Stand.ASKED, null);
    }

    /** The same, that is worked for. */
    public Cached missed() {
        return new Cached(digest, ttl, Stand.MISSED, null);
    }

    /** The same, taken from a run. */
    public Cached takenFrom(String other) {
        return new Cached(digest, ttl, Stand.TAKEN, other);
    }

    /** Whether it is looked up now. */
    public boolean isAsked() {
        return stand == Stand.ASKED;
    }

    /** Whether it is worked for. */
    public boolean isMissed() {
        return stand == Stand.MISSED;
    }

    /** Where it is taken from, for people. */
    public String source() {
        return "the output of run '%s', from the result cache".formatted(run);
    }
}
