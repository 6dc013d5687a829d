package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.protocol.ChildReport;
import dev.weft.worker.workflow.Executions;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancelExternalWorkflowException;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What parents and children say to one another. One that has ended hears nothing, and is told nothing. Workflow threads
 * only.
 */
final class ChildMessages {
    private final Runnable idle;
    private final Room room = new Room();
    private final Deque<Runnable> crowded = new ArrayDeque<>();
    private int underWay;

    /**
     * @param idle is called when all that was sent has arrived
     */
    ChildMessages(Runnable idle) {
        this.idle = idle;
    }

    /** Whether all that was sent has arrived: what has not is lost where the run goes on in a new history. */
    boolean isIdle() {
        return underWay == 0;
    }

    /**
     * Cancels a run.
     *
     * @param started what tells that it is there; {@code null} where it is
     */
    void cancel(String run, @Nullable Promise<WorkflowExecution> started) {
        send(started, () -> cancel(run));
    }

    /** Signals a run. */
    void signal(String run, @Nullable Promise<WorkflowExecution> started, String signal, Object... arguments) {
        send(started, () -> Executions.signal(run, signal, arguments));
    }

    /** Tells a parent something of its child that goes on. */
    void tell(String parent, ChildReport report) {
        send(null, () -> Executions.signal(parent, "child", report));
    }

    /** Tells a parent that its child has ended, and waits until it has been told. */
    static void report(String parent, ChildReport report) {
        if (!Executions.signal(parent, "child", report)) {
            Workflow.getLogger(ChildMessages.class).debug("Run {} has ended and need not be told", parent);
        }
    }

    private void send(@Nullable Promise<WorkflowExecution> started, Functions.Proc message) {
        underWay++;
        if (!crowded.isEmpty() || room.isFull(Room.Of.MESSAGES)) {
            crowded.add(() -> sendNow(started, message));
        } else {
            sendNow(started, message);
        }
    }

    private void sendNow(@Nullable Promise<WorkflowExecution> started, Functions.Proc message) {
        room.take(Room.Of.MESSAGES);
        Workflow.newDetachedCancellationScope(() -> Async.procedure(() -> {
                    if (started == null || started.getFailure() == null) {
                        message.apply();
                    }
                    arrived();
                }))
                .run();
    }

    private void arrived() {
        room.give(Room.Of.MESSAGES);
        Runnable next = crowded.poll();
        if (next != null) {
            next.run();
        }
        underWay--;
        if (underWay == 0) {
            idle.run();
        }
    }

    private static void cancel(String run) {
        try {
            Executions.newest(run).cancel();
        } catch (CancelExternalWorkflowException e) {
            Workflow.getLogger(ChildMessages.class).debug("Run {} has ended and need not be cancelled", run);
        }
    }
}
