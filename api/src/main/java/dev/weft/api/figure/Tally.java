package dev.weft.api.figure;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is counted of runs or of a task, and how long those took that were completed. Not thread safe. */
public final class Tally {
    private final long[] counts = new long[Count.values().length];
    private final Map<Integer, Long> durations = new TreeMap<>();
    private long timed;
    private double seconds;
    private @Nullable Double shortest;
    private @Nullable Double longest;

    /** What can become of a run or a task. */
    public enum Count {
        STARTED,
        COMPLETED,
        FAILED,
        CANCELLED,
        ROLLED_BACK,
        SKIPPED,
        RETRIED,
        CACHED
    }

    /** One more. */
    public void add(Count what) {
        add(what, 1);
    }

    /** So many more. */
    public void add(Count what, long many) {
        counts[what.ordinal()] += many;
    }

    /** One more that took so long. */
    public void took(double duration) {
        addDurations(DurationBuckets.of(duration), 1);
        addTimes(1, duration, duration, duration);
    }

    /** So many more that took what a bucket says. */
    public void addDurations(int bucket, long many) {
        durations.merge(bucket, many, Long::sum);
    }

    /** So many more that took so long together. */
    public void addTimes(long many, double together, @Nullable Double least, @Nullable Double most) {
        timed += many;
        seconds += together;
        if (least != null) {
            shortest = shortest == null ? least : Double.valueOf(Math.min(shortest, least));
        }
        if (most != null) {
            longest = longest == null ? most : Double.valueOf(Math.max(longest, most));
        }
    }

    /** All that another has counted, too. */
    public void add(Tally other) {
        for (Count count : Count.values()) {
            add(count, other.count(count));
        }
        other.durations.forEach(this::addDurations);
        addTimes(other.timed, other.seconds, other.shortest, other.longest);
    }

    public long count(Count what) {
        return counts[what.ordinal()];
    }

    /** How many durations it knows. */
    public long timed() {
        return timed;
    }

    /** All of them together, in seconds. */
    public double seconds() {
        return seconds;
    }

    public @Nullable Double shortest() {
        return shortest;
    }

    public @Nullable Double longest() {
        return longest;
    }

    /** How many took how long, by {@link DurationBuckets}. */
    public Map<Integer, Long> durations() {
        return durations;
    }

    /** How many came to an end that says whether they went well. */
    public long judged() {
        return count(Count.COMPLETED) + count(Count.FAILED);
    }
}
