package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a run begins with that begins once more, or why it doesn't: one of the two is {@code null}.
 *
 * @param refusal as the message of a {@link RefusedException}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Revival(
        @Nullable RunRequest request, @Nullable String refusal) {
    /** Part of the refusal of a run that can't be undone as it has done nothing. */
    public static final String NOTHING_DONE = "Expected a run that has done something";
}
