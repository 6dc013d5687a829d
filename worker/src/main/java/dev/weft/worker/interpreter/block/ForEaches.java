package dev.weft.worker.interpreter.block;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.model.ForEach;
import dev.weft.worker.interpreter.Clocks;
import dev.weft.worker.interpreter.TaskEnds;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.lease.LeaseFailures;
import dev.weft.worker.interpreter.scope.Conditions;
import dev.weft.worker.interpreter.scope.RunScope;
import dev.weft.worker.interpreter.slice.SliceEnds;
import dev.weft.worker.interpreter.slice.SliceFailures;
import dev.weft.worker.interpreter.slice.Slices;
import dev.weft.worker.interpreter.slice.Slicing;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.Frame;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.ParentRun;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.large.Question;
import dev.weft.worker.task.Inside;
import dev.weft.worker.task.Loop;
import dev.weft.worker.task.Standing;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tasks once for each item. */
public final class ForEaches {
    /** Why an item doesn't begin. */
    public static final String TOO_MANY = "more items have failed than are tolerated";

    private ForEaches() {}

    public static void begin(Turn turn, int index, ForEach each, RunScope scope) throws EvaluationException {
        List<ForEachItems.Item> items = ForEachItems.of(turn, each, scope);
        int atOnce = each.maxConcurrent() == null
                ? items.size()
                : Math.min(items.size(), each.maxConcurrent().resolve(scope));
        int tolerated = each.tolerate().resolve(scope).of(items.size());
        if (Frames.fit(turn, index, items.size()) || !Slicing.isPossible(turn, index)) {
            Failure tooMany = Frames.tooMany(turn, index, items.size(), "items");
            if (tooMany == null) {
                open(turn, index, Frame.Kind.ITEM, items, atOnce, tolerated);
            } else {
                TaskEnds.fail(turn, index, tooMany);
            }
        } else {
            slices(turn, index, Slicing.of(turn, index, items, atOnce), tolerated);
        }
    }

    private static void slices(Turn turn, int index, Slicing.Sliced sliced, int tolerated) {
        switch (sliced) {
            case Slicing.Sliced.TooMany tooMany -> TaskEnds.fail(turn, index, tooMany.failure());
            case Slicing.Sliced.Slices slices ->
                open(turn, index, Frame.Kind.SLICE, slices.slices(), slices.atOnce(), tolerated);
        }
    }

    /**
     * Begins with items or slices.
     *
     * @param atOnce how many of them may be under way at once
     */
    public static void open(
            Turn turn, int index, Frame.Kind kind, List<ForEachItems.Item> items, int atOnce, int tolerated) {
        if (items.isEmpty()) {
            TaskEnds.complete(turn, index, List.of());
            return;
        }
        List<Integer> frames = new ArrayList<>(spare(turn, index, kind));
        for (int i = 0; i < items.size(); i++) {
            ForEachItems.Item item = items.get(i);
            int old = i < frames.size() ? frames.get(i) : -1;
            int frame = Frames.take(turn, old, index, kind, item.number(), item.value());
            if (old < 0) {
                frames.add(frame);
            }
        }
        turn.put(
                index,
                turn.task(index)
                        .edit()
                        .by(TaskTrigger.START)
                        .startedAt(turn.now)
                        .loop(new Loop(new Loop.Items(atOnce, tolerated, atOnce, 0), frames, items.size()))
                        .inside(Inside.pending(Inside.Holds.ITEMS, items.size()))
                        .done());
        turn.live(index).stream().limit(atOnce).forEach(turn::ready);
    }

    /** Places of an earlier attempt that are of the same size. */
    private static List<Integer> spare(Turn turn, int index, Frame.Kind kind) {
        Loop before = turn.task(index).loop();
        return before == null
                        || before.frames().isEmpty()
                        || turn.frames.get(before.frames().getFirst()).kind() != kind
                ? List.of()
                : before.frames();
    }

    /** An item has ended: the next may begin, or none does where more have failed than is tolerated. */
    public static void tell(Turn turn, int item) {
        int index = turn.parent(item);
        TaskState task = index < 0 ? null : turn.task(index);
        if (task == null
                || task.inside() == null
                || task.inside().holds() != Inside.Holds.ITEMS
                || task.loop() == null
                || !(task.loop().terms() instanceof Loop.Items items)) {
            return;
        }
        int failed = items.failed() + failures(turn, item).size();
        List<Integer> live = turn.live(index);
        int known = turn.nodes.isSlice(item) ? SliceFailures.known(turn, index, failed) : failed;
        boolean allows = items.allows(known);
        // After a run was sent back, or goes on after its end, some of the later ones may have ended already.
        int first = items.begun();
        while (first < live.size() && !mayBegin(turn, live.get(first), allows)) {
            first++;
        }
        boolean another = first < live.size();
        Loop.Items next = items.with(another ? first + 1 : items.begun(), failed);
        turn.put(
                index,
                task.edit()
                        .loop(task.loop().with(next))
                        .reason(turn.nodes.isSlice(item) ? SliceEnds.progress(turn, live, failed) : task.reason())
                        .done());
        if (another) {
            turn.ready(live.get(first));
        }
        if (known > items.tolerated() && items.allows(items.failed())) {
            stop(turn, index);
        }
    }

