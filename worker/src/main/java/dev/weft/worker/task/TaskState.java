package dev.weft.worker.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.WeftLease;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One task of a run, now.
 *
 * @param status what it is about
 * @param standing what its end means for its dependents
 * @param reason of WAITING and SKIPPED, and of an output that is another run's
 * @param openNeeds how many of its needs have not ended
 * @param attempts made so far, those lost with their worker not counted
 * @param execution how often a person had it done anew; attempts are counted from each
 * @param order place of its end, or of its failure where it waits for a person, among those of the run, from 1; 0 before
 * @param held whether it has failed and waits for a person to say what becomes of it
 * @param startedAt when its first attempt began or it was asked
 * @param output once COMPLETED
 * @param error of the last attempt that failed
 * @param agent name of the agent that it calls; {@code null} before it is known, and where it calls none
 * @param child the run that its attempt is; {@code null} before, and where it starts none
 * @param call the attempt's evaluated arguments, kept from the first attempt to the end
 * @param gate its question, where it is a gate that has been asked
 * @param event the event that it waits for; {@code null} where it waits for none
 * @param block what is said of its attempts, where it is a block that has begun
 * @param loop its items or turns, where it has some and has begun
 * @param inside the tasks of its present attempt, where it holds tasks and has begun
 * @param clock the timer it waits for, or that of its attempt; {@code null} for none
 * @param deadline when it must be done by; {@code null} for no bound
 * @param sla when it should be done by; {@code null} for nothing said
 * @param stopping why its attempt is being stopped; {@code null} while it may go on
 * @param leases that it holds or has claimed
 * @param claimsInSlot whether it waits for its agent in a slot: it had to let it go once, as none was free
 * @param choice among agents; {@code null} where there is none to be made
 * @param keptOf the run that its end was taken over of, as this one restarts that; {@code null} where it is its own
 * @param cached how its output stands to the result cache; {@code null} where that has no part in it
 */
public record TaskState(
        TaskStatus status,
        Standing standing,
        @Nullable String reason,
        int openNeeds,
        int attempts,
        int execution,
        int order,
        boolean held,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Object output,
        @Nullable Failure error,
        @Nullable String agent,
        @Nullable Child child,
        @Nullable Call call,
        @Nullable Gate gate,
        @Nullable EventWait event,
        @Nullable BlockCall block,
        @Nullable Loop loop,
        @Nullable Inside inside,
        @Nullable Clock clock,
        @Nullable Instant deadline,
        @Nullable Sla sla,
        @Nullable Stop stopping,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Lease> leases,
        boolean claimsInSlot,
        @Nullable Choice choice,
        @Nullable String keptOf,
        @Nullable Cached cached) {
    public TaskState {
        leases = leases == null ? List.of() : List.copyOf(leases);
    }

    /** Why an attempt under way is being stopped. */
    public enum Stop {
        /** Its run, or a block around it, is cancelled or out of time. */
        CANCELLED,
        /** Its deadline has passed. */
        DEADLINE,
        /** Another takes its place under the key of its {@code concurrency}. */
        REPLACED,
        /** The timeout of the block's attempt has passed. */
        TIMEOUT
    }

    /** A task that nothing has happened to. */
    public static TaskState pending(int needs) {
        return new TaskState(
                TaskStatus.PENDING,
                Standing.OPEN,
                null,
                needs,
                0,
                0,
                0,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                false,
                null,
                null,
                null);
    }

    /** Its lease of a kind; {@code null} where it has claimed none. */
    public @Nullable Lease lease(WeftLease.Kind kind) {
        for (Lease lease : leases) {
            if (lease.kind() == kind) {
                return lease;
            }
        }
        return null;
    }

    /** Whether it waits for its first attempt with a claim on its agent, and has no slot yet. */
    public boolean claimsAgent() {
        return hasClaimedAgent() && !claimsInSlot && !claimsRoom();
    }

    private boolean hasClaimedAgent() {
        return status == TaskStatus.WAITING && attempts == 0 && lease(WeftLease.Kind.AGENT) != null;
    }

    /** Whether all that its next attempt lacks is room on a worker: it is in a slot. */
    private boolean claimsRoom() {
        return status == TaskStatus.WAITING && lease(WeftLease.Kind.ROOM) != null;
    }

    /** Whether tasks that it holds have not ended. */
    public boolean holdsOpenTasks() {
        return inside != null && inside.open() > 0;
    }

    /** When what it waits for is over at the latest: its clock, or its deadline; {@code null} where neither runs. */
    public @Nullable Instant dueAt() {
        Instant due = clock == null ? null : clock.due();
        return due == null || (deadline != null && deadline.isBefore(due)) ? deadline : due;
    }

    /** Whether its fallback is under way. */
    public boolean fallsBack() {
        return inside != null && inside.holds() == Inside.Holds.FALLBACK;
    }

    /** Whether it is a gate that people are asked now. */
    public boolean isAsked() {
        return status == TaskStatus.WAITING && gate != null && !held && !holdsOpenTasks();
    }

    /** Whether it waits for an event now. */
    public boolean awaitsEvent() {
        return status == TaskStatus.WAITING && event != null && !held && !holdsOpenTasks();
    }

    /** Whether its output is looked up in the result cache, or it is asked how the agents are that it may call. */
    public boolean isLookedUp() {
        return (cached != null && cached.isAsked()) || (choice != null && choice.isAsked());
    }

    /** The agent that it calls, or is about to; {@code null} where it calls none now. */
    public @Nullable String calls() {
        boolean open = status == TaskStatus.RUNNING || status == TaskStatus.WAITING;
        return open && call != null && call.agent() != null ? call.agent().name() : null;
    }

    /** Whether its output is another run's: it has done nothing itself. */
    public boolean isTaken() {
        return cached != null && cached.stand() == Cached.Stand.TAKEN;
    }

    /** Whether it takes one of the run's slots: an attempt under way, or the delay between two; or its agent, or room on a worker, is claimed in it. */
    public boolean holdsSlot() {
        return call != null
                && (status == TaskStatus.RUNNING
                        || (status == TaskStatus.WAITING && attempts > 0)
                        || (claimsInSlot && hasClaimedAgent())
                        || claimsRoom());
    }

    /** Whether it is a slice of a loop, which a run of its own does. */
    public boolean doesSlice() {
        return call != null && call.doesSlice();
    }

    /** Whether it is a slice that a run of its own has begun with, as far as is known. */
    public boolean hasBegunRun() {
        return child != null && child.run() != null && (child.begun() || status == TaskStatus.COMPLETED);
    }

    /** Begins a change of several components. */
    public TaskStateEdit edit() {
        return new TaskStateEdit(this);
    }
}
