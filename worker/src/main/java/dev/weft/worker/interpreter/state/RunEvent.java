package dev.weft.worker.interpreter.state;

import dev.weft.worker.interpreter.gate.DelegationRules;
import dev.weft.worker.interpreter.gate.GateRules;
import dev.weft.worker.interpreter.undo.RollbackRules;
import dev.weft.worker.protocol.ChildDefinition;
import dev.weft.worker.protocol.ChildReport;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.LeaseAnswer;
import dev.weft.worker.protocol.RunView.GateDecision;
import dev.weft.worker.protocol.agent.SeenAgent;
import dev.weft.worker.protocol.cache.CacheMiss;
import dev.weft.worker.protocol.event.EventClaim;
import dev.weft.worker.protocol.event.EventClaimAnswer;
import dev.weft.worker.task.Gate.GateDelegation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that happened to a run. Tasks are named by their index in {@link RunState#tasks()}. */
public sealed interface RunEvent {
    /** When, by the run's own clock. */
    Instant now();

    /** The run begins. */
    record Started(Instant now) implements RunEvent {}

    /**
     * An attempt returned.
     *
     * @param output normal value
     */
    record AttemptCompleted(
            Instant now, int task, int attempt, @Nullable Object output) implements RunEvent {}

    /**
     * An attempt failed.
     *
     * @param retryAfter the least wait that the other side asked for; {@code null} for none
     * @param random in [0, 1), for the jitter
     */
    record AttemptFailed(
            Instant now,
            int task,
            int attempt,
            Failure failure,
            @Nullable Duration retryAfter,
            double random) implements RunEvent {}

    /**
     * Somebody asks for something.
     *
     * @param what follows
     * @param command as of {@link dev.weft.worker.protocol.Control}
     * @param by who; {@code null} where that isn't known
     * @param channel by which it came: {@code api}, or {@code temporal} for an update, a signal or a cancellation there
     * @param task path of the task; {@code null} where the run is meant
     */
    record Controlled(
            Instant now,
            RunEvent what,
            String command,
            @Nullable String by,
            String channel,
            @Nullable String task) implements RunEvent {}

    /** An attempt was cancelled, and has ended. */
    record AttemptCancelled(Instant now, int task, int attempt) implements RunEvent {}

    /** What a child run is started with was found. */
    record DefinitionFound(Instant now, int task, int attempt, ChildDefinition found) implements RunEvent {}

    /** A child run has started. */
    record ChildStarted(Instant now, int task, String run) implements RunEvent {}

    /**
     * A child run has ended.
     *
     * @param random in [0, 1), for the jitter
     */
    record ChildEnded(Instant now, int task, ChildReport report, double random) implements RunEvent {}

    /** A lease that was claimed answers. */
    record LeaseAnswered(Instant now, LeaseAnswer answer) implements RunEvent {}

    /**
     * Those who look for the event that a task waits for know of it, or can't.
     *
     * @param id of the wait
     * @param failure why they can't; {@code null} where they know
     */
    record AwaitAnswered(
            Instant now, int task, String id, @Nullable Failure failure) implements RunEvent {}

    /**
     * The run was told of an event.
     *
     * @param event in structured form, normal
     * @param byHand whether somebody waits to hear what became of it
     */
    record EventCame(Instant now, Map<String, @Nullable Object> event, boolean byHand) implements RunEvent {}

    /**
     * The result cache answers.
     *
     * @param task -1 for the outputs of the run
     * @param digest that was asked for
     * @param run id of the run whose output it is; {@code null} where there is none
     * @param output normal value
     * @param missed why there is none; {@code null} where there is one, and where that isn't known
     */
    record ResultFound(
            Instant now,
            int task,
            String digest,
            @Nullable String run,
            @Nullable Object output,
            @Nullable CacheMiss missed)
            implements RunEvent {}

    /**
     * A run that does a slice asks whether a task of it takes an event.
     *
     * @param task the slice
     */
    record EventClaimAsked(Instant now, int task, EventClaim claim) implements RunEvent {}

    /**
     * The run above has said whether a task of this one takes the event that it asked for.
     *
     * @param task that asked
     */
    record EventClaimAnswered(Instant now, int task, EventClaimAnswer answer) implements RunEvent {}

    /**
     * It is known how the agents are that a task may call.
     *
     * @param capability that was asked for
     * @param seen those of which anything is known
     */
    record AgentsSeen(Instant now, int task, String capability, List<SeenAgent> seen) implements RunEvent {}

    /** A clock ran out. */
    record ClockRanOut(Instant now, ClockKey clock) implements RunEvent {}

    /**
     * A person decided a gate; {@link GateRules} has let it pass.
     *
     * @param nonce of its signature; {@code null} where it has none
     */
    record Decided(
            Instant now,
            int task,
            GateDecision decision,
            @Nullable String nonce) implements RunEvent {}

    /**
     * An approver named a delegate; {@link DelegationRules} has let it pass.
     *
     * @param nonce of its signature; {@code null} where it has none
     */
    record Delegated(
            Instant now,
            int task,
            GateDelegation delegation,
            @Nullable String nonce) implements RunEvent {}

    /** A decision or event that came by signal was not taken. */
    record DecisionIgnored(Instant now, String why) implements RunEvent {}

    /**
     * A person said what becomes of a task that failed and waits for that.
     *
     * @param output of a task that is completed; {@code null} otherwise
     * @param by who
     */
    record TaskSteered(
            Instant now, int task, Steering how, @Nullable Object output, String by) implements RunEvent {}

    /** Too many items have failed elsewhere: the run, which does a slice of a loop, begins no more. */
    record ItemsRefused(Instant now) implements RunEvent {}

    record PauseAsked(Instant now) implements RunEvent {}

    record ResumeAsked(Instant now) implements RunEvent {}

    /**
     * The run is to go back; {@link RollbackRules} has let it pass.
     *
     * @param checkpoint the task that stays the last to have ended; -1 where the whole run is undone
     * @param by who asked
     */
    record RollbackAsked(Instant now, int checkpoint, String by) implements RunEvent {}

    /** The run goes on from a state in another history. */
    record Resumed(Instant now) implements RunEvent {}

    /** The store of large values can be used again. */
    record StoreCame(Instant now) implements RunEvent {}

    record CancelAsked(Instant now) implements RunEvent {}
}
