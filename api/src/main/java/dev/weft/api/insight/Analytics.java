package dev.weft.api.insight;

import dev.weft.api.error.ApiException;
import dev.weft.api.figure.MeasureKey.Kind;
import dev.weft.api.figure.Tally;
import dev.weft.api.representation.AnalyticsBody;
import dev.weft.api.representation.AnalyticsBody.Figures;
import dev.weft.api.representation.AnalyticsBody.Item;
import dev.weft.api.representation.AnalyticsBody.Point;
import dev.weft.api.store.InsightStore;
import dev.weft.api.store.InsightStore.By;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up hours of what was counted. Thread safe. */
public final class Analytics {
    private static final Duration USUAL = Duration.ofDays(1);
    private static final Duration MOST_HOURS = Duration.ofDays(62);

    private final InsightStore store;
    private final Clock clock;

    public Analytics(InsightStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What was asked.
     *
     * @param since in the first hour; {@code null} for a day before the end
     * @param until in the last hour; {@code null} for now
     * @param workflow {@code null} for all
     * @param by workflow, task or agent
     * @param every hour or day; {@code null} for what fits the time
     */
    public record Question(
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable String workflow,
            @Nullable String by,
            @Nullable String every) {}

    /** Answers it. */
    public AnalyticsBody of(Question question) {
        Instant now = clock.instant();
        Instant asked = question.until() == null ? now : question.until();
        Instant since =
                (question.since() == null ? asked.minus(USUAL) : question.since()).truncatedTo(ChronoUnit.HOURS);
        Instant to = asked.truncatedTo(ChronoUnit.HOURS).equals(asked)
                ? asked
                : asked.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        if (!since.isBefore(to)) {
            throw ApiException.invalid("Expected «since» before «until», but found " + since + " and " + asked + ".");
        }
        Instant until = to.isAfter(now) ? now : to;
        Duration over = Duration.between(since, until);
        By by = by(question.by());
        By every = every(question.every(), over);
        Tally runs = store.sum(Kind.RUN, since, to, question.workflow());
        Tally tasks = store.sum(Kind.TASK, since, to, question.workflow());
        Map<String, Tally> items =
                store.sums(by == By.WORKFLOW ? Kind.RUN : Kind.TASK, since, to, question.workflow(), by);
        Map<String, Tally> series = store.sums(Kind.RUN, since, to, question.workflow(), every);
        Figures all = Figures.of(runs, over);
        Figures allTasks = Figures.of(tasks, over);
        BigDecimal success = all.successRate();
        return new AnalyticsBody(
                since,
                until,
                question.workflow(),
                all.perHour(),
                allTasks.duration() == null ? null : allTasks.duration().avg(),
                success == null ? null : BigDecimal.valueOf(100).subtract(success),
                store.behind(),
                all,
                allTasks,
                by.name().toLowerCase(Locale.ROOT),
                items.entrySet().stream()
                        .map(entry -> item(by, entry.getKey(), Figures.of(entry.getValue(), over)))
                        .toList(),
                every.name().toLowerCase(Locale.ROOT),
                points(series, every));
    }

    private static List<Point> points(Map<String, Tally> series, By every) {
        Duration step = every == By.DAY ? Duration.ofDays(1) : Duration.ofHours(1);
        return series.entrySet().stream()
                .map(entry -> new Point(Instant.parse(entry.getKey()), Figures.of(entry.getValue(), step)))
                .toList();
    }

    private static Item item(By by, String which, Figures figures) {
        return switch (by) {
            case AGENT -> new Item(null, null, which, figures);
            case TASK -> {
                int end = which.indexOf('\n');
                yield new Item(which.substring(0, end), which.substring(end + 1), null, figures);
            }
            case NOTHING, WORKFLOW, HOUR, DAY -> new Item(which, null, null, figures);
        };
    }

    private static By by(@Nullable String text) {
        return switch (text == null ? "workflow" : text) {
            case "workflow" -> By.WORKFLOW;
            case "task" -> By.TASK;
            case "agent" -> By.AGENT;
            default ->
                throw ApiException.invalid("Expected «by» to be workflow, task or agent, but found «" + text + "».");
        };
    }

    private static By every(@Nullable String text, Duration over) {
        return switch (text == null ? "" : text) {
            case "" -> over.compareTo(Duration.ofDays(3)) > 0 ? By.DAY : By.HOUR;
            case "day" -> By.DAY;
            case "hour" -> {
                if (over.compareTo(MOST_HOURS) > 0) {
                    throw ApiException.invalid("Expected at most " + MOST_HOURS.toDays()
                            + " days by the hour, but found more. Ask with «every=day».");
                }
                yield By.HOUR;
            }
            default -> throw ApiException.invalid("Expected «every» to be hour or day, but found «" + text + "».");
        };
    }
}
