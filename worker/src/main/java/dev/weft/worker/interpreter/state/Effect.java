package dev.weft.worker.interpreter.state;

import dev.weft.worker.protocol.AgentTurn;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.DefinitionClaim;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.ParentRun;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.agent.AgentDesk;
import dev.weft.worker.protocol.event.AwaitedEvent;
import dev.weft.worker.protocol.event.EventClaim;
import dev.weft.worker.protocol.event.EventClaimAnswer;
import dev.weft.worker.protocol.room.KeptRoom;
import dev.weft.worker.task.Call;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something to do outside of the run's state, in the order given. */
public sealed interface Effect {
    /**
     * Make an attempt.
     *
     * @param key idempotency key
     * @param turn when its agent may be called; {@code null} for at any time
     * @param room that a worker keeps for it; {@code null} for any worker
     */
    record StartAttempt(
            int task,
            String path,
            int attempt,
            String key,
            Call call,
            @Nullable AgentTurn turn,
            @Nullable KeptRoom room)
            implements Effect {}

    /** Find what a child run is started with, as the run doesn't carry it; answered by {@link RunEvent.DefinitionFound}. */
    record FindDefinition(int task, String path, int attempt, DefinitionClaim claim) implements Effect {}

    /** Start a child run; it is answered by {@link RunEvent.ChildStarted}, and once it ends by {@link RunEvent.ChildEnded}. */
    record StartChild(int task, int attempt, String run, RunRequest request) implements Effect {
        /** About how much its request takes. */
        public long bytes() {
            return Sizes.ofRequest(request);
        }
    }

    /**
     * Have a run undone that a task has started; answered as {@link StartChild} is.
     *
     * @param parent the task that waits for that
     * @param sure whether the run has certainly been started
     */
    record UndoChild(int task, String run, ParentRun parent, boolean sure) implements Effect {}

    /**
     * Have a run go on that has ended, which did a slice of a loop; answered as {@link StartChild} is.
     *
     * @param parent the slice, which waits for its end
     * @param said what it goes on with
     * @param id of this going on, the same however often it is asked for
     */
    record ReviveChild(int task, String run, ParentRun parent, Control said, String id) implements Effect {}

    /** Learn how a child run ends that was started before, in another history; answered as {@link StartChild} is. */
    record AwaitChild(int task, String path, String run) implements Effect {}

    /**
     * Cancel a child run, or the way to it; the answer is that it has ended.
     *
     * @param run its id; {@code null} where it isn't known yet, or where the run isn't this one's to end
     */
    record StopChild(int task, @Nullable String run) implements Effect {}

    /** Let a child run start nothing more. */
    record PauseChild(String run) implements Effect {}

    /** Tell the run above how many items have failed so far of the slice that this run does. */
    record TellFailures(ParentRun parent, int failed) implements Effect {}

    /** Tell the run above that too many items of the slice have failed that this run does. */
    record TellTooMany(ParentRun parent) implements Effect {}

    /**
     * Tells the run above that something in this one has failed that undoes the whole, of which this run does a slice.
     *
     * @param cause what failed
     */
    record TellRollback(ParentRun parent, Failure cause) implements Effect {}

    /** Ask a run above whether a task of this one, or of one that does a slice of it, takes an event. */
    record ClaimEvent(String run, EventClaim claim) implements Effect {}

    /** Tell a run whether a task of it takes an event. */
    record AnswerClaim(String run, EventClaimAnswer answer) implements Effect {}

    /** Let a run that does a slice look at an event. */
    record PassEvent(String run, Map<String, @Nullable Object> event) implements Effect {}

    /** Let a run that does a slice of a loop begin no more items. */
    record RefuseItems(String run) implements Effect {}

    /** Let a child run go on. */
    record ResumeChild(String run) implements Effect {}

    /** Claim a lease; answered by {@link RunEvent.LeaseAnswered}. */
    record ClaimLease(LeaseClaim claim) implements Effect {}

    /**
     * Give a lease back, or claim it no longer.
     *
     * @param wentWell of an agent: whether it did what it was asked; {@code null} where that is not known
     */
    record GiveBackLease(LeaseClaim claim, @Nullable Boolean wentWell) implements Effect {
        /** One of which that is all. */
        public GiveBackLease(LeaseClaim claim) {
            this(claim, null);
        }
    }

    /** Have an event looked for; answered by {@link RunEvent.AwaitAnswered}, and then by {@link RunEvent.EventCame}. */
    record AwaitEvent(int task, AwaitedEvent awaited) implements Effect {}

    /**
     * Ask how the agents are that a task may call; answered by {@link RunEvent.AgentsSeen}.
     *
     * @param agents at least two
     */
    record SeeAgents(int task, String capability, List<AgentDesk.Candidate> agents) implements Effect {}

    /** An event needn't be looked for any more; where that is known it is left to those who do it. */
    record ForgetEvent(int task) implements Effect {}
    /**
     * Look an output up in the result cache; answered by {@link RunEvent.ResultFound}.
     *
     * @param task -1 for the outputs of the run
     * @param path of the task; empty for the run
     * @param ttl how old it may be; {@code null} for any age
     */
    record FindResult(
            int task, String path, String digest, @Nullable Duration ttl) implements Effect {}

    /**
     * Put an output to the result cache, for others.
     *
     * @param run whose it is: the one with the loop where this does a slice
     * @param path of the task there; empty for the run
     * @param ttl how long it may be taken; {@code null} for ever
     */
    record PutResult(
            String run,
            String path,
            String digest,
            @Nullable Duration ttl,
            int generation,
            @Nullable Object output) implements Effect {}

    /** Drop what the run has put to the result cache, up to one going of it. */
    record DropResults(int generation) implements Effect {}

    /** Cancel the attempt under way; it answers with an event when it has ended. */
    record StopAttempt(int task) implements Effect {}

    /**
     * Start a clock; one that runs under the same key is replaced.
     *
     * @param path of the task; empty for the run
     */
    record StartClock(ClockKey clock, String path, Duration duration) implements Effect {}

    /** Stop a clock, if it runs. */
    record StopClock(ClockKey clock) implements Effect {}
}
