package dev.weft.worker.protocol;

import dev.weft.worker.protocol.event.EventClaim;
import dev.weft.worker.protocol.event.EventClaimAnswer;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run, as Temporal knows it: workflow type {@code WeftRun}; the run's id is the workflow id. */
@WorkflowInterface
public interface WeftRun {
    /** The workflow type, its default task queue and its namespace. */
    String TYPE = "WeftRun";

    String TASK_QUEUE = "weft";

    /**
     * Runs a definition to its end.
     *
     * @return the run's outputs
     */
    @WorkflowMethod(name = TYPE)
    @Nullable Object run(RunRequest request);

    /** The run as it is now, without the outputs of its tasks. */
    @QueryMethod(name = "state", description = "The run's state: status, tasks, what it waits for.")
    RunView state();

    /** The output of the task at a path; {@code null} where it has none. */
    @QueryMethod(name = "output", description = "The output of one task, by its path.")
    @Nullable Object output(String path);

    /**
     * What the attempts of the task at a path are given, with a word in each secret's place; {@code null} where it is given nothing, or
     * that isn't known.
     */
    @QueryMethod(name = "input", description = "The parameters of one task, by its path.")
    @Nullable Object input(String path);

    /**
     * What this run begins with once more, after its end, where a person has one of its tasks retried, skipped, completed or
     * failed; refused where that doesn't apply.
     */
    @QueryMethod(name = "revived", description = "What the run begins with once more, after its end.")
    Revival revived(Control control);

    /** What a new run begins with that does this one again; refused where that doesn't apply. */
    @QueryMethod(name = "restarted", description = "What a new run begins with that does this one again.")
    Revival restarted(Restart restart);

    /** How many changes the run has told so far. */
    @QueryMethod(name = "told", description = "How many changes the run has told so far.")
    int told();

    /** The points that the run can go back to, oldest first. */
    @QueryMethod(name = "checkpoints", description = "What the run can be rolled back to: tasks that completed.")
    List<Checkpoint> checkpoints();

    /** The task, item or turn at a path; {@code null} where there is none. */
    @QueryMethod(name = "task", description = "One task, item or turn, by its path.")
    RunView.@Nullable TaskView task(String path);

    /**
     * Gates that have been asked.
     *
     * @param from 0, or where the page before says that the next begins
     */
    @QueryMethod(name = "gates", description = "The approval gates that have been asked, also of items and turns.")
    GatePage gates(int from);

    /** Where an item is, or something in it, that another run does; {@code null} where the path means no such. */
    @QueryMethod(name = "place", description = "Which run does an item of a long loop, by its path.")
    @Nullable ItemPlace place(String path);

    /** Decides an approval gate; refused with {@link RefusedException}. */
    @UpdateMethod(name = "decide", description = "Decide an approval gate.")
    DecisionReceipt decide(Decision decision);

    @UpdateValidatorMethod(updateName = "decide")
    void validateDecision(Decision decision);

    /** Names somebody who may decide in an approver's place; refused with {@link RefusedException}. */
    @UpdateMethod(name = "delegate", description = "Name somebody who may decide in an approver's place.")
    DelegationReceipt delegate(Delegation delegation);

    @UpdateValidatorMethod(updateName = "delegate")
    void validateDelegation(Delegation delegation);

    /** Steers the run or one of its tasks; answers the run's status after it, or is refused with {@link RefusedException}. */
    @UpdateMethod(
            name = "control",
            description =
                    "pause, resume, cancel or roll back the run; retry, skip, complete or fail a task that waits for a person.")
    RunStatus control(Control control);

    @UpdateValidatorMethod(updateName = "control")
    void validateControl(Control control);

    /**
     * Decides an approval gate from the Temporal Web UI; an invalid decision is recorded as ignored, with the reason.
     *
     * @param signal what {@link ApprovalSignal#read} understands; anything, as people type it
     */
    @SignalMethod(
            name = "approval",
            description = "Decide an approval gate: {task, decision, by, comment, level, inputs}.")
    void approval(@Nullable Object signal);

    /**
     * Tells the run of an event that it may wait for; what isn't one is recorded as ignored, with the reason.
     *
     * @param signal what {@code EventSignal} understands; anything, as people type it
     */
    @SignalMethod(name = "event", description = "Give the run an event that it waits for: {type, data}.")
    void event(@Nullable Object signal);

    /** A child run tells that it has ended. */
    @SignalMethod(name = "child", description = "A child run has ended: sent by itself.")
    void child(ChildReport report);

    /** A lease that the run has claimed answers. */
    @SignalMethod(name = "lease", description = "A lease that the run has claimed answers: sent by itself.")
    void lease(LeaseAnswer answer);

    /** A lease answers several claims of the run, in order. */
    @SignalMethod(name = "leases", description = "A lease answers claims of the run: sent by itself.")
    void leases(List<LeaseAnswer> answers);

    /** A run that does a slice of a loop asks whether one of its tasks takes an event. */
    @SignalMethod(
            name = "event_claim",
            description = "An item asks whether it takes an event: sent by the run that does it.")
    void eventClaim(EventClaim claim);

    /** The run with the loop has said whether a task takes an event. */
    @SignalMethod(name = "event_claimed", description = "Whether an item takes an event: sent by the run above.")
    void eventClaimed(EventClaimAnswer answer);

    /** Elsewhere more items have failed than is tolerated: a run that does a slice of a loop begins no more. */
    @SignalMethod(name = "refuse_items", description = "Begin no more items of the slice: sent by the run above.")
    void refuseItems();

    @SignalMethod(name = "pause", description = "Nothing new starts; what runs ends.")
    void pause();

    @SignalMethod(name = "resume", description = "Go on after a pause.")
    void resume();
}
