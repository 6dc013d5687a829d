package dev.weft.worker.agent;

import dev.weft.definitions.agent.AgentKind;
import dev.weft.definitions.agent.HealthCheck;
import dev.weft.worker.secret.SecretVault;
import java.nio.file.Path;

/**
 * One look at whether an agent can be called.
 *
 * @param agent its name
 * @param kind how it is called
 * @param health what is asked
 * @param vault gives out the secrets that the agent's settings refer to
 * @param workspace where relative paths of runs' files start
 * @param <K> the kind
 */
record AgentCheck<K extends AgentKind>(String agent, K kind, HealthCheck health, SecretVault vault, Path workspace) {}
