package dev.weft.definitions.model;

import dev.weft.definitions.expression.Setting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Defaults of tasks whose action works (not gates and waits).
 *
 * @param timeout of one attempt; {@code null} for none
 * @param retry {@code null} for one attempt; a task's own replaces all of it
 */
public record TaskDefaults(
        @Nullable Setting<Duration> timeout, @Nullable Retry retry) {
    /** Nothing said. */
    public static final TaskDefaults NONE = new TaskDefaults(null, null);
}
