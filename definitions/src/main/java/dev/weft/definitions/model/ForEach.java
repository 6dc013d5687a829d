package dev.weft.definitions.model;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.expression.Template;
import org.jspecify.annotations.Nullable;

/**
 * A task once for each item.
 *
 * @param in gives a list, or a map of lists for every combination, the last key varying fastest
 * @param where false leaves an item out; {@code null} for none
 * @param as name by which expressions know the item
 * @param maxConcurrent items at once; {@code null} for no bound
 * @param batch items per call; {@code null} for one, which is then the item itself and no list
 * @param tolerate how many may fail
 */
public record ForEach(
        Template in,
        @Nullable Expression where,
        String as,
        @Nullable Setting<Integer> maxConcurrent,
        @Nullable Setting<Integer> batch,
        Setting<Tolerance> tolerate) {
    /** What an item is called where the author says nothing. */
    public static final String ITEM = "item";
}
