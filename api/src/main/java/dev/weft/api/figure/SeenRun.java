package dev.weft.api.figure;

import dev.weft.worker.protocol.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as lists show it: as the event log tells it, or Temporal where the log doesn't yet.
 *
 * @param generation which going of the run, from 1; 0 where that isn't known
 * @param error code of what it failed with
 * @param parent id of the run that started it
 * @param execution Temporal's id of the execution that is the newest of the run; {@code null} where it isn't known
 * @param stand how it stands
 * @param byEvents whether the log has told how it stands
 * @param asOf the time of what is known, by Temporal's clock
 */
public record SeenRun(
        String run,
        String workflow,
        int revision,
        int generation,
        Instant startedAt,
        @Nullable Instant endedAt,
        Map<String, String> labels,
        @Nullable String error,
        String startedBy,
        @Nullable String parent,
        @Nullable String execution,
        Stand stand,
        boolean byEvents,
        Instant asOf) {
    private static final int FULL = 100;

    /**
     * How a run stands.
     *
     * @param status name of a {@link RunStatus}
     * @param progress 0 to 100, by quarters
     * @param waitingFor such as {@code approval:review}
     */
    public record Stand(String status, int progress, List<String> waitingFor) {
        /** How a run begins. */
        public static final Stand BEGUN = new Stand(RunStatus.RUNNING.name(), 0, List.of());

        public Stand {
            waitingFor = List.copyOf(waitingFor);
        }

        /** The same with another status. */
        public Stand with(String next) {
            return new Stand(next, progress, waitingFor);
        }

        /** Its end: all is done of what completed, and nothing is waited for. */
        public Stand atEnd() {
            return new Stand(status, status.equals(RunStatus.COMPLETED.name()) ? FULL : progress, List.of());
        }
    }

    /** Its status by name. */
    public String status() {
        return stand.status();
    }

    /** The same, of which the event log tells that its status changed. */
    public SeenRun told(String status, @Nullable Instant end, @Nullable String code, Instant at) {
        Stand next = stand.with(status);
        return new SeenRun(
                run,
                workflow,
                revision,
                generation,
                startedAt,
                end,
                labels,
                code,
                startedBy,
                parent,
                execution,
                end == null ? next : next.atEnd(),
                byEvents,
                at);
    }

    /** The same, of which the event log tells how it stands. */
    public SeenRun standing(Stand next, @Nullable String newest, Instant at) {
        return new SeenRun(
                run,
                workflow,
                revision,
                generation,
                startedAt,
                endedAt,
                labels,
                error,
                startedBy,
                parent,
                newest == null ? execution : newest,
                next,
                true,
                at);
    }

    /** A run that was started just now, of which nothing was told yet. */
    public static SeenRun started(
            String run, String workflow, int revision, Instant at, Map<String, String> labels, String by) {
        return new SeenRun(
                run, workflow, revision, 0, at, null, labels, null, by, null, null, Stand.BEGUN, false, Instant.EPOCH);
    }
}
