package dev.weft.definitions.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How it is found out, again and again, whether an agent can be called. What is asked depends on its kind.
 *
 * @param every milliseconds from one check to the next, at least 1,000
 * @param timeout milliseconds after which a check that isn't answered has failed
 * @param failures checks in a row that must fail for the agent to be down; one that succeeds brings it up again
 * @param path of kind {@code http}: what is asked for by GET, from the root of its address; {@code null} for the address itself
 * @param argument of kind {@code command}: what its program is called with last; {@code null} for {@code --health}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HealthCheck(
        long every,
        long timeout,
        int failures,
        @Nullable String path,
        @Nullable String argument) {
    /** The argument of a program that isn't told another. */
    public static final String ARGUMENT = "--health";
}
