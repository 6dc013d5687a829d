package dev.weft.worker.interpreter.restart;

import dev.weft.definitions.diff.Difference;
import dev.weft.definitions.plan.Plan;
import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.failure.SteeringRules;
import dev.weft.worker.interpreter.slice.AlwaysRun;
import dev.weft.worker.interpreter.state.Again;
import dev.weft.worker.interpreter.state.Nodes;
import dev.weft.worker.interpreter.state.Rollback;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.state.Steering;
import dev.weft.worker.interpreter.state.Step;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.ParentRun;
import dev.weft.worker.protocol.RefusedException;
import dev.weft.worker.protocol.RefusedException.Code;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Standing;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * States from which a run begins once more: the same run goes on from its end, another from the beginning, and what is kept
 * of how tasks ended before needn't be done again. Pure.
 */
public final class Reviving {
    private Reviving() {}

    /**
     * The same run, after its end: a person has said what becomes of one of its tasks. All stands as it ended until the run
     * may begin: then what needs that task is decided anew, see {@link GoingAgain}.
     *
     * @throws RefusedException where it doesn't apply
     */
    public static RunState steered(RunLoop loop, RunState state, Steering how, Control control, Instant now) {
        checkMaySay(loop, state, control);
        SteeringRules.checkOutput(how, control);
        RevivedItems.Found found = RevivedItems.find(loop, state, how, control);
        int index = found.task();
        if (index >= 0) {
            checkIsOne(loop, state, index, control);
        }
        if (index >= 0 && found.below() == null) {
            checkHasNotGoneWell(how, control, state.tasks().get(index));
        }
        Turn turn = loop.turn(state.opened(state.startedAt(), List.of()), now);
        turn.telling.controlled(control);
        for (int node : turn.nodes.all(state.tasks()).reversed()) {
            cutShort(turn, node);
        }
        Step step = turn.done();
        return step.state()
                .opened(null, List.of())
                .keeping(index < 0 ? state.kept() : Keeping.still(loop, state, now, index))
                .following(step.state())
                .telling(step.facts())
                .doing(again(turn, state, how, control, found));
    }

    /**
     * What is done again. What runs whatever happens has run after the run was ended early: that one was is no matter of it, and stays
     * so.
     */
    private static Again again(Turn turn, RunState state, Steering how, Control control, RevivedItems.Found found) {
        Rollback rollback = state.rollback();
        boolean isAfter = (rollback == null || rollback.stage() == Rollback.Stage.ENDING)
                && AlwaysRun.is(turn.plan, control.task());
        return new Again(
                found.below() == null ? how : Steering.RETRY,
                found.task(),
                control.output(),
                control.by(),
                state.began(),
                isAfter ? state.ending() : null,
                isAfter && state.ending() != null ? rollback : null,
                found.below(),
                control.slice());
    }

    /** Ends what a run that was ended by force had under way, or not begun. What undoes a task is as if it had not begun. */
    private static void cutShort(Turn turn, int node) {
        TaskState task = turn.task(node);
        if (turn.nodes.isOfCompensation(node)) {
            Reopening.putBack(turn, node);
        } else if (!task.status().ended()) {
            turn.putAside(
                    node,
                    task.edit()
                            .by(TaskTrigger.CANCEL)
                            .standing(Standing.FAILED)
                            .endedAt(turn.now)
                            .order(turn.nextEnd())
                            .done());
        }
    }

    /** What undoes a task, was done before another attempt, or says what items are made of, can't be done by itself. */
    private static void checkIsOne(RunLoop loop, RunState state, int index, Control control) {
        Nodes nodes = state.nodes(loop.plan());
        if (nodes.isOfCompensation(index)) {
            throw new RefusedException(
                    Code.CONFLICT,
                    "Task '%s' undoes another. Have the run go back: that undoes what is not undone."
                            .formatted(control.task()));
        }
        if (nodes.isSuperseded(index)) {
            throw new RefusedException(
                    Code.CONFLICT,
                    "Task '%s' was followed by another attempt. Name the task itself.".formatted(control.task()));
        }
        if (nodes.isPattern(index)) {
            throw new RefusedException(
                    Code.CONFLICT,
                    "Task '%s' is done for each item or turn. Name one of them, such as 'each[0].x', or all that is done for items."
                            .formatted(control.task()));
        }
    }

