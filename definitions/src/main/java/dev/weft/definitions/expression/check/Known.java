package dev.weft.definitions.expression.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of values that a condition reads. */
@FunctionalInterface
public interface Known {
    /** Nothing. */
    Known NOTHING = path -> null;

    /**
     * What a value can be.
     *
     * @param path such as {@code [tasks, fetch, status]}, three steps or two
     * @return {@code null} where no more is known than its type
     */
    @Nullable Possible of(List<String> path);
}
