package dev.weft.worker.task;

import static dev.weft.worker.protocol.TaskStatus.CANCELLED;
import static dev.weft.worker.protocol.TaskStatus.COMPENSATED;
import static dev.weft.worker.protocol.TaskStatus.COMPLETED;
import static dev.weft.worker.protocol.TaskStatus.FAILED;
import static dev.weft.worker.protocol.TaskStatus.PENDING;
import static dev.weft.worker.protocol.TaskStatus.RUNNING;
import static dev.weft.worker.protocol.TaskStatus.SKIPPED;
import static dev.weft.worker.protocol.TaskStatus.WAITING;
import static dev.weft.worker.task.TaskTrigger.ASK;
import static dev.weft.worker.task.TaskTrigger.CANCEL;
import static dev.weft.worker.task.TaskTrigger.COMPLETE;
import static dev.weft.worker.task.TaskTrigger.FAIL;
import static dev.weft.worker.task.TaskTrigger.HOLD;
import static dev.weft.worker.task.TaskTrigger.QUEUE;
import static dev.weft.worker.task.TaskTrigger.RETRY_LATER;
import static dev.weft.worker.task.TaskTrigger.SKIP;
import static dev.weft.worker.task.TaskTrigger.STALL;
import static dev.weft.worker.task.TaskTrigger.START;
import static dev.weft.worker.task.TaskTrigger.UNDO;
import static dev.weft.worker.task.TaskTrigger.WAIT;

import dev.weft.worker.protocol.TaskStatus;
import java.util.List;

/**
 * The one table of task states. Every change of a task's status goes through {@link #next}; what is not in the table
 * can't happen. The diagram in {@code docs/semantics.md} is made from it.
 */
public final class TaskTransitions {
    /**
     * A row.
     *
     * @param from status before
     * @param trigger what happens
     * @param to status after
     * @param meaning when it happens, for the documentation
     */
    public record Row(TaskStatus from, TaskTrigger trigger, TaskStatus to, String meaning) {}

    /** All rows, in the order of a task's life. */
    public static final List<Row> TABLE = List.of(
            new Row(
                    PENDING,
                    START,
                    RUNNING,
                    "its needs have ended, join and when hold; or it failed before it began, and its fallback does instead"),
            new Row(
                    PENDING,
                    QUEUE,
                    WAITING,
                    "it may run, but max_concurrent tasks run already, others hold the lease that it claims, its output is looked up in the result cache, or its agent is being chosen"),
            new Row(PENDING, ASK, WAITING, "it is an approval gate: people are asked"),
            new Row(PENDING, WAIT, WAITING, "it is a wait, and its time or event has not come"),
            new Row(PENDING, HOLD, WAITING, "it failed before it began, under on_failure: pause"),
            new Row(
                    PENDING,
                    COMPLETE,
                    COMPLETED,
                    "its action is pure and is computed at once, its time is past, or no level of the gate is asked"),
            new Row(PENDING, FAIL, FAILED, "an expression or a pure action failed, or its agent is unknown"),
            new Row(PENDING, SKIP, SKIPPED, "its join or when does not hold, or it failed under on_failure: skip"),
            new Row(
                    PENDING,
                    CANCEL,
                    CANCELLED,
                    "the run, or a block around it, was cancelled or timed out before it started"),
            new Row(
                    WAITING,
                    QUEUE,
                    WAITING,
                    "it has the lease that it claimed, and waits for a slot or claims its agent; or its output isn't in the result cache, or its agent has been chosen, and it waits for one of these"),
            new Row(WAITING, ASK, WAITING, "it has the lease that it claimed: people are asked"),
            new Row(WAITING, WAIT, WAITING, "it has the lease that it claimed, and its time or event has not come"),
            new Row(
                    WAITING,
                    START,
                    RUNNING,
                    "a slot is free, the delay before the next attempt is over, something in the block runs again, or it failed and its fallback begins"),
            new Row(
                    WAITING,
                    COMPLETE,
                    COMPLETED,
                    "the gate is decided, the time or the event has come, a person completes it, its output is in the result cache, or all in the block has ended well"),
            new Row(
                    WAITING,
                    RETRY_LATER,
                    WAITING,
                    "the attempt of a block failed while all in it waited, or the turn ended so"),
            new Row(WAITING, HOLD, WAITING, "as for FAIL, under on_failure: pause"),
            new Row(
                    WAITING,
                    FAIL,
                    FAILED,
                    "the deadline passed, the gate or the wait for an event timed out with on_timeout: fail, or a person fails it"),
            new Row(WAITING, SKIP, SKIPPED, "as for FAIL, under on_failure: skip, or a person skips it"),
            new Row(WAITING, CANCEL, CANCELLED, "the run, or a block around it, was cancelled or timed out"),
            new Row(RUNNING, COMPLETE, COMPLETED, "the attempt returned an output, or all in the block has ended well"),
            new Row(
                    RUNNING,
                    RETRY_LATER,
                    WAITING,
                    "the attempt failed and another is due after a delay, or the next turn is"),
            new Row(RUNNING, STALL, WAITING, "all that is open in the block waits"),
            new Row(RUNNING, HOLD, WAITING, "as for FAIL, under on_failure: pause"),
            new Row(RUNNING, FAIL, FAILED, "the last attempt failed, or the deadline passed"),
            new Row(RUNNING, SKIP, SKIPPED, "as for FAIL, under on_failure: skip"),
            new Row(RUNNING, CANCEL, CANCELLED, "the attempt was cancelled with its run or block"),
            new Row(
                    COMPLETED,
                    UNDO,
                    COMPENSATED,
                    "its compensation completed; or it holds tasks, and what was done in it is undone"),
            new Row(FAILED, HOLD, WAITING, "nothing more can run, under policy.on_failure: pause"),
            new Row(FAILED, UNDO, COMPENSATED, "its compensation completed, under after: attempt"),
            new Row(SKIPPED, UNDO, COMPENSATED, "as for FAILED, where it failed under on_failure: skip"),
            new Row(CANCELLED, UNDO, COMPENSATED, "as for FAILED"));

    private static final TaskStatus[][] NEXT = new TaskStatus[TaskStatus.values().length][TaskTrigger.values().length];

    static {
        for (Row row : TABLE) {
            NEXT[row.from().ordinal()][row.trigger().ordinal()] = row.to();
        }
    }

    private TaskTransitions() {}

    /**
     * The status after a trigger.
     *
     * @throws IllegalStateException where the table has no such row: a bug in the interpreter
     */
    public static TaskStatus next(TaskStatus from, TaskTrigger trigger) {
        TaskStatus to = NEXT[from.ordinal()][trigger.ordinal()];
        if (to == null) {
            throw new IllegalStateException(
                    "Expected a transition from " + from + " by " + trigger + ", but there is none");
        }
        return to;
    }

    /** The table as a Mermaid state diagram. */
    public static String toMermaid() {
        StringBuilder diagram = new StringBuilder("stateDiagram-v2\n    [*] --> PENDING\n");
        for (Row row : TABLE) {
            diagram.append("    %s --> %s: %s%n".formatted(row.from(), row.to(), row.trigger()));
        }
        for (TaskStatus end : List.of(COMPLETED, FAILED, SKIPPED, CANCELLED, COMPENSATED)) {
            diagram.append("    %s --> [*]%n".formatted(end));
        }
        return diagram.toString();
    }
}
