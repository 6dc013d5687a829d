package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one argument of an activity that is an agent of kind {@code temporal}: JSON for workers in any language.
 *
 * @param operation {@code null} where the task names none and the agent declares none or several
 * @param parameters as the task gives them
 * @param workflow id of the definition
 * @param task its path
 * @param attempt from 1
 * @param idempotencyKey the same for all attempts of one execution of the task
 */
public record AgentRequest(
        String agent,
        @Nullable String operation,
        Map<String, @Nullable Object> parameters,
        String workflow,
        String run,
        String task,
        int attempt,
        @JsonProperty("idempotency_key") String idempotencyKey) {}
