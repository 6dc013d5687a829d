package dev.weft.worker.interpreter.slice;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each slice of a loop gets of what all of them may have at once.
 *
 * @param atOnce how many slices may be under way at once
 * @param items how many items of each may be
 * @param slots how many tasks of each may be at work; {@code null} for no bound
 */
record Shares(int atOnce, List<Integer> items, @Nullable List<Integer> slots) {
    Shares {
        items = List.copyOf(items);
        slots = slots == null ? null : List.copyOf(slots);
    }

    /**
     * Shares such that those of no slices that can be under way together are more than is there, and that leave as little over as
     * can be.
     *
     * @param sizes items of each slice
     * @param most slices that may be under way at once
     * @param wanted items that may be, at most all of them
     * @param slots of the run; {@code null} for no bound
     * @param works whether something in the loop takes a slot
     */
    static Shares of(List<Integer> sizes, int most, int wanted, @Nullable Integer slots, boolean works) {
        int largest = sizes.getFirst();
        // One without a slot would stand still.
        int bound = Math.min(most, works && slots != null ? Math.min(slots, sizes.size()) : sizes.size());
        int atOnce = Math.clamp((wanted + largest - 1) / largest, 1, bound);
        List<Integer> items = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            items.add(Math.min(sizes.get(i), part(wanted, atOnce, i)));
        }
        if (sizes.size() <= atOnce) {
            giveTheRest(sizes, items, wanted);
        }
        return new Shares(atOnce, items, slots == null ? null : slots(sizes.size(), atOnce, slots, works));
    }

    /** Shares as earlier builds had them: a slot was an item at once, and each slice had the same. */
    static Shares asBefore(List<Integer> sizes, int most, int wanted, @Nullable Integer slots) {
        int largest = sizes.getFirst();
        int all = slots == null ? wanted : Math.min(wanted, slots);
        int atOnce = Math.clamp((all + largest - 1) / largest, 1, most);
        return new Shares(
                atOnce, sizes.stream().map(size -> Math.max(1, all / atOnce)).toList(), null);
    }

    /** Whether it means the same as another for slices of these sizes. */
    boolean isAs(Shares other, List<Integer> sizes) {
        return atOnce == other.atOnce
                && slots == null
                && other.slots == null
                && atMost(items, sizes).equals(atMost(other.items, sizes));
    }

    private static List<Integer> atMost(List<Integer> shares, List<Integer> sizes) {
        List<Integer> bounded = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            bounded.add(Math.min(shares.get(i), sizes.get(i)));
        }
        return bounded;
    }

    private static List<Integer> slots(int slices, int atOnce, int slots, boolean works) {
        List<Integer> shares = new ArrayList<>();
        for (int i = 0; i < slices; i++) {
            shares.add(works ? part(slots, atOnce, i) : slots);
        }
        return shares;
    }

    /** An even part, at least 1: what doesn't divide evenly the first ones have. */
    private static int part(int all, int parts, int which) {
        return Math.max(1, all / parts + (which < all % parts ? 1 : 0));
    }

    /** All slices are under way together: what the small ones can't use others can. */
    private static void giveTheRest(List<Integer> sizes, List<Integer> items, int wanted) {
        int rest = wanted - items.stream().mapToInt(Integer::intValue).sum();
        for (int i = 0; i < sizes.size() && rest > 0; i++) {
            int more = Math.min(rest, sizes.get(i) - items.get(i));
            items.set(i, items.get(i) + more);
            rest -= more;
        }
    }
}
