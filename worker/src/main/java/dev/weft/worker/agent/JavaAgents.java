package dev.weft.worker.agent;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.definitions.agent.AgentKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kind {@code java}: a class on the worker's class path. */
final class JavaAgents implements AgentCaller<AgentKind.Java> {
    private final Map<String, AgentHandler> handlers = new LinkedHashMap<>();

    JavaAgents(List<AgentHandler> handlers) {
        for (AgentHandler handler : handlers) {
            AgentHandler other = this.handlers.put(handler.name(), handler);
            if (other != null) {
                throw new IllegalArgumentException("Expected one handler named '" + handler.name()
                        + "', but found two: " + other.getClass().getName() + " and "
                        + handler.getClass().getName());
            }
        }
    }

    @Override
    public @Nullable Object call(AgentCall<AgentKind.Java> call) throws ActionException, InterruptedException {
        return handler(call.kind(), call.agent()).handle(call.operation(), call.parameters(), call.context());
    }

    @Override
    public void check(AgentCheck<AgentKind.Java> check) throws ActionException, InterruptedException {
        handler(check.kind(), check.agent()).check();
    }

    private AgentHandler handler(AgentKind.Java kind, String agent) throws ActionException {
        AgentHandler handler = handlers.get(kind.handler());
        if (handler == null) {
            throw ActionException.permanent(
                    "agent_missing",
                    "Expected a Java handler '" + kind.handler() + "' for agent " + agent
                            + " on the worker's class path, but found "
                            + (handlers.isEmpty() ? "none at all" : "only " + String.join(", ", handlers.keySet()))
                            + ".");
        }
        return handler;
    }
}
