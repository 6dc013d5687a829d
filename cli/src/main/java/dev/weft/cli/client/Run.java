package dev.weft.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run, as far as this command line shows it.
 *
 * @param progress 0 to 100
 * @param tasks by path, in the order written
 * @param below what the runs are about that it has started; {@code null} where it waits for none
 * @param undoing how far it is being undone; {@code null} where it isn't
 */
public record Run(
        String run,
        String workflow,
        int revision,
        String status,
        int progress,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable JsonNode outputs,
        @Nullable Failure error,
        @Nullable List<Waiting> waitingOn,
        @Nullable Below below,
        @Nullable Map<String, Task> tasks,
        @Nullable String undoing,
        @Nullable Boolean stale,
        @Nullable Map<String, String> links) {
    private static final Set<String> OPEN = Set.of("RUNNING", "WAITING", "PAUSED", "ROLLING_BACK");

    /** Why something failed. */
    public record Failure(@Nullable String code, @Nullable String message) {
        /** Code and message in one line. */
        public String words() {
            return (code == null ? "" : code + ": ") + (message == null ? "" : message);
        }
    }

    /** Something that is waited for. */
    public record Waiting(String task, String kind, String reason) {}

    /** What the runs wait for that it has started. */
    public record Below(@Nullable List<WaitBelow> waitingOn, int more) {}

    /** Something that a run below waits for, and the run by which it is decided. */
    public record WaitBelow(String run, String task, String kind, String reason) {}

    /**
     * A task.
     *
     * @param run that it started last
     * @param duration seconds
     * @param late when its {@code sla} passed before it was done
     */
    public record Task(
            String status,
            @Nullable String action,
            @Nullable String agent,
            @Nullable String run,
            @Nullable String reason,
            int attempts,
            @Nullable Double duration,
            @Nullable Failure error,
            @Nullable Gate gate,
            @Nullable Instant late) {}

    /** The question of an approval gate. */
    public record Gate(
            @Nullable String title,
            @Nullable String description,
            @Nullable List<String> approvers) {}

    /** Whether nothing will happen any more. */
    public boolean ended() {
        return !OPEN.contains(status);
    }

    /** Whether it ended as its author meant. */
    public boolean completed() {
        return status.equals("COMPLETED");
    }

    /** Its tasks; empty where they aren't known. */
    public Map<String, Task> allTasks() {
        return tasks == null ? Map.of() : tasks;
    }

    /** What runs that it has started wait for. */
    public List<WaitBelow> waitsBelow() {
        return below == null || below.waitingOn() == null ? List.of() : below.waitingOn();
    }

    /** What it waits for. */
    public List<Waiting> waits() {
        return waitingOn == null ? List.of() : waitingOn;
    }
}
