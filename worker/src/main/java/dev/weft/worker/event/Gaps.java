package dev.weft.worker.event;

import dev.weft.worker.event.Gap.Work;
import dev.weft.worker.protocol.event.EventGaps;
import dev.weft.worker.protocol.event.FactBatch;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The runs of which the log may lack something, each once, be it asked for as often as may be. Those that nobody has looked at come
 * first, then the shortest: a run with a long history holds up no other. Thread safe.
 */
final class Gaps {
    private static final int NAMED = 3;

    private final Map<String, Gap> gaps = new LinkedHashMap<>();

    /** The log didn't take this, as it lacks what came before. */
    synchronized void refused(FactBatch batch) {
        of(batch.run()).refused(batch);
    }

    /** Temporal has ended a history of a run. */
    synchronized void ended(String run, String execution) {
        of(run).ended(execution);
    }

    /** The log may lack anything of a run. */
    synchronized void lacks(String run) {
        of(run).lacks();
    }

    /** All that the histories of a run hold is wanted, whatever the log has. */
    synchronized void wanted(String run) {
        of(run).wanted();
    }

    private Gap of(String run) {
        notifyAll();
        return gaps.computeIfAbsent(run, Gap::new);
    }

    /** Waits for one to be done, and gives it to nobody else until that has {@link #done}, {@link #failed} or {@link #measured} it. */
    synchronized Work take() throws InterruptedException {
        while (true) {
            long now = System.nanoTime();
            Gap best = null;
            long soonest = TimeUnit.SECONDS.toNanos(60);
            for (Gap gap : gaps.values()) {
                if (gap.isDue(now)) {
                    best = best == null || gap.length < best.length ? gap : best;
                    if (best.length == 0) {
                        break;
                    }
                } else if (!gap.taken) {
                    soonest = Math.min(soonest, gap.due() - now);
                }
            }
            if (best != null) {
                return best.take();
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(soonest, TimeUnit.MILLISECONDS.toNanos(1)));
        }
    }

    /** It is looked at: its history is needed, and so long. */
    synchronized void measured(Work work, long events) {
        gap(work).measured(events);
        notifyAll();
    }

    /** The log has all of it. */
    synchronized void done(Work work) {
        if (gap(work).done(work)) {
            gaps.remove(work.run());
        }
        notifyAll();
    }

    /** It is to be tried again later. */
    synchronized void failed(Work work, String why) {
        gap(work).failed(why);
        notifyAll();
    }

    private Gap gap(Work work) {
        return Objects.requireNonNull(gaps.get(work.run()), work.run());
    }

    synchronized boolean isOpen(String run) {
        return gaps.containsKey(run);
    }

    synchronized boolean isEmpty() {
        return gaps.isEmpty();
    }

    /** How they stand. */
    synchronized EventGaps standing() {
        @Nullable Instant since = gaps.values().stream()
                .map(gap -> gap.since)
                .min(Instant::compareTo)
                .orElse(null);
        String trouble = gaps.values().stream()
                .filter(gap -> gap.trouble() != null)
                .limit(NAMED)
                .map(gap -> gap.run + ": " + gap.trouble())
                .collect(Collectors.joining("; "));
        return new EventGaps(gaps.size(), since, trouble.isEmpty() ? null : trouble);
    }
}
