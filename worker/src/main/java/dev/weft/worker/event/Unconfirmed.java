package dev.weft.worker.event;

import dev.weft.worker.event.HistoryTail.Verdict;
import dev.weft.worker.protocol.event.FactBatch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one history's run has told, in order, of which it isn't known yet whether the history holds it. Not thread safe. */
final class Unconfirmed {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /**
     * What was told in one workflow task.
     *
     * @param by the run in memory that told it
     * @param task number of the event that began the workflow task
     */
    record Told(Object by, FactBatch facts, long task) {
        /** With what was told next in the same workflow task; empty where that was another. */
        Optional<Told> and(Told next) {
            return by == next.by() && task == next.task()
                    ? facts.and(next.facts()).map(both -> new Told(by, both, task))
                    : Optional.empty();
        }
    }

    private final Deque<Told> waiting = new ArrayDeque<>();
    private final Duration first;
    private Duration pause;
    private long due;

    Unconfirmed(Duration first) {
        this.first = first;
        this.pause = first;
    }

    /**
     * Takes one more in. A run that stays in memory from one workflow task to another has completed the former: the worker
     * forgets one whose completion wasn't taken.
     *
     * @return what is confirmed by that
     */
    List<FactBatch> add(Told told, long now) {
        List<FactBatch> held = new ArrayList<>();
        while (!waiting.isEmpty()
                && waiting.getFirst().by() == told.by()
                && waiting.getFirst().task() < told.task()) {
            held.add(waiting.removeFirst().facts());
        }
        // The same workflow task was begun anew by another run in memory: what the former told was taken back.
        waiting.removeIf(one -> one.by() != told.by() && one.task() >= told.task());
        // What a workflow task told is one, and is put to the log at once or not at all.
        Told last = waiting.peekLast();
        Optional<Told> both = last == null ? Optional.empty() : last.and(told);
        both.ifPresent(any -> waiting.removeLast());
        waiting.addLast(both.orElse(told));
        pause = first;
        due = now + pause.toNanos();
        return held;
    }

    /** Takes in what became of its workflow tasks; returns what is held. */
    List<FactBatch> settle(Map<Long, Verdict> verdicts, long now) {
        List<FactBatch> held = new ArrayList<>();
        while (!waiting.isEmpty()) {
            switch (verdicts.getOrDefault(waiting.getFirst().task(), Verdict.OPEN)) {
                case HELD -> held.add(waiting.removeFirst().facts());
                case TAKEN_BACK -> waiting.removeFirst();
                case OPEN -> {
                    putOff(now);
                    return held;
                }
            }
        }
        return held;
    }

    /** Looks again later. */
    void putOff(long now) {
        pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
        due = now + pause.toNanos();
    }

    /** When to look, by the system's nanoseconds. */
    long due() {
        return due;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The run that it is of. */
    FactBatch any() {
        return waiting.getFirst().facts();
    }

    /** Its workflow tasks, ascending. */
    List<Long> tasks() {
        return waiting.stream().map(Told::task).distinct().sorted().toList();
    }
}
