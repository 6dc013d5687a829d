package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a run begins with that begins once more, or why it doesn't: one of the two is {@code null}; both where its state is more
 * than an answer may hold.
 *
 * @param refusal as the message of a {@link RefusedException}
 * @param large whether it has to be asked by {@link WeftRevival}, also where it was not terminated: that keeps the state elsewhere
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Revival(
        @Nullable RunRequest request,
        @Nullable String refusal,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean large) {
    /** Part of the refusal of a run that can't be undone as it has done nothing. */
    public static final String NOTHING_DONE = "Expected a run that has done something";

    /** One that can be had in an answer. */
    public Revival(@Nullable RunRequest request, @Nullable String refusal) {
        this(request, refusal, false);
    }
}
