package dev.weft.worker.protocol.cache;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How runs speak to the cache of the worker that they are on. None of it fails: a cache that can't be used has nothing. */
@ActivityInterface
public interface ResultDesk {
    /** The activity type of {@link #find}. */
    String FIND = "result_find";

    /** The activity type of {@link #put}. */
    String PUT = "result_put";

    /** The activity type of {@link #drop}. */
    String DROP = "result_drop";

    /**
     * What a look-up comes to.
     *
     * @param answered how many of those asked for, from the first, this answers: the rest did not fit, and is asked for again
     * @param found of those what is there
     * @param missed by digest, why of those that aren't there, where it is known; {@code null} as workers of earlier builds say nothing
     */
    record Answer(
            int answered, List<FoundResult> found, @Nullable Map<String, CacheMiss> missed) {
        public Answer {
            found = List.copyOf(found);
        }
    }

    /** Looks outputs up; answers at least the first. */
    @ActivityMethod(name = FIND)
    Answer find(List<WantedResult> wanted);

    /** Puts outputs. */
    @ActivityMethod(name = PUT)
    void put(List<CachedResult> results);

    /** Drops what a run has put, up to one going of it. */
    @ActivityMethod(name = DROP)
    void drop(String run, int generation);
}
