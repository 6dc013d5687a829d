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
        @Nullable RunRequest request, @Nullable String refusal) {}
