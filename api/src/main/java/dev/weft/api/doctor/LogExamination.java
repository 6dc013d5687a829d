package dev.weft.api.doctor;

import dev.weft.api.gateway.Gateway;
import dev.weft.api.gateway.RunFilter;
import dev.weft.api.gateway.RunLister;
import dev.weft.api.gateway.RunSummary;
import dev.weft.api.store.LoggedRun;
import dev.weft.api.store.LoggedRunStore;
import dev.weft.api.store.PublisherStore;
import dev.weft.worker.protocol.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs that Temporal knows, of which the event log lacks something. Repair has workers read their histories. */
final class LogExamination implements Examination {
    private static final String CHECK = "events";
    private static final int PAGE = 200;

    /** How long what is told may be on its way. */
    private static final int LOOKS = 6;

    private static final Duration BETWEEN = Duration.ofSeconds(1);

    /** An end is told within it; where it is further from the end that Temporal knows, that may be of another going. */
    private static final Duration SOON = Duration.ofMinutes(1);

    /** After so long without a sign of life a publisher is dead. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Gateway gateway;
    private final LoggedRunStore logged;
    private final PublisherStore publishers;

    LogExamination(Gateway gateway, LoggedRunStore logged, PublisherStore publishers) {
        this.gateway = gateway;
        this.logged = logged;
        this.publishers = publishers;
    }

    /**
     * A run of which the log may lack something.
     *
     * @param told how many changes it had told when it was looked at; {@code null} of one that has ended
     */
    private record Doubt(RunSummary run, @Nullable Integer told) {}

    @Override
    public String check() {
        return CHECK;
    }

    @Override
    public Look look() {
        Map<String, Doubt> doubts = new HashMap<>();
        List<String> silent = new ArrayList<>();
        int looked = 0;
        byte[] position = null;
        do {
            RunLister.Runs page = gateway.lister().list(RunFilter.ofAll(), PAGE, position);
            Map<String, LoggedRun> has =
                    logged.of(page.items().stream().map(RunSummary::run).toList());
            for (Answer answer : Side.bySide(page.items(), run -> ask(run, has.get(run.run())))) {
                answer.doubt().ifPresent(doubt -> doubts.put(doubt.run().run(), doubt));
                if (answer.silent()) {
                    silent.add(answer.run());
                }
                looked++;
            }
            position = page.next();
        } while (position != null);
        Map<String, LoggedRun> has = settle(doubts);
        List<Finding> findings = doubts.values().stream()
                .map(doubt -> finding(doubt, has.get(doubt.run().run())))
                .sorted((one, other) -> one.subject().compareTo(other.subject()))
                .toList();
        return new Look(looked, findings, unknown(silent));
    }

    private record Answer(String run, Optional<Doubt> doubt, boolean silent) {}

    private Answer ask(RunSummary run, @Nullable LoggedRun has) {
        if (run.status().ended()) {
            return new Answer(
                    run.run(), hasEnd(run, has) ? Optional.empty() : Optional.of(new Doubt(run, null)), false);
        }
        Optional<Instant> last = gateway.telling().lastStep(run);
        if (last.isEmpty() || (has != null && has.isWhole() && isAtLeast(has.latest(), last.get()))) {
            return new Answer(run.run(), Optional.empty(), false);
        }
        if (has != null && !has.isWhole()) {
            return new Answer(run.run(), Optional.of(new Doubt(run, has.last())), false);
        }
        // A step may tell nothing: then the run itself knows.
        Optional<Integer> told = gateway.telling().told(run);
        return new Answer(
                run.run(),
                told.filter(changes -> has == null || changes > has.last()).map(changes -> new Doubt(run, changes)),
                told.isEmpty());
    }

    private boolean hasEnd(RunSummary run, @Nullable LoggedRun has) {
        Instant ended = run.endedAt();
        if (has == null || !has.isWhole() || !run.status().name().equals(has.status()) || ended == null) {
            return false;
        }
        if (run.status() == RunStatus.TERMINATED || run.status() == RunStatus.TIMED_OUT) {
            return isAtLeast(has.latest(), ended) || !ended.isAfter(has.latest().plus(SOON));
        }
        return !ended.isAfter(has.latest().plus(SOON))
                || gateway.telling()
                        .lastStep(run)
                        .filter(last -> !isAtLeast(has.latest(), last))
                        .isEmpty();
    }

    private static boolean isAtLeast(Instant time, Instant other) {
        return time.toEpochMilli() >= other.toEpochMilli();
    }

    /** Leaves those whose events don't come within some seconds; gives what the log has of them. */
    private Map<String, LoggedRun> settle(Map<String, Doubt> doubts) {
        Map<String, LoggedRun> has = new HashMap<>();
        for (int i = 0; i < LOOKS && !doubts.isEmpty(); i++) {
            pause();
            has = of(doubts.keySet());
            Map<String, LoggedRun> now = has;
            doubts.values()
                    .removeIf(doubt -> isSettled(doubt, now.get(doubt.run().run())));
        }
        // What goes on anew meanwhile has told its end, or tells it yet.
        doubts.values()
                .removeIf(doubt -> doubt.told() == null
                        && gateway.reader()
                                .describe(doubt.run().run())
                                .filter(now ->
                                        now.execution().equals(doubt.run().execution()))
                                .isEmpty());
        return has;
    }

    private boolean isSettled(Doubt doubt, @Nullable LoggedRun has) {
        Integer told = doubt.told();
        return told == null
                ? hasEnd(doubt.run(), has)
                : told == 0 || (has != null && has.isWhole() && has.last() >= told);
    }

    private Map<String, LoggedRun> of(Collection<String> runs) {
        Map<String, LoggedRun> all = new HashMap<>();
        List<String> list = List.copyOf(runs);
        for (int from = 0; from < list.size(); from += PAGE) {
            all.putAll(logged.of(list.subList(from, Math.min(from + PAGE, list.size()))));
        }
        return all;
    }

    private static Finding finding(Doubt doubt, @Nullable LoggedRun has) {
        String what;
        if (has == null) {
            what = "the event log has nothing of it";
        } else if (!has.isWhole()) {
            what = "the event log has %d of its first %d changes".formatted(has.changes(), has.last());
        } else if (doubt.told() == null) {
            what = "the event log lacks that it ended";
        } else {
            what = "the event log has %d of the %d changes that it has told".formatted(has.last(), doubt.told());
        }
        return Finding.repairable(
                CHECK,
                doubt.run().run(),
                "Run %s is %s, but %s.".formatted(doubt.run().run(), doubt.run().status(), what),
                Finding.REPAIR + " has a worker read them from its history. Workers need WEFT_DATABASE_URL for that.");
    }

    private static @Nullable String unknown(List<String> silent) {
        return silent.isEmpty()
                ? null
                : "Of %d open runs it isn't known whether they have told more than the log has, as no worker answers for them, such as %s. Start a worker."
                        .formatted(silent.size(), silent.getFirst());
    }

    @Override
    public void repair(List<Finding> found) throws InterruptedException {
        List<String> runs = found.stream().map(Finding::subject).toList();
        publishers.want(runs);
        Instant until = Instant.now().plus(LONGEST);
        while (!publishers.wanted(runs).isEmpty()) {
            if (Instant.now().isAfter(until)) {
                throw new IllegalStateException(
                        "Workers still read histories. They go on with it by themselves: look again later.");
            }
            if (!publishers.isAnyAlive(SILENCE)) {
                throw new IllegalStateException(
                        "No worker with a database is up. The first one that is reads these histories by itself.");
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN.toMillis() / 2);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
