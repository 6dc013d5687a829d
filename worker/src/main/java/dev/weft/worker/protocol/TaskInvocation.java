package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.expression.SecretText;
import dev.weft.worker.protocol.large.Sendable;
import dev.weft.worker.protocol.room.RoomTicket;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one argument of every activity: what an attempt of a task needs, and nothing of the rest of the run.
 *
 * @param workflow id of the definition
 * @param path of the task
 * @param attempt from 1
 * @param key idempotency key: the same for all attempts of one execution of the task
 * @param action its name
 * @param agent that is called, as pinned when the run was started; {@code null} where the action calls none
 * @param operation of the agent; {@code null} for none
 * @param parameters evaluated; where a secret belongs stands {@code null}, and {@code secrets} says what goes there; where a large
 *     value does its handle, or what is to be computed with it
 * @param secrets text to be made from secrets, by JSON pointer below the parameters
 * @param timeout of this attempt in milliseconds; {@code null} for none
 * @param turn when the agent may be called; {@code null} for at any time
 * @param takesHandles whether its run knows handles of large values; {@code null} for no: one of an earlier release
 * @param room that its worker keeps for it; {@code null} for none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TaskInvocation(
        String workflow,
        String path,
        int attempt,
        String key,
        String action,
        @Nullable Agent agent,
        @Nullable String operation,

        @JsonSerialize(using = Sendable.Writer.class) @JsonDeserialize(using = Sendable.Reader.class) @Nullable Map<String, @Nullable Object> parameters,

        @Nullable Map<String, SecretText> secrets,
        @Nullable Long timeout,
        @Nullable AgentTurn turn,
        @Nullable Boolean takesHandles,
        @Nullable RoomTicket room) {
    /** One whose run takes every output as it is. */
    public TaskInvocation(
            String workflow,
            String path,
            int attempt,
            String key,
            String action,
            @Nullable Agent agent,
            @Nullable String operation,
            @Nullable Map<String, @Nullable Object> parameters,
            @Nullable Map<String, SecretText> secrets,
            @Nullable Long timeout) {
        this(workflow, path, attempt, key, action, agent, operation, parameters, secrets, timeout, null, null, null);
    }
}
