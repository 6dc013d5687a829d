package dev.weft.api.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.weft.api.audit.Audit;
import dev.weft.api.store.AgentStore;
import dev.weft.api.store.DefinitionStore;
import dev.weft.api.store.TokenStore;
import org.jspecify.annotations.Nullable;

/** What the audit trail says was there before: definitions, agents and tokens; a run's past is its history. Thread safe. */
public final class Befores implements Audit.Before {
    private final DefinitionStore definitions;
    private final AgentStore agents;
    private final TokenStore tokens;

    public Befores(DefinitionStore definitions, AgentStore agents, TokenStore tokens) {
        this.definitions = definitions;
        this.agents = agents;
        this.tokens = tokens;
    }

    @Override
    public @Nullable JsonNode of(String path, String name) {
        return switch (path) {
            case "/workflows/{id}" ->
                definitions
                        .current(name)
                        .map(revision -> JsonNodeFactory.instance
                                .objectNode()
                                .put("revision", revision.revision())
                                .put("digest", revision.digest()))
                        .orElse(null);
            case "/agents/{name}" ->
                agents.find(name)
                        .map(agent -> JsonNodeFactory.instance
                                .objectNode()
                                .put("revision", agent.revision())
                                .put("digest", agent.digest()))
                        .orElse(null);
            case "/tokens/{id}" ->
                tokens.find(name)
                        .map(token -> JsonNodeFactory.instance
                                .objectNode()
                                .put("user", token.user())
                                .put("roles", token.roles().toString().toLowerCase(java.util.Locale.ROOT)))
                        .orElse(null);
            default -> null;
        };
    }
}
