package dev.weft.worker.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The choice among several agents that have what a task asks for.
 *
 * @param capability that it asks for
 * @param agent name of the one that was chosen; {@code null} while it is asked how they are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Choice(String capability, @Nullable String agent) {
    /** One that is about to be made. */
    public static Choice asked(String capability) {
        return new Choice(capability, null);
    }

    /** The same, made. */
    public Choice of(String chosen) {
        return new Choice(capability, chosen);
    }

    /** Whether it is asked how the agents are. */
    public boolean isAsked() {
        return agent == null;
    }
}
