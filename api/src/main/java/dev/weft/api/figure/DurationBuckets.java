package dev.weft.api.figure;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Durations by their logarithm, so that hours of them are added up and still tell any quantile to 2 percent: the mapping of Masson,
 * Rim and Lee, «DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees», VLDB 2019. Pure.
 */
public final class DurationBuckets {
    private static final double ACCURACY = 0.02;
    private static final double GROWTH = (1 + ACCURACY) / (1 - ACCURACY);
    private static final double LOG_GROWTH = Math.log(GROWTH);

    /** Shorter ones are counted with it: events tell milliseconds. */
    private static final double SHORTEST = 0.001;

    private DurationBuckets() {}

    /** The bucket of a duration in seconds. */
    public static int of(double seconds) {
        return (int) Math.ceil(Math.log(Math.max(seconds, SHORTEST)) / LOG_GROWTH);
    }

    /** A duration in seconds that is at most 2 percent from all of a bucket. */
    public static double seconds(int bucket) {
        return 2 * Math.pow(GROWTH, bucket) / (GROWTH + 1);
    }

    /**
     * The duration in seconds that a share of those counted don't exceed.
     *
     * @param counts by bucket, one at least
     * @param share more than 0, at most 1
     */
    public static double quantile(Map<Integer, Long> counts, double share) {
        SortedMap<Integer, Long> sorted = new TreeMap<>(counts);
        long all = sorted.values().stream().mapToLong(Long::longValue).sum();
        long rank = Math.max(1, (long) Math.ceil(share * all));
        long seen = 0;
        for (Map.Entry<Integer, Long> bucket : sorted.entrySet()) {
            seen += bucket.getValue();
            if (seen >= rank) {
                return seconds(bucket.getKey());
            }
        }
        return seconds(sorted.lastKey());
    }
}
