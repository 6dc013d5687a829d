package dev.weft.worker.event;

import dev.weft.worker.protocol.event.FactBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A run of which the log may lack something. Guarded by the {@link Gaps} that it is one of. */
final class Gap {
    private static final int HELD = 2_000;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    final String run;
    final Instant since = Instant.now();
    private final List<FactBatch> refused = new ArrayList<>();
    private final Set<String> ends = new LinkedHashSet<>();
    private boolean asked;
    private boolean more;
    private boolean whole;
    private int failures;
    private long notBefore = System.nanoTime();
    private @Nullable String trouble;

    /** How long its history is; 0 as long as nobody has looked whether it is needed. */
    long length;

    /** Whether somebody is at it. */
    boolean taken;

    Gap(String run) {
        this.run = run;
    }

    /**
     * What is to be done of it.
     *
     * @param refused what the log didn't take, oldest first
     * @param more whether it didn't take more than these, too
     * @param ends histories that Temporal has ended, the ends of which the log may lack
     * @param length of the newest history; 0 as long as nobody has looked whether it is needed
     * @param whole whether all histories are to be read, whatever the log has
     */
    record Work(String run, List<FactBatch> refused, boolean more, List<String> ends, long length, boolean whole) {}

    void refused(FactBatch batch) {
        // What isn't kept here is held by the history.
        if (refused.size() < HELD) {
            refused.add(batch);
        } else {
            more = true;
        }
        asked = true;
    }

    void ended(String execution) {
        ends.add(execution);
        asked = true;
    }

    void lacks() {
        asked = true;
    }

    void wanted() {
        whole = true;
        asked = true;
    }

    boolean isDue(long now) {
        return !taken && notBefore - now <= 0;
    }

    long due() {
        return notBefore;
    }

    Work take() {
        Work work = new Work(run, List.copyOf(refused), more, List.copyOf(ends), length, whole);
        taken = true;
        asked = false;
        more = false;
        return work;
    }

    /** Its history is needed. */
    void measured(long events) {
        taken = false;
        length = Math.max(events, 1);
    }

    /** That much of it is done; tells whether nothing has come meanwhile. */
    boolean done(Work work) {
        refused.subList(0, work.refused().size()).clear();
        work.ends().forEach(ends::remove);
        taken = false;
        whole = whole && asked;
        failures = 0;
        trouble = null;
        length = 0;
        return !asked;
    }

    void failed(String why) {
        taken = false;
        trouble = why;
        Duration pause = Duration.ofSeconds(1L << Math.min(failures++, 6));
        pause = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
        notBefore = System.nanoTime() + pause.toNanos();
    }

    @Nullable String trouble() {
        return trouble;
    }
}
