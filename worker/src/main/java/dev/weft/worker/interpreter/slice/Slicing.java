package dev.weft.worker.interpreter.slice;

import dev.weft.definitions.action.Trait;
import dev.weft.definitions.action.builtin.WorkflowTrigger;
import dev.weft.definitions.model.Work;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.block.ForEachItems;
import dev.weft.worker.interpreter.event.Awaiting;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.interpreter.state.RunUndoing;
import dev.weft.worker.interpreter.state.SliceItems;
import dev.weft.worker.protocol.Failure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts the items of a loop into slices. */
public final class Slicing {
    /** Items of one slice. */
    static final int MOST_ITEMS = 500;

    /** States of the tasks of one slice: the run that does it holds no more than any other. */
    static final int MOST_STATES = 6_000;

    /** Slices under way at once. */
    static final int AT_ONCE = 4;

    /** Slices of one loop: each costs the run above some ten events. */
    static final int MOST_SLICES = 1_000;

    private Slicing() {}

    /** What came of it. */
    public sealed interface Sliced {
        /**
         * The slices.
         *
         * @param slices each an item, whose number is that of its first and whose value is {@link SliceItems#value()}
         * @param atOnce how many of them may be under way at once
         */
        record Slices(List<ForEachItems.Item> slices, int atOnce) implements Sliced {}

        record TooMany(Failure failure) implements Sliced {}
    }

    /** Whether other runs do items of a task: in a history of an earlier build they don't, where it holds what isn't known to one run. */
    public static boolean isPossible(Turn turn, int index) {
        int root = turn.planned(index).index();
        int size = turn.nodes.size(index);
        boolean wasRefused = RunUndoing.haveEffects(turn.plan, root, size) || Awaiting.areIn(turn.plan, root, size);
        return !wasRefused || turn.elsewhere.has(Change.SLICES_ALL);
    }

    /**
     * Slices of the items.
     *
     * @param wanted how many items may be under way at once
     */
    public static Sliced of(Turn turn, int index, List<ForEachItems.Item> items, int wanted) {
        int size = Math.clamp(MOST_STATES / turn.nodes.size(index), 1, MOST_ITEMS);
        int count = (items.size() + size - 1) / size;
        if (count > MOST_SLICES) {
            return new Sliced.TooMany(Failure.permanent(
                    "too_many_items",
                    "Expected at most %d items of a task like this, but found %d. Put several into one with `batch`, or start a run for each part."
                            .formatted((long) MOST_SLICES * size, items.size())));
        }
        List<Integer> sizes = new ArrayList<>();
        for (int from = 0; from < items.size(); from += size) {
            sizes.add(Math.min(size, items.size() - from));
        }
        Shares shares = shares(turn, index, sizes, wanted);
        List<ForEachItems.Item> slices = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            slices.add(slice(
                    items.subList(i * size, i * size + sizes.get(i)),
                    shares.items().get(i),
                    shares.slots() == null ? null : shares.slots().get(i)));
        }
        return new Sliced.Slices(slices, shares.atOnce());
    }

    private static Shares shares(Turn turn, int index, List<Integer> sizes, int wanted) {
        Shares shares = Shares.of(sizes, AT_ONCE, wanted, turn.maxConcurrent, takeSlots(turn, index));
        Shares before = Shares.asBefore(sizes, AT_ONCE, wanted, turn.maxConcurrent);
        return shares.isAs(before, sizes) || turn.elsewhere.has(Change.SLICES_SHARE) ? shares : before;
    }

    /** Whether something in a loop takes a slot: what the run computes, waits for or asks people takes none. */
    private static boolean takeSlots(Turn turn, int index) {
        int root = turn.planned(index).index();
        return turn.plan.tasks().subList(root, root + turn.nodes.size(index)).stream()
                .anyMatch(one -> one.task().work() instanceof Work.ActionCall call
                        && (call.action().trait() == Trait.WORK
                                || call.action().name().equals(WorkflowTrigger.SPEC.name())));
    }

    private static ForEachItems.Item slice(List<ForEachItems.Item> items, int atOnce, @Nullable Integer slots) {
        List<Integer> numbers = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        for (ForEachItems.Item item : items) {
            numbers.add(item.number());
            values.add(item.value());
        }
        return new ForEachItems.Item(numbers.getFirst(), new SliceItems(numbers, values, atOnce, slots).value());
    }
}
