package dev.weft.api.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.api.figure.DurationBuckets;
import dev.weft.api.figure.Tally;
import dev.weft.api.figure.Tally.Count;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of runs and tasks in some hours.
 *
 * @param since beginning of the first hour
 * @param until end of the last one, or now
 * @param workflowsPerHour runs that ended, an hour
 * @param avgTaskDuration in seconds; {@code null} where none was completed
 * @param errorRate percent of the runs that came to an end, well or not, that failed; {@code null} where there is none
 * @param behind events of the log that aren't counted yet
 * @param by what the items are: workflow, task or agent
 * @param series the same by time
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AnalyticsBody(
        Instant since,
        Instant until,
        @Nullable String workflow,
        BigDecimal workflowsPerHour,
        @Nullable BigDecimal avgTaskDuration,
        @Nullable BigDecimal errorRate,
        long behind,
        Figures runs,
        Figures tasks,
        String by,
        List<Item> items,
        String every,
        List<Point> series) {
    /**
     * One of what was asked by; of runs where that is a workflow, of tasks else.
     *
     * @param task path, items of loops together
     */
    public record Item(
            @Nullable String workflow,
            @Nullable String task,
            @Nullable String agent,
            Figures figures) {}

    /** The runs of an hour or a day. */
    public record Point(Instant at, Figures runs) {}

    /**
     * Counts, and how long those took that were completed.
     *
     * @param started runs, or attempts of tasks
     * @param rolledBack runs; of tasks those that were undone
     * @param retried attempts that failed, and another followed
     * @param cached of the completed those whose output was there
     * @param successRate percent of the completed and failed that were completed; {@code null} where there is none
     * @param perHour the completed and failed, an hour
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Figures(
            long started,
            long completed,
            long failed,
            long cancelled,
            long rolledBack,
            long skipped,
            long retried,
            long cached,
            @Nullable BigDecimal successRate,
            BigDecimal perHour,
            @Nullable Took duration) {
        /**
         * Of what was counted.
         *
         * @param over how long was counted
         */
        public static Figures of(Tally tally, Duration over) {
            double hours =
                    Math.max(over.toMillis(), 1) / (double) Duration.ofHours(1).toMillis();
            return new Figures(
                    tally.count(Count.STARTED),
                    tally.count(Count.COMPLETED),
                    tally.count(Count.FAILED),
                    tally.count(Count.CANCELLED),
                    tally.count(Count.ROLLED_BACK),
                    tally.count(Count.SKIPPED),
                    tally.count(Count.RETRIED),
                    tally.count(Count.CACHED),
                    tally.judged() == 0 ? null : percent(tally.count(Count.COMPLETED), tally.judged()),
                    rounded(tally.judged() / hours),
                    Took.of(tally));
        }
    }

    /** Seconds; quantiles to 2 percent. */
    public record Took(BigDecimal avg, BigDecimal min, BigDecimal max, BigDecimal p50, BigDecimal p95, BigDecimal p99) {
        static @Nullable Took of(Tally tally) {
            Double least = tally.shortest();
            Double most = tally.longest();
            if (least == null || most == null || tally.durations().isEmpty()) {
                return null;
            }
            return new Took(
                    rounded(tally.seconds() / tally.timed()),
                    rounded(least),
                    rounded(most),
                    quantile(tally, 0.5, least, most),
                    quantile(tally, 0.95, least, most),
                    quantile(tally, 0.99, least, most));
        }

        private static BigDecimal quantile(Tally tally, double share, double least, double most) {
            return rounded(Math.clamp(DurationBuckets.quantile(tally.durations(), share), least, most));
        }
    }

    /** A share in percent, with two decimals. */
    public static BigDecimal percent(long part, long all) {
        return BigDecimal.valueOf(100L * part).divide(BigDecimal.valueOf(all), 2, RoundingMode.HALF_UP);
    }

    /** A number with three decimals. */
    public static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
    }
}
