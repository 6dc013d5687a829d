package dev.weft.api.insight;

import dev.weft.api.figure.LateTask;
import dev.weft.api.figure.MeasureKey;
import dev.weft.api.figure.SeenAlert;
import dev.weft.api.figure.SeenRun;
import dev.weft.api.figure.Tally;
import dev.weft.api.store.Database;
import dev.weft.api.store.EventFilter;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.InsightStore;
import dev.weft.api.store.LateTaskStore;
import dev.weft.api.store.LoggedEvent;
import dev.weft.api.store.SeenRunStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts the whole event log anew, and compares with what was counted as it came, or takes its place. Thread safe. */
public final class Recount {
    private static final int PAGE = 5_000;
    private static final double TOLERANCE = 1e-6;

    /** Seconds between that a run is started and that it begins, by the clocks of both. */
    private static final double APART = 2;

    private final Database database;
    private final EventStore events;
    private final InsightStore store;
    private final SeenRunStore runs;
    private final LateTaskStore late;

    public Recount(Database database, EventStore events, InsightStore store) {
        this.database = database;
        this.events = events;
        this.store = store;
        this.runs = new SeenRunStore(database);
        this.late = new LateTaskStore(database);
    }

    /**
     * Something that was counted otherwise.
     *
     * @param subject what of
     * @param words what is wrong
     */
    public record Difference(String subject, String words) {}

    /**
     * What a comparison has found.
     *
     * @param counted how many events were counted
     */
    public record Outcome(int counted, List<Difference> differences) {}

    /** Counts as far as the log was counted, and compares. */
    public Outcome compare() {
        return database.atOnce(() -> {
            long upTo = store.position();
            Folding right = new Folding(Map.of(), Map.of(), new LateFolding(List.of()));
            int counted = fold(right, upTo);
            List<Difference> found = new ArrayList<>(measures(withBase(right), store.measures()));
            List<String> wrong = wrong(right.runs());
            if (!wrong.isEmpty()) {
                found.add(new Difference(
                        "runs",
                        "%d runs aren't listed as the event log has them, such as %s."
                                .formatted(wrong.size(), wrong.getFirst())));
            }
            compare("alerts", right.alerts(), store.alerts(), SeenAlert::id, Object::equals)
                    .ifPresent(found::add);
            compare("late tasks", right.late().added(), late.all(), LateTask::key, Object::equals)
                    .ifPresent(found::add);
            return new Outcome(counted, found);
        });
    }

    /** Counts, and puts that in the place of what was counted: at once for all who read it. */
    public void replace() {
        database.together(() -> {
            long upTo = store.hold();
            Folding right = new Folding(Map.of(), Map.of(), new LateFolding(List.of()));
            fold(right, upTo);
            store.clear();
            Set<String> wrong = new HashSet<>(wrong(right.runs()));
            runs.forget(wrong);
            runs.put(right.runs().stream()
                    .filter(run -> wrong.contains(run.run()))
                    .toList());
            store.add(withBase(right));
            store.putAlerts(right.alerts());
            late.put(right.late().added(), List.of());
            return true;
        });
    }

    /** What is counted of the log that is there begins with what was cut off. */
    private Map<MeasureKey, Tally> withBase(Folding folding) {
        Map<MeasureKey, Tally> all = store.base();
        folding.measures()
                .forEach((key, tally) ->
                        all.computeIfAbsent(key, none -> new Tally()).add(tally));
        return all;
    }

    private int fold(Folding folding, long upTo) {
        long position = 0;
        int counted = 0;
        while (position < upTo) {
            List<LoggedEvent> page = events.after(position, EventFilter.ALL, PAGE).stream()
                    .filter(event -> event.offset() <= upTo)
                    .toList();
            if (page.isEmpty()) {
                break;
            }
            folding.fold(page);
            counted += page.size();
            position = page.getLast().offset();
        }
        return counted;
    }

