package dev.weft.api.insight;

import dev.weft.api.figure.MeasureKey;
import dev.weft.api.figure.SeenAlert;
import dev.weft.api.figure.SeenRun;
import dev.weft.api.figure.Tally;
import dev.weft.api.store.LoggedEvent;
import dev.weft.worker.protocol.event.CloudEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adds up a page of the event log: which runs are another now, what is counted more, which alerts are raised or cleared. */
final class Folding {
    private final Map<String, SeenRun> runs;
    private final Set<String> changed = new TreeSet<>();
    private final Map<MeasureKey, Tally> measures = new LinkedHashMap<>();
    private final Map<String, SeenAlert> alerts = new LinkedHashMap<>();
    private final LateFolding late;

    /**
     * @param known those of {@link #allRunsOf} that are known
     * @param standing those of {@link #alertsOf} that are known
     * @param late takes what is told of the tasks of {@link #allRunsOf}
     */
    Folding(Map<String, SeenRun> known, Map<String, SeenAlert> standing, LateFolding late) {
        this.late = late;
        this.runs = new LinkedHashMap<>(known);
        this.alerts.putAll(standing);
    }

    /** The runs that a page tells of, by themselves or by their tasks. */
    static Set<String> allRunsOf(Collection<LoggedEvent> page) {
        return names(page, Folding::isOfRun, "run");
    }

    /** The alerts that a page tells of. */
    static Set<String> alertsOf(Collection<LoggedEvent> page) {
        return names(page, Folding::isAlert, "alert");
    }

