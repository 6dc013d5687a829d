package dev.weft.worker.agent;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.definitions.agent.AgentKind;
import dev.weft.definitions.agent.HealthCheck;
import dev.weft.worker.egress.HttpGateway;
import dev.weft.worker.protocol.agent.WatchedAgent;
import dev.weft.worker.sandbox.Sandbox;
import dev.weft.worker.secret.SecretVault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All kinds of agents. Thread safe. */
public final class Agents {
    private final AgentCaller<AgentKind.Java> java;
    private final AgentCaller<AgentKind.Http> http;
    private final AgentCaller<AgentKind.Command> command;
    private final AgentCaller<AgentKind.Chat> chat;

    /**
     * @param handlers agents written in Java
     */
    public Agents(List<AgentHandler> handlers, HttpGateway gateway, Sandbox sandbox) {
        java = new JavaAgents(handlers);
        http = new HttpAgents(gateway);
        command = new CommandAgents(sandbox);
        chat = new ChatAgents(gateway);
    }

    /**
     * Calls an agent.
     *
     * @param operation {@code null} where the task names none: then the only one that the agent declares
     * @throws ActionException when the call fails
     */
    public @Nullable Object call(
            Agent agent,
            @Nullable String operation,
            Map<String, @Nullable Object> parameters,
            SecretVault vault,
            ActionContext context)
            throws ActionException, InterruptedException {
        String name = Operations.choose(agent, operation);
        Operations.check(agent, name, parameters);
        Object output = made(agent, name, parameters, vault, context);
        Operations.checkOutput(agent, name, output);
        return output;
    }

    private @Nullable Object made(
            Agent agent,
            String name,
            Map<String, @Nullable Object> parameters,
            SecretVault vault,
            ActionContext context)
            throws ActionException, InterruptedException {
        return switch (agent.kind()) {
            case AgentKind.Java kind ->
                java.call(new AgentCall<>(agent.name(), kind, name, parameters, vault, context));
            case AgentKind.Http kind ->
                http.call(new AgentCall<>(agent.name(), kind, name, parameters, vault, context));
            case AgentKind.Command kind ->
                command.call(new AgentCall<>(agent.name(), kind, name, parameters, vault, context));
            case AgentKind.Temporal kind ->
                throw ActionException.permanent(
                        "agent_missing",
                        "Expected the call of agent %s on task queue '%s', but found it on this worker's."
                                .formatted(agent.name(), kind.taskQueue()));
            case AgentKind.Chat kind ->
                chat.call(new AgentCall<>(agent.name(), kind, name, parameters, vault, context));
        };
    }

    /**
     * Looks whether an agent could be called.
     *
     * @param workspace where relative paths of runs' files start
     * @param pollers of task queues
     * @throws ActionException why it can't
     * @throws InterruptedException when it takes too long
     */
    public void check(WatchedAgent agent, SecretVault vault, Path workspace, Pollers pollers)
            throws ActionException, InterruptedException {
        String name = agent.name();
        HealthCheck health = agent.health();
        switch (agent.kind()) {
            case AgentKind.Java kind -> java.check(new AgentCheck<>(name, kind, health, vault, workspace));
            case AgentKind.Http kind -> http.check(new AgentCheck<>(name, kind, health, vault, workspace));
            case AgentKind.Command kind -> command.check(new AgentCheck<>(name, kind, health, vault, workspace));
            case AgentKind.Temporal kind -> pollers.check(name, kind.taskQueue());
            case AgentKind.Chat kind -> chat.check(new AgentCheck<>(name, kind, health, vault, workspace));
        }
    }

    /** Knows who polls task queues. */
    @FunctionalInterface
    public interface Pollers {
        /**
         * Looks whether anybody polls the activities of a queue.
         *
         * @throws ActionException {@code no_worker} where nobody does
         */
        void check(String agent, String taskQueue) throws ActionException;
    }
}
