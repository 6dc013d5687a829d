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
import java.util.ArrayList;
import java.util.Collection;
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

    private final Database database;
    private final EventStore events;
    private final InsightStore store;
    private final LateTaskStore late;

    public Recount(Database database, EventStore events, InsightStore store) {
        this.database = database;
        this.events = events;
        this.store = store;
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
            List<Difference> found = new ArrayList<>(measures(right.measures(), store.measures()));
            compare("runs", right.runs(), store.runs(), SeenRun::run, Recount::same)
                    .ifPresent(found::add);
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
            store.put(right.runs());
            store.add(right.measures());
            store.putAlerts(right.alerts());
            late.put(right.late().added(), List.of());
            return true;
        });
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
            if (!same(right.getOrDefault(key, new Tally()), kept.getOrDefault(key, new Tally()))) {
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

    private static boolean same(Tally one, Tally other) {
        for (Tally.Count count : Tally.Count.values()) {
            if (one.count(count) != other.count(count)) {
                return false;
            }
        }
        // Sums of the same numbers in another order.
        return one.timed() == other.timed()
                && Math.abs(one.seconds() - other.seconds()) <= TOLERANCE * (1 + one.seconds())
                && Objects.equals(one.shortest(), other.shortest())
                && Objects.equals(one.longest(), other.longest())
                && one.durations().equals(other.durations());
    }

    /** Rows of before they had it don't say which change was the last. */
    private static boolean same(SeenRun one, SeenRun other) {
        return one.equals(other)
                || (other.sequence() == 0
                        && one.with(one.generation(), 0, one.status(), one.endedAt(), one.error())
                                .equals(other));
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