    private static Set<String> names(Collection<LoggedEvent> page, Predicate<CloudEvent> which, String field) {
        return page.stream()
                .map(LoggedEvent::event)
                .filter(which)
                .map(event -> text(event, field))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isOfRun(CloudEvent event) {
        return event.source().startsWith(CloudEvent.RUNS);
    }

    void fold(List<LoggedEvent> page) {
        for (LoggedEvent logged : page) {
            CloudEvent event = logged.event();
            if (isAlert(event)) {
                alert(event);
            } else if (isOfRun(event)) {
                if (event.type().startsWith("workflow.")) {
                    run(event);
                } else if (event.type().startsWith("task.")) {
                    task(event);
                }
                stand(event);
            }
        }
    }

    /** Those that are another than before. */
    List<SeenRun> runs() {
        return changed.stream().map(runs::get).map(Objects::requireNonNull).toList();
    }

    Map<MeasureKey, Tally> measures() {
        return measures;
    }

    Collection<SeenAlert> alerts() {
        return alerts.values();
    }

    LateFolding late() {
        return late;
    }

    private static boolean isAlert(CloudEvent event) {
        return event.type().startsWith("alert.") && !text(event, "alert").isEmpty();
    }

    private void alert(CloudEvent event) {
        String id = text(event, "alert");
        SeenAlert known = alerts.get(id);
        if (event.type().equals("alert.raised")) {
            // One that is told of once more is news of the same: what it says now counts.
            alerts.put(
                    id,
                    new SeenAlert(
                            id,
                            text(event, "kind"),
                            event.source(),
                            event.subject(),
                            known == null || known.clearedAt() != null ? event.time() : known.raisedAt(),
                            null,
                            data(event)));
        } else if (known != null && known.clearedAt() == null) {
            alerts.put(
                    id,
                    new SeenAlert(
                            id,
                            known.kind(),
                            known.source(),
                            known.subject(),
                            known.raisedAt(),
                            event.time(),
                            known.data()));
        }
    }

    private void run(CloudEvent event) {
        String name = text(event, "run");
        int generation = number(event, "generation");
        SeenRun known = runs.get(name);
        boolean begins = event.type().equals("workflow.started");
        String status = text(event, "status");
        boolean ended = ENDED.contains(status);
        SeenRun next = known;
        if (next == null || !isLate(event, next)) {
            if (begins || next == null) {
                next = begun(name, generation, known, event);
            }
            next = next.told(
                    status.isEmpty() ? next.status() : status,
                    ended ? event.time() : null,
                    ended ? error(event) : null,
                    event.time());
            if (ended || begins) {
                late.over(name);
            }
            runs.put(name, next);
            changed.add(name);
        }
        Tally tally = tally(event, MeasureKey.Kind.RUN, "", "");
        if (begins && generation == 1) {
            tally.add(Tally.Count.STARTED);
        }
        if (ended) {
            tally.add(
                    switch (status) {
                        case "COMPLETED" -> Tally.Count.COMPLETED;
                        case "CANCELLED" -> Tally.Count.CANCELLED;
                        case "ROLLED_BACK" -> Tally.Count.ROLLED_BACK;
                        default -> Tally.Count.FAILED;
                    });
            if (status.equals("COMPLETED")) {
                tally.took(seconds(Duration.between(next.startedAt(), event.time())));
            }
        }
    }

    /** Whether it came to the log when what followed was there, as the log was repaired: then it counts, but the run has moved on. */
    private static boolean isLate(CloudEvent event, SeenRun known) {
        int generation = number(event, "generation");
        if (generation > known.generation()) {
            return false;
        }
        boolean before = event.time().isBefore(known.asOf())
                || (known.endedAt() != null && event.time().equals(known.asOf()));
        boolean ends = event.type().startsWith("workflow.") && ENDED.contains(text(event, "status"));
        return generation < known.generation() || (before && !ends);
    }

    private static SeenRun begun(String name, int generation, @Nullable SeenRun known, CloudEvent event) {
        return new SeenRun(
                name,
                text(event, "workflow"),
                number(event, "revision"),
                generation,
                known == null ? since(event) : known.startedAt(),
                null,
                known == null ? labels(event) : known.labels(),
                null,
                known == null ? text(event, "started_by") : known.startedBy(),
                known == null && !text(event, "parent").isEmpty()
                        ? text(event, "parent")
                        : known == null ? null : known.parent(),
                known == null ? null : known.execution(),
                SeenRun.Stand.BEGUN,
                known != null && known.byEvents(),
                event.time());
    }

    /** How the run stands, which the last of what a step of it tells says. */
    private void stand(CloudEvent event) {
        Map<String, @Nullable Object> stands = map(data(event).get("standing"));
        SeenRun known = runs.get(text(event, "run"));
        if (known != null
                && !isLate(event, known)
                && stands.get("status") instanceof String status
                && stands.get("progress") instanceof Number progress) {
            List<String> waits = stands.get("waiting_for") instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : List.of();
            String execution = stands.get("execution") instanceof String id ? id : null;
            SeenRun.Stand stand = new SeenRun.Stand(status, progress.intValue(), waits);
            runs.put(
                    known.run(),
                    known.standing(ENDED.contains(status) ? stand.atEnd() : stand, execution, event.time()));
            changed.add(known.run());
        }
    }

    /** When its execution began; the event's own time where it doesn't say. */
    private static Instant since(CloudEvent event) {
        try {
            return map(data(event).get("standing")).get("since") instanceof String since
                    ? Instant.parse(since)
                    : event.time();
        } catch (DateTimeParseException e) {
            // Whoever can write to the log may have written it.
            return event.time();
        }
    }

    private static final Set<String> ENDED =
            Set.of("COMPLETED", "FAILED", "CANCELLED", "ROLLED_BACK", "TIMED_OUT", "TERMINATED");

    private void task(CloudEvent event) {
        late.task(
                event.type(),
                text(event, "run"),
                text(event, "task"),
                text(event, "workflow"),
                text(event, "status"),
                text(event, "due"));
        Tally.@Nullable Count what = switch (event.type()) {
            case "task.started" -> Tally.Count.STARTED;
            case "task.completed" -> Tally.Count.COMPLETED;
            case "task.failed" -> Tally.Count.FAILED;
            case "task.cancelled" -> Tally.Count.CANCELLED;
            case "task.compensated" -> Tally.Count.ROLLED_BACK;
            case "task.skipped" -> Tally.Count.SKIPPED;
            case "task.retrying" -> Tally.Count.RETRIED;
            default -> null;
        };
        if (what == null) {
            return;
        }
        Tally tally = tally(event, MeasureKey.Kind.TASK, withoutNumbers(text(event, "task")), text(event, "agent"));
        tally.add(what);
        if (what == Tally.Count.COMPLETED) {
            if (!text(event, "cached_from").isEmpty()) {
                tally.add(Tally.Count.CACHED);
            } else if (data(event).get("duration") instanceof Number duration) {
                tally.took(duration.doubleValue());
            }
        }
    }

    private Tally tally(CloudEvent event, MeasureKey.Kind kind, String task, String agent) {
        Instant hour = event.time().truncatedTo(ChronoUnit.HOURS);
        return measures.computeIfAbsent(
                new MeasureKey(hour, kind, text(event, "workflow"), task, agent), none -> new Tally());
    }

    /** {@code steps[3].work} as {@code steps.work}: items are counted together. */
    private static String withoutNumbers(String path) {
        return path.replaceAll("\\[\\d+]", "");
    }

    private static double seconds(Duration duration) {
        return Math.max(0, duration.toMillis() / 1000.0);
    }

    private static @Nullable String error(CloudEvent event) {
        return data(event).get("error") instanceof Map<?, ?> error && error.get("code") instanceof String code
                ? code
                : null;
    }

    private static Map<String, String> labels(CloudEvent event) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (data(event).get("labels") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> labels.put(String.valueOf(name), String.valueOf(value)));
        }
        return labels;
    }

    private static String text(CloudEvent event, String field) {
        return data(event).get(field) instanceof String text ? text : "";
    }

    private static int number(CloudEvent event, String field) {
        return data(event).get(field) instanceof Number number ? number.intValue() : 0;
    }

    private static Map<String, @Nullable Object> data(CloudEvent event) {
        return map(event.data());
    }

    @SuppressWarnings("unchecked") // JSON's maps have texts for keys
    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }
}
