package dev.weft.worker.interpreter.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.task.Cached;
import dev.weft.worker.task.Lease;
import dev.weft.worker.task.TaskState;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run, now. Immutable.
 *
 * @param tasks of the plan, by their indexes; then those of items and turns, see {@link Nodes}
 * @param frames of items and turns, ascending by base
 * @param ready indexes of tasks whose needs have ended and which have not been taken up, ascending
 * @param queued indexes of tasks that wait for a slot, ascending
 * @param maxConcurrent slots; {@code null} for no bound
 * @param paused whether nothing may start
 * @param ending why the run is being ended early; {@code null} while it goes its way
 * @param deadline when its own timeout is over; {@code null} for never
 * @param rollback the undoing under way; {@code null} for none
 * @param failureStands whether a person has let a failure stand that {@code policy.on_failure: pause} had put before them
 * @param ends how many ends of tasks there were
 * @param generation which going of the run this is, from 1: each time that it is cut back to a checkpoint, or a person has it
 *     begin once more, another begins
 * @param startedAt when it began; {@code null} before
 * @param endedAt when it ended; {@code null} before
 * @param status what it is about
 * @param outputs once COMPLETED
 * @param error why it failed
 * @param kept how tasks ended before in a run that begins once more, by path, until each is come to
 * @param ignored decisions and events by signal that were not taken, newest last
 * @param nonces of signed decisions that counted: none counts twice
 * @param leases that the run itself holds or has claimed
 * @param told how many facts it has told
 * @param around what expressions see of what is around a slice of a loop, in a run that does one, by the names that they use;
 *     {@code null} in any other run
 * @param untold the last of them, which came of what was done to it outside of its histories: its next step tells them
 * @param asking what waits for the store of large values; {@code null} for nothing
 * @param again what is done again of a run that had ended, as soon as it may begin; until then all stands as it ended;
 *     {@code null} for nothing
 */
public record RunState(
        List<TaskState> tasks,
        List<Frame> frames,
        List<Integer> ready,
        List<Integer> queued,
        @Nullable Integer maxConcurrent,
        boolean paused,
        @Nullable Ending ending,
        @Nullable Instant deadline,
        @Nullable Rollback rollback,
        boolean failureStands,
        int ends,
        int generation,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        RunStatus status,
        @Nullable Object outputs,
        @Nullable Failure error,
        Map<String, Kept> kept,
        List<String> ignored,
        List<String> nonces,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Lease> leases,
        @Nullable Cached cached,
        int told,
        @Nullable Map<String, @Nullable Object> around,
        List<Fact> untold,
        @Nullable Asking asking,
        @Nullable Again again) {
    public RunState {
        leases = leases == null ? List.of() : List.copyOf(leases);
    }

    /** Why a run is ended before its tasks have. */
    public enum Ending {
        CANCELLED,
        /** Another run takes its place under the key of {@code policy.concurrency}. */
        REPLACED,
        TIMED_OUT,
        ROLLED_BACK
    }

    /** A run that has not begun. */
    public static RunState initial(Plan plan) {
        List<TaskState> tasks = plan.tasks().stream()
                .map(PlannedTask::needs)
                .map(needs -> TaskState.pending(needs.size()))
                .toList();
        return new RunState(
                tasks,
                List.of(),
                List.of(),
                List.of(),
                null,
                false,
                null,
                null,
                null,
                false,
                0,
                1,
                null,
                null,
                RunStatus.RUNNING,
                null,
                null,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                0,
                null,
                List.of(),
                null,
                null);
    }

    /** The same, with what is around a slice of a loop. */
    public RunState within(Map<String, @Nullable Object> names) {
        return edit(next -> next.around = Collections.unmodifiableMap(new LinkedHashMap<>(names)));
    }

    /** The same, but that some tasks ended before. */
    public RunState keeping(Map<String, Kept> others) {
        return edit(next -> next.kept = Collections.unmodifiableMap(new LinkedHashMap<>(others)));
    }

    /** Whether it has not begun with its tasks, as others hold a lease that it has claimed. */
    public boolean waitsForLease() {
        return isHeldBack(rollback, leases);
    }

    /** The same of what a step has come to. */
    public static boolean isHeldBack(@Nullable Rollback rollback, List<Lease> leases) {
        boolean hadBegun = rollback != null && rollback.claims();
        return !hadBegun && leases.stream().anyMatch(lease -> !lease.isHeld());
    }

    /** The same, in its next going after another. */
    public RunState following(RunState other) {
        return edit(next -> {
            next.generation = other.generation + 1;
            next.told = other.told;
            next.untold = other.untold;
        });
    }

    /** The same, that is to tell what came of something outside of its histories. */
    public RunState telling(List<Fact> facts) {
        return edit(next -> next.untold = List.copyOf(facts));
    }

    /**
     * The same run, which had ended, open once more: all as it stood, and nothing of it under way.
     *
     * @param began when it began; {@code null} for one that is about to
     * @param held leases that it has, or has claimed
     */
    public RunState opened(@Nullable Instant began, List<Lease> held) {
        return edit(next -> {
            next.paused = false;
            next.ending = null;
            next.deadline = null;
            next.rollback = null;
            next.failureStands = false;
            next.startedAt = began;
            next.endedAt = null;
            next.status = RunStatus.RUNNING;
            next.outputs = null;
            next.error = null;
            next.leases = held;
            next.asking = null;
            next.again = null;
        });
    }

    /** When it began first, also where it is about to begin once more; {@code null} where it never has. */
    public @Nullable Instant began() {
        return startedAt != null || again == null ? startedAt : again.began();
    }

    /** The same, in which something is done again. */
    public RunState doing(Again what) {
        return edit(next -> {
            next.ready = List.of();
            next.queued = List.of();
            next.cached = null;
            next.again = what;
        });
    }

    private RunState edit(Consumer<RunStateEdit> change) {
        RunStateEdit next = new RunStateEdit(this);
        change.accept(next);
        return next.build();
    }

    /** Where the state of each task is. */
    public Nodes nodes(Plan plan) {
        return new Nodes(plan, frames);
    }

    /** When it began. */
    public Instant begun() {
        if (startedAt == null) {
            throw new IllegalStateException("Expected a run that has begun, but it has not");
        }
        return startedAt;
    }
}
