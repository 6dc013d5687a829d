package com.example.weft;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import java.util.Map;

/** What an agent of kind {@code java} with {@code handler: word_counter} does. */
public final class WordCounter implements AgentHandler {
    @Override
    public String name() {
        return "word_counter";
    }

    @Override
    public Object handle(String operation, Map<String, Object> parameters, ActionContext context)
            throws ActionException {
        if (!(parameters.get("text") instanceof String text)) {
            throw ActionException.permanent("invalid_parameters", "Expected a text for \"text\", but found none.");
        }
        return Map.of("words", text.isBlank() ? 0 : text.strip().split("\\s+").length);
    }
}
