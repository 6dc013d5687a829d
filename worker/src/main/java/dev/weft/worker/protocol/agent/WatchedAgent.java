package dev.weft.worker.protocol.agent;

import dev.weft.definitions.agent.AgentKind;
import dev.weft.definitions.agent.HealthCheck;

/** An agent that is looked after: its name, how it is called, and how it is checked. */
public record WatchedAgent(String name, AgentKind kind, HealthCheck health) {}
