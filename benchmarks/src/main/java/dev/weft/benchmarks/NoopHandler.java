package dev.weft.benchmarks;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.agent.AgentHandler;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An agent that does nothing: what is left is the platform's own cost. */
public final class NoopHandler implements AgentHandler {
    @Override
    public String name() {
        return "noop";
    }

    @Override
    public Object handle(String operation, Map<String, @Nullable Object> parameters, ActionContext context) {
        Object number = parameters.get("number");
        return Map.of("number", number == null ? 0 : number);
    }
}
