package dev.weft.worker.interpreter.block;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.model.ForEach;
import dev.weft.worker.interpreter.Clocks;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.lease.Leases;
import dev.weft.worker.interpreter.scope.RunScope;
import dev.weft.worker.interpreter.state.Frame;
import dev.weft.worker.interpreter.state.Sizes;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Inside;
import dev.weft.worker.task.Loop;
import dev.weft.worker.task.Standing;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tasks once for each item. */
public final class ForEaches {
    private ForEaches() {}

    public static void begin(Turn turn, int index, ForEach each, RunScope scope) throws EvaluationException {
        List<ForEachItems.Item> items = ForEachItems.of(each, scope);
        int atOnce = each.maxConcurrent() == null
                ? items.size()
                : Math.min(items.size(), each.maxConcurrent().resolve(scope));
        int tolerated = each.tolerate().resolve(scope).of(items.size());
        Failure tooMany = Frames.tooMany(turn, index, items.size(), "items");
        if (tooMany != null) {
            turn.fail(index, tooMany);
            return;
        }
        if (items.isEmpty()) {
            turn.complete(index, List.of());
            return;
        }
        Loop spare = turn.task(index).loop();
        List<Integer> frames = new ArrayList<>(spare == null ? List.of() : spare.frames());
        for (int i = 0; i < items.size(); i++) {
            ForEachItems.Item item = items.get(i);
            int old = i < frames.size() ? frames.get(i) : -1;
            int frame = Frames.take(turn, old, index, Frame.Kind.ITEM, item.number(), item.value());
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
        int failed = items.failed() + (turn.task(item).status() == TaskStatus.FAILED ? 1 : 0);
        List<Integer> live = turn.live(index);
        boolean another = failed <= items.tolerated() && items.begun() < live.size();
        Loop.Items next = new Loop.Items(items.atOnce(), items.tolerated(), items.begun() + (another ? 1 : 0), failed);
        turn.put(index, task.edit().loop(task.loop().with(next)).done());
        if (another && turn.task(live.get(items.begun())).status() == TaskStatus.PENDING) {
            turn.ready(live.get(items.begun()));
        }
        if (failed > items.tolerated() && items.failed() <= items.tolerated()) {
            live.stream()
                    .filter(one -> turn.task(one).status() == TaskStatus.PENDING)
                    .forEach(one -> turn.skip(one, Standing.PASSED_OVER, tooMany(items)));
        }
    }

    /** Why an item doesn't begin. */
    public static String tooMany(Loop.Items items) {
        return "more items have failed than the %d tolerated".formatted(items.tolerated());
    }

    /** All items have ended. */
    public static void ended(Turn turn, int index) {
        turn.put(index, turn.task(index).edit().inside(null).done());
        TaskState task = turn.task(index);
        List<Integer> live = turn.live(index);
        List<Integer> failed = live.stream()
                .filter(item -> turn.task(item).status() == TaskStatus.FAILED)
                .toList();
        switch (task.stopping()) {
            case CANCELLED -> turn.cancel(index);
            case DEADLINE -> turn.fail(index, Clocks.deadlinePassed());
            case REPLACED -> turn.fail(index, Leases.replaced(turn, index));
            case TIMEOUT -> throw new IllegalStateException("Expected a timeout of items, but found one of the whole");
            case null -> {
                if (task.loop() != null
                        && task.loop().terms() instanceof Loop.Items items
                        && failed.size() > items.tolerated()) {
                    turn.fail(index, failure(turn, failed, live.size()));
                } else {
                    complete(turn, index, live);
                }
            }
        }
    }

    private static void complete(Turn turn, int index, List<Integer> live) {
        List<@Nullable Object> outputs = new ArrayList<>();
        for (int item : live) {
            outputs.add(
                    turn.task(item).status() == TaskStatus.COMPLETED
                            ? turn.task(item).output()
                            : null);
        }
        if (Sizes.of(outputs) > Sizes.MAX_VALUE) {
            turn.fail(index, Sizes.tooLarge("The list of the items' outputs", outputs));
        } else {
            turn.complete(index, outputs);
        }
    }

    private static Failure failure(Turn turn, List<Integer> failed, int items) {
        Failure first = turn.task(failed.getFirst()).error();
        String code = first == null ? "failed" : first.code();
        return Failure.permanent(
                code,
                "%d of %d items failed, the first of them %s: %s"
                        .formatted(
                                failed.size(),
                                items,
                                turn.path(failed.getFirst()),
                                first == null ? code : first.message()));
    }
}