    private static List<Difference> measures(Map<MeasureKey, Tally> right, Map<MeasureKey, Tally> kept) {
        Set<MeasureKey> all = new TreeSet<>((one, other) -> one.toString().compareTo(other.toString()));
        all.addAll(right.keySet());
        all.addAll(kept.keySet());
        Map<String, List<MeasureKey>> wrong = new TreeMap<>();
        for (MeasureKey key : all) {
            if (!same(key, right.getOrDefault(key, new Tally()), kept.getOrDefault(key, new Tally()))) {
                wrong.computeIfAbsent(key.workflow(), none -> new ArrayList<>()).add(key);
            }
        }
        return wrong.entrySet().stream()
                .map(one -> new Difference(
                        "figures of " + one.getKey(),
                        "The figures of «%s» aren't what the event log comes to, in %d hours and tasks; such as %s of the hour %s: %s, and the log says %s."
                                .formatted(
                                        one.getKey(),
                                        one.getValue().size(),
                                        named(one.getValue().getFirst()),
                                        one.getValue().getFirst().hour(),
                                        words(kept.get(one.getValue().getFirst())),
                                        words(right.get(one.getValue().getFirst())))))
                .toList();
    }

    private static String named(MeasureKey key) {
        return key.kind() == MeasureKey.Kind.RUN ? "runs" : "task " + key.task();
    }

    private static String words(@Nullable Tally tally) {
        return tally == null
                ? "nothing"
                : "%d started, %d completed, %d failed"
                        .formatted(
                                tally.count(Tally.Count.STARTED),
                                tally.count(Tally.Count.COMPLETED),
                                tally.count(Tally.Count.FAILED));
    }

    private static boolean same(MeasureKey key, Tally one, Tally other) {
        for (Tally.Count count : Tally.Count.values()) {
            if (one.count(count) != other.count(count)) {
                return false;
            }
        }
        if (one.timed() != other.timed() || many(one) != many(other)) {
            return false;
        }
        // A run's beginning is noted by who starts it, or told by the run, a moment apart; sums have another order.
        double apart = key.kind() == MeasureKey.Kind.RUN ? APART * one.timed() : TOLERANCE * (1 + one.seconds());
        return Math.abs(one.seconds() - other.seconds()) <= apart
                && (key.kind() == MeasureKey.Kind.RUN
                        || (Objects.equals(one.shortest(), other.shortest())
                                && Objects.equals(one.longest(), other.longest())
                                && one.durations().equals(other.durations())));
    }

    private static long many(Tally tally) {
        return tally.durations().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Those that are listed otherwise than the log has them, where that isn't as Temporal knows better. */
    private List<String> wrong(List<SeenRun> right) {
        List<String> wrong = new ArrayList<>();
        for (int from = 0; from < right.size(); from += PAGE) {
            List<SeenRun> some = right.subList(from, Math.min(from + PAGE, right.size()));
            Map<String, SeenRun> listed =
                    runs.of(some.stream().map(SeenRun::run).toList());
            some.stream()
                    .filter(run -> !isRight(run, listed.get(run.run())))
                    .map(SeenRun::run)
                    .forEach(wrong::add);
        }
        return wrong;
    }

    private static boolean isRight(SeenRun run, @Nullable SeenRun listed) {
        if (listed == null) {
            // Of one that goes on it is Temporal that says whether there still is one.
            return run.endedAt() == null;
        }
        return !listed.byEvents()
                || listed.asOf().isAfter(run.asOf())
                || (listed.workflow().equals(run.workflow())
                        && listed.status().equals(run.status())
                        && Objects.equals(listed.endedAt(), run.endedAt())
                        && Objects.equals(listed.error(), run.error()));
    }

    private interface Same<T> {
        boolean same(T one, T other);
    }

    private static <T> Optional<Difference> compare(
            String what, Collection<T> right, Collection<T> kept, Function<T, String> name, Same<T> same) {
        Map<String, T> known = kept.stream().collect(Collectors.toMap(name, one -> one));
        Set<String> wrong = new TreeSet<>();
        for (T one : right) {
            T other = known.remove(name.apply(one));
            if (other == null || !same.same(one, other)) {
                wrong.add(name.apply(one));
            }
        }
        wrong.addAll(known.keySet());
        return wrong.stream()
                .findFirst()
                .map(first -> new Difference(
                        what,
                        "%d %s aren't noted as the event log has them, such as %s."
                                .formatted(wrong.size(), what, first)));
    }
}
