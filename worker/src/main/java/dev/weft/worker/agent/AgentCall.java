package dev.weft.worker.agent;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.agent.AgentKind;
import dev.weft.worker.secret.SecretVault;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of an agent.
 *
 * @param agent its name
 * @param kind how it is called
 * @param operation empty where the task names none
 * @param parameters of the task
 * @param vault gives out the secrets that the agent's settings refer to
 * @param context of the attempt
 * @param <K> the kind
 */
record AgentCall<K extends AgentKind>(
        String agent,
        K kind,
        String operation,
        Map<String, @Nullable Object> parameters,
        SecretVault vault,
        ActionContext context) {}
