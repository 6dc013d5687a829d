package dev.weft.worker.interpreter.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The items of a slice.
 *
 * @param numbers of the items, ascending
 * @param values of the items, in the same order
 * @param atOnce how many of them may be under way at once
 * @param slots how many of its tasks may be at work at once; {@code null} where the run with the loop has no bound, and in states of
 *     earlier builds
 */
public record SliceItems(
        List<Integer> numbers,
        List<@Nullable Object> values,
        int atOnce,
        @Nullable Integer slots) {
    private static final String NUMBERS = "numbers";
    private static final String VALUES = "values";
    private static final String AT_ONCE = "at_once";
    private static final String SLOTS = "slots";

    public SliceItems {
        numbers = List.copyOf(numbers);
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** Those of a frame. */
    public static SliceItems of(Frame frame) {
        Map<?, ?> item = (Map<?, ?>) Objects.requireNonNull(frame.item());
        List<Integer> numbers = new ArrayList<>();
        for (Object number : (List<?>) Objects.requireNonNull(item.get(NUMBERS))) {
            numbers.add(((Number) Objects.requireNonNull(number)).intValue());
        }
        return new SliceItems(
                numbers,
                new ArrayList<>((List<?>) Objects.requireNonNull(item.get(VALUES))),
                ((Number) Objects.requireNonNull(item.get(AT_ONCE))).intValue(),
                item.get(SLOTS) instanceof Number slots ? slots.intValue() : null);
    }

    /**
     * How many tasks of the run that does it may be at work at once.
     *
     * @param ofRun of the run with the loop; {@code null} for no bound
     */
    public @Nullable Integer slotsOf(@Nullable Integer ofRun) {
        return ofRun == null || slots != null ? slots : Integer.valueOf(Math.min(ofRun, atOnce));
    }

    /** As a frame keeps them: a value of the language. */
    public Object value() {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put(NUMBERS, numbers.stream().map(Integer::longValue).toList());
        item.put(VALUES, values);
        item.put(AT_ONCE, (long) atOnce);
        if (slots != null) {
            item.put(SLOTS, slots.longValue());
        }
        return item;
    }

    /** How they are called in a path: {@code 500-999}. */
    String range() {
        return numbers.getFirst() + "-" + numbers.getLast();
    }
}
