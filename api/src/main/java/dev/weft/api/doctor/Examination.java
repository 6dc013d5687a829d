package dev.weft.api.doctor;

import java.util.List;

/** What looks for one kind of disagreement. Thread safe. */
interface Examination {
    /** What it is called. */
    String check();

    /** Whether it reads so much that it is done on demand alone. */
    default boolean isDeep() {
        return false;
    }

    /**
     * Looks.
     *
     * @throws RuntimeException where nothing can be known now
     */
    Look look();

    /**
     * Puts right what can be. Whether that came to pass the next look says. Done again it changes nothing.
     *
     * @param found those of a look that are repairable
     * @throws RuntimeException where it can't be done now
     */
    default void repair(List<Finding> found) throws InterruptedException {
        throw new IllegalStateException("Expected nothing to repair, but found " + found.size());
    }
}