    /**
     * Another run, of the same or another revision, with the same or other inputs: what completed holds where all that it
     * depends on comes out the same.
     *
     * @param next what the other run is started with
     * @param plan of it
     * @param from path of the task from which on all is done again; {@code null} for none
     * @throws RefusedException where neither has such a task
     */
    public static RunState restarted(
            RunLoop loop, RunState state, RunRequest next, Plan plan, @Nullable String from, Instant now) {
        checkIsWhole(loop, state);
        Set<Integer> again = from == null ? Set.of() : named(loop, state, from);
        if (from != null && again.isEmpty() && plan.task(from).isEmpty()) {
            throw new RefusedException(
                    Code.NOT_FOUND, "Expected a task of this run to restart from, but found '%s'.".formatted(from));
        }
        RunRequest before = loop.facts().request();
        boolean sameInputs = before.inputs().equals(next.inputs())
                && Objects.equals(
                        loop.plan().definition().inputs(), plan.definition().inputs());
        Set<String> changed =
                plan == loop.plan() ? Set.of() : Difference.changed(loop.plan().definition(), plan.definition());
        return RunState.initial(plan).keeping(Keeping.underDigests(loop, state, now, again, changed, sameInputs));
    }

    /** What did a part of the items of another run goes on with that one alone. */
    private static void checkMaySay(RunLoop loop, RunState state, Control control) {
        ParentRun parent = loop.facts().request().parent();
        if (state.around() != null && parent != null && !control.comesFromAbove()) {
            throw partOf(parent, "Name the item there: that has it done again, and nothing else.");
        }
    }

    /** What did a part of the items of another run is done again with that one alone. */
    private static void checkIsWhole(RunLoop loop, RunState state) {
        ParentRun parent = loop.facts().request().parent();
        if (state.around() != null && parent != null) {
            throw partOf(parent, "Restart that run.");
        }
    }

    private static RefusedException partOf(ParentRun parent, String cure) {
        return new RefusedException(
                Code.CONFLICT,
                "This run did the items '%s' of run '%s'. %s".formatted(parent.task(), parent.run(), cure));
    }

    /** A path with numbers is of one item or turn, one without of all. */
    private static Set<Integer> named(RunLoop loop, RunState state, String from) {
        Nodes nodes = state.nodes(loop.plan());
        Set<Integer> found = new LinkedHashSet<>();
        int one = nodes.find(from, state.tasks());
        if (one >= 0) {
            found.add(one);
        }
        for (int node : nodes.all(state.tasks())) {
            if (nodes.isWhole(node) && nodes.planned(node).path().equals(from)) {
                found.add(node);
            }
        }
        return found;
    }

    private static void checkHasNotGoneWell(Steering how, Control control, TaskState task) {
        boolean failed =
                task.status() == TaskStatus.FAILED || (task.status() == TaskStatus.SKIPPED && task.error() != null);
        boolean open = !task.status().ended() || task.status() == TaskStatus.CANCELLED;
        if (!failed && !open) {
            throw new RefusedException(
                    Code.CONFLICT,
                    "Expected a task that failed or was stopped, but '%s' is %s%s. To have it done again, restart the run from it: a new run begins."
                            .formatted(
                                    control.task(),
                                    task.status(),
                                    task.reason() == null ? "" : " (" + task.reason() + ")"));
        }
        if (how == Steering.FAIL && failed) {
            throw new RefusedException(Code.CONFLICT, "Task '%s' has failed already.".formatted(control.task()));
        }
    }
}
