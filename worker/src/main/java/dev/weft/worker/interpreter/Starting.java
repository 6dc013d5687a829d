package dev.weft.worker.interpreter;

import dev.weft.definitions.action.builtin.Wait;
import dev.weft.definitions.action.builtin.WaitForEvent;
import dev.weft.definitions.action.builtin.WorkflowTrigger;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.Work;
import dev.weft.worker.interpreter.attempt.Attempts;
import dev.weft.worker.interpreter.attempt.Calls;
import dev.weft.worker.interpreter.attempt.Choosing;
import dev.weft.worker.interpreter.attempt.PureActions;
import dev.weft.worker.interpreter.attempt.Waits;
import dev.weft.worker.interpreter.block.Blocks;
import dev.weft.worker.interpreter.block.ForEaches;
import dev.weft.worker.interpreter.block.Joins;
import dev.weft.worker.interpreter.block.Repeats;
import dev.weft.worker.interpreter.cache.Results;
import dev.weft.worker.interpreter.child.ChildRuns;
import dev.weft.worker.interpreter.event.Awaiting;
import dev.weft.worker.interpreter.gate.Gates;
import dev.weft.worker.interpreter.lease.AgentLeases;
import dev.weft.worker.interpreter.lease.TaskLeases;
import dev.weft.worker.interpreter.restart.Recalling;
import dev.weft.worker.interpreter.scope.Conditions;
import dev.weft.worker.interpreter.scope.RunScope;
import dev.weft.worker.interpreter.state.Frame;
import dev.weft.worker.interpreter.state.RunUndoing;
import dev.weft.worker.interpreter.undo.Reopened;
import dev.weft.worker.interpreter.undo.RunUndos;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Call;
import dev.weft.worker.task.Standing;
import dev.weft.worker.task.TaskState;

/** Takes up a task whose needs have ended: join, {@code when}, then its work. */
final class Starting {
    private Starting() {}

    static void decide(Turn turn, int index) {
        if (turn.task(index).inside() != null) {
            Reopened.goOn(turn, index);
            return;
        }
        if (Recalling.asItWas(turn, index)) {
            return;
        }
        if (turn.task(index).status() == TaskStatus.WAITING) {
            admitted(turn, index);
            return;
        }
        if (!turn.nodes.isWhole(index)) {
            begin(turn, index);
            return;
        }
        switch (Joins.decide(turn, index)) {
            case Joins.Verdict.Skip skip -> TaskEnds.skip(turn, index, skip.standing(), skip.reason());
            case Joins.Verdict.Run run -> unlessWhenIsFalse(turn, index);
        }
    }

    private static void unlessWhenIsFalse(Turn turn, int index) {
        Task task = turn.planned(index).task();
        RunScope scope = RunScope.of(turn, index);
        try {
            if (task.when() != null && !Conditions.holds(task.when(), scope)) {
                TaskEnds.skip(turn, index, Standing.PASSED_OVER, "when is false: " + task.when());
                return;
            }
            Clocks.limitWhole(turn, index, scope);
        } catch (EvaluationException e) {
            TaskEnds.fail(turn, index, Conditions.failure(e));
            return;
        }
        begin(turn, index);
    }

    /** Begins its work, once nobody else has come to the same output, and it has the lease that it needs. */
    private static void begin(Turn turn, int index) {
        RunScope scope = RunScope.of(turn, index);
        try {
            boolean mayWork = Results.admit(turn, index, scope)
                    && (!turn.nodes.isWhole(index) || TaskLeases.admit(turn, index, scope));
            if (!mayWork) {
                return;
            }
        } catch (EvaluationException e) {
            TaskEnds.fail(turn, index, Conditions.failure(e));
            return;
        }
        work(turn, index);
    }

    /** It has what it waited for before it could begin. */
    private static void admitted(Turn turn, int index) {
        TaskState task = turn.task(index);
        if (task.call() == null) {
            begin(turn, index);
        } else if (task.attempts() == 0 && !task.holdsSlot() && Scheduling.mustQueue(turn, index)) {
            AgentLeases.leaveUntilThereIsASlot(turn, index);
            Scheduling.queue(turn, index);
        } else {
            Attempts.start(turn, index);
        }
    }

    /** Begins what a task, or an item or turn of it, does. */
    private static void work(Turn turn, int index) {
        Task task = turn.planned(index).task();
        Frame frame = turn.nodes.isWhole(index) ? null : turn.nodes.frame(index);
        RunScope scope = RunScope.of(turn, index);
        try {
            if (frame != null && frame.kind() == Frame.Kind.SLICE) {
                attempt(turn, index, new Calls.Prepared.Ready(Call.OF_SLICE));
                return;
            }
            if (Recalling.ifItHolds(turn, index)) {
                return;
            }
            if (task.forEach() != null && frame == null) {
                ForEaches.begin(turn, index, task.forEach(), scope);
            } else if (task.repeat() != null && (frame == null || frame.kind() == Frame.Kind.ITEM)) {
                Repeats.begin(turn, index, task.repeat(), scope);
            } else {
                switch (task.work()) {
                    case Work.ActionCall call -> begin(turn, index, call, scope);
                    case Work.Block block -> Blocks.begin(turn, index, scope);
                }
            }
        } catch (EvaluationException e) {
            TaskEnds.fail(turn, index, Conditions.failure(e));
        }
    }

    private static void begin(Turn turn, int index, Work.ActionCall call, RunScope scope) throws EvaluationException {
        switch (call.action().trait()) {
            case PURE -> {
                switch (PureActions.compute(call, scope)) {
                    case PureActions.Outcome.Output output -> TaskEnds.complete(turn, index, output.value());
                    case PureActions.Outcome.Failed failed -> TaskEnds.fail(turn, index, failed.failure());
                }
            }
            case CONTROL -> {
                String name = call.action().name();
                if (name.equals(Wait.SPEC.name())) {
                    Waits.begin(turn, index, call, scope);
                } else if (name.equals(WaitForEvent.SPEC.name())) {
                    Awaiting.begin(turn, index, call, scope);
                } else if (name.equals(WorkflowTrigger.SPEC.name())) {
                    attempt(turn, index, ChildRuns.prepare(turn, index, call, scope));
                } else if (name.equals(RunUndoing.SPEC.name())) {
                    attempt(turn, index, RunUndos.prepare(turn, index));
                } else {
                    Gates.ask(turn, index, call, scope);
                }
            }
            case WORK -> {
                if (Choosing.admit(turn, index, call, scope)) {
                    attempt(turn, index, Calls.prepare(turn, index, call, scope));
                }
            }
        }
    }

    private static void attempt(Turn turn, int index, Calls.Prepared prepared) {
        switch (prepared) {
            case Calls.Prepared.Refused refused -> TaskEnds.fail(turn, index, refused.failure());
            case Calls.Prepared.Ready ready -> {
                turn.put(index, turn.task(index).edit().call(ready.call()).done());
                if (Scheduling.mustQueue(turn, index)) {
                    Scheduling.queue(turn, index);
                } else {
                    Attempts.start(turn, index);
                }
            }
        }
    }
}
