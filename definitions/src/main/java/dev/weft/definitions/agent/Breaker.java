package dev.weft.definitions.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * When an agent that fails is left alone, over all runs and workers. Only failures count that another attempt might mend: what a
 * caller does wrong says nothing about the agent.
 *
 * @param failures per cent of the last calls that must have failed for it to open, 1 to 100
 * @param calls how many of the last calls are looked at; it doesn't open before there are so many
 * @param window in milliseconds: calls before it don't count
 * @param open in milliseconds: how long nobody calls, before the trial calls
 * @param trials calls in a row, one at a time, that must succeed for it to close
 * @param whenOpen what becomes of those who want to call meanwhile
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Breaker(int failures, int calls, long window, long open, int trials, WhenOpen whenOpen) {
    /** What becomes of a task that wants to call while it is open. */
    public enum WhenOpen {
        /** It waits until the agent is called again. */
        @JsonProperty("wait")
        WAIT,
        /** It fails with {@code breaker_open}, and no other attempt is made. */
        @JsonProperty("fail")
        FAIL
    }
}
