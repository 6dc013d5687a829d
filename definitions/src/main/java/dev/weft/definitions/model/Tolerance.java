package dev.weft.definitions.model;

import java.math.BigDecimal;

/** How many items of a {@code for_each} may fail without failing the task. */
public sealed interface Tolerance {
    /** What holds where the author says nothing. */
    Tolerance NONE = new Count(0);

    /** The most failures among a number of items. */
    int of(int items);

    /**
     * So many.
     *
     * @param items at least 0
     */
    record Count(int items) implements Tolerance {
        @Override
        public int of(int all) {
            return items;
        }
    }

    /**
     * Such a share.
     *
     * @param percent 0 to 100
     */
    record Share(double percent) implements Tolerance {
        // In decimal: 10 % of 30 items are three, which binary fractions would make two.
        @Override
        public int of(int all) {
            return BigDecimal.valueOf(percent)
                    .multiply(BigDecimal.valueOf(all))
                    .movePointLeft(2)
                    .intValue();
        }
    }
}
