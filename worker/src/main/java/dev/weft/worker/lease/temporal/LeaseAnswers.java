package dev.weft.worker.lease.temporal;

import dev.weft.worker.lease.Told;
import dev.weft.worker.workflow.Executions;
import dev.weft.worker.workflow.Versions;
import io.temporal.workflow.Async;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells runs what becomes of their claims. One signal after the other goes to each, with all that there is to say to it by then: a
 * server that has taken in a hundred for a run whose workflow task is open fails that task (its setting
 * {@code history.maximumBufferedEventsBatch}), and a run that claims for hundreds of tasks has one open while it tells of them. Workflow
 * threads only.
 */
final class LeaseAnswers {
    /** Name, in histories, of the change with which this began; before, each answer was a signal of its own. */
    private static final String TOGETHER = "answers go together";

    /** Answers in one signal. */
    private static final int IN_ONE = 100;

    /** Signals under way at once: a server refuses the 2,001st (its setting {@code limit.numPendingSignals.error}). */
    private static final int AT_ONCE = 500;

    private final Consumer<Told> lost;
    private final Runnable changed;

    /** By run, in order. */
    private final Map<String, List<Told>> untold = new LinkedHashMap<>();

    /** Runs to which a signal is under way. */
    private final Set<String> busy = new HashSet<>();

    private @Nullable Boolean together;
    private int underWay;
    private boolean held;

    /**
     * @param lost hears of what couldn't be told, as the run has closed
     * @param changed is called when a signal has gone
     */
    LeaseAnswers(Consumer<Told> lost, Runnable changed) {
        this.lost = lost;
        this.changed = changed;
    }

    /**
     * Tells them as soon as may be.
     *
     * @param inOne whether a lease that says each by itself says these together, too
     */
    void tell(List<Told> some, boolean inOne) {
        if (some.isEmpty()) {
            return;
        }
        if (goTogether()) {
            byRun(some)
                    .forEach((run, all) -> untold.computeIfAbsent(run, key -> new ArrayList<>())
                            .addAll(all));
            send();
        } else if (inOne) {
            byRun(some).forEach((run, all) -> {
                for (int from = 0; from < all.size(); from += IN_ONE) {
                    signal(run, "leases", List.copyOf(all.subList(from, Math.min(all.size(), from + IN_ONE))));
                }
            });
        } else {
            some.forEach(one -> signal(one.whom().run(), "lease", List.of(one)));
        }
    }

    /** Begins no more of them, as a history is to end; {@link #untold()} goes into the next. */
    void hold() {
        held = true;
    }

    /** Whether nothing is under way. */
    boolean isIdle() {
        return underWay == 0;
    }

    /** What is to be told yet, in order for each run. */
    List<Told> untold() {
        return untold.values().stream().flatMap(List::stream).toList();
    }

    private boolean goTogether() {
        if (together == null) {
            together = Versions.has(TOGETHER);
        }
        return together;
    }

    private static Map<String, List<Told>> byRun(List<Told> some) {
        Map<String, List<Told>> byRun = new LinkedHashMap<>();
        some.forEach(one -> byRun.computeIfAbsent(one.whom().run(), run -> new ArrayList<>())
                .add(one));
        return byRun;
    }

    private void send() {
        for (String run : List.copyOf(untold.keySet())) {
            if (held || underWay >= AT_ONCE) {
                return;
            }
            if (busy.add(run)) {
                List<Told> all = untold.getOrDefault(run, List.of());
                List<Told> next = List.copyOf(all.subList(0, Math.min(all.size(), IN_ONE)));
                if (next.size() == all.size()) {
                    untold.remove(run);
                } else {
                    all.subList(0, next.size()).clear();
                }
                signal(run, "leases", next);
            }
        }
    }

    private void signal(String run, String name, List<Told> some) {
        underWay++;
        Object said = name.equals("lease")
                ? some.getFirst().answer()
                : some.stream().map(Told::answer).toList();
        Async.procedure(() -> {
            if (!Executions.signal(run, name, said)) {
                // It has closed, and holds nothing.
                some.forEach(lost);
            }
            underWay--;
            busy.remove(run);
            send();
            changed.run();
        });
    }
}