    /** Whether one has not begun, and is to: a slice that goes on does, as its run knows how many have failed. */
    private static boolean mayBegin(Turn turn, int item, boolean allows) {
        return (allows && turn.task(item).status() == TaskStatus.PENDING) || Slices.goesOn(turn, item);
    }

    /** What failed of an item, or of a slice of them. */
    public static List<ItemFailure> failures(Turn turn, int item) {
        if (turn.nodes.isSlice(item)) {
            return SliceEnds.failures(turn, item);
        }
        Frame frame = turn.nodes.frame(item);
        return frame == null || turn.task(item).status() != TaskStatus.FAILED
                ? List.of()
                : List.of(new ItemFailure(
                        turn.path(item),
                        frame.number(),
                        frame.item(),
                        turn.task(item).error()));
    }

    /** Elsewhere more have failed than is tolerated: no more begin of the slice that this run does. */
    public static void refuse(Turn turn) {
        if (turn.around != null) {
            refuse(turn, 0);
        }
    }

    /** No more items of a loop begin, as more have failed than is tolerated. */
    public static void refuse(Turn turn, int index) {
        Loop loop = turn.task(index).loop();
        if (loop != null && loop.terms() instanceof Loop.Items items && !items.refused() && items.tolerated() >= 0) {
            turn.put(
                    index,
                    turn.task(index).edit().loop(loop.with(items.refusing())).done());
            stop(turn, index);
        }
    }

    /** Passes over what has not begun, here, in the slices under way, and in those of the run above. */
    private static void stop(Turn turn, int index) {
        turn.live(index).stream()
                .filter(one -> turn.task(one).status() == TaskStatus.PENDING && !Slices.goesOn(turn, one))
                .forEach(one -> TaskEnds.skip(turn, one, Standing.PASSED_OVER, TOO_MANY));
        Slices.refuseItems(turn, index);
        ParentRun above = turn.facts.request().parent();
        if (turn.around != null && turn.parent(index) < 0 && above != null) {
            turn.effect(new Effect.TellTooMany(above));
        }
    }

    /** All items have ended. */
    public static void ended(Turn turn, int index) {
        turn.put(index, turn.task(index).edit().inside(null).done());
        TaskState task = turn.task(index);
        List<Integer> live = turn.live(index);
        List<ItemFailure> failed =
                live.stream().flatMap(item -> failures(turn, item).stream()).toList();
        // One that does a slice tells what failed: the run above says what that means.
        boolean tells = turn.around != null && turn.parent(index) < 0;
        switch (task.stopping()) {
            case CANCELLED -> TaskEnds.cancel(turn, index);
            case DEADLINE -> TaskEnds.fail(turn, index, Clocks.deadlinePassed());
            case REPLACED -> TaskEnds.fail(turn, index, LeaseFailures.replaced(turn, index));
            case TIMEOUT -> throw new IllegalStateException("Expected a timeout of items, but found one of the whole");
            case null -> {
                if (!tells
                        && task.loop() != null
                        && task.loop().terms() instanceof Loop.Items items
                        && !items.allows(failed.size())) {
                    TaskEnds.fail(turn, index, failure(failed, items(turn, live)));
                } else {
                    complete(turn, index, live);
                }
            }
        }
    }

    private static void complete(Turn turn, int index, List<Integer> live) {
        if (live.stream().anyMatch(item -> turn.nodes.isSlice(item) && SliceEnds.areElsewhere(turn, item))) {
            join(turn, index, live);
            return;
        }
        List<@Nullable Object> outputs = new ArrayList<>();
        for (int item : live) {
            if (turn.nodes.isSlice(item)) {
                outputs.addAll(SliceEnds.outputs(turn, item));
            } else {
                outputs.add(
                        turn.task(item).status() == TaskStatus.COMPLETED
                                ? turn.task(item).output()
                                : null);
            }
        }
        TaskEnds.complete(turn, index, outputs);
    }

    /** The lists of slices, of which some are kept elsewhere, become one where they are. */
    private static void join(Turn turn, int index, List<Integer> live) {
        List<@Nullable Object> parts = new ArrayList<>();
        live.forEach(slice -> parts.add(SliceEnds.given(turn, slice)));
        Map<String, @Nullable Object> what = new LinkedHashMap<>();
        what.put("parts", parts);
        try {
            TaskEnds.complete(
                    turn, index, turn.elsewhere.ask(new Question(Question.Kind.JOIN, what), turn.path(index)));
        } catch (EvaluationException e) {
            TaskEnds.fail(turn, index, Conditions.failure(e));
        }
    }

    private static int items(Turn turn, List<Integer> live) {
        return live.stream()
                .mapToInt(item -> turn.nodes.isSlice(item) ? SliceEnds.size(turn, item) : 1)
                .sum();
    }

    private static Failure failure(List<ItemFailure> failed, int items) {
        Failure first = failed.getFirst().error();
        String code = first == null ? "failed" : first.code();
        return Failure.permanent(
                code,
                "%d of %d items failed, the first of them %s: %s"
                        .formatted(
                                failed.size(),
                                items,
                                failed.getFirst().path(),
                                first == null ? code : first.message()));
    }
}
