package dev.weft.api.service;

import dev.weft.definitions.agent.Agent;
import dev.weft.worker.protocol.PinnedDefinition;
import java.util.Map;

/**
 * What a run carries with it besides its definition.
 *
 * @param agents that it, and what it starts, may call, by name
 * @param definitions that it, and what it starts, names, by key
 */
record Pinned(Map<String, Agent> agents, Map<String, PinnedDefinition> definitions) {}
