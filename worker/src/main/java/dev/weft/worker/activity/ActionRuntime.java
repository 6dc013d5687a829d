package dev.weft.worker.activity;

import dev.weft.definitions.action.Action;
import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.builtin.AgentTask;
import dev.weft.definitions.action.shape.ParameterBinder;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.definitions.plugin.Plugins;
import dev.weft.worker.action.ApiCallAction;
import dev.weft.worker.action.CommandAction;
import dev.weft.worker.action.EmitEventAction;
import dev.weft.worker.action.FileOperationAction;
import dev.weft.worker.action.file.Housekeeping;
import dev.weft.worker.action.file.Journal;
import dev.weft.worker.action.file.Roots;
import dev.weft.worker.agent.Agents;
import dev.weft.worker.delivery.DeliveryActivity;
import dev.weft.worker.egress.HttpGateway;
import dev.weft.worker.egress.dial.EgressPolicy;
import dev.weft.worker.log.RunLogs;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.protocol.agent.WatchedAgent;
import dev.weft.worker.protocol.delivery.EventDelivery;
import dev.weft.worker.protocol.event.EventSink;
import dev.weft.worker.protocol.large.LargeValueStore;
import dev.weft.worker.protocol.log.LogSink;
import dev.weft.worker.sandbox.Sandbox;
import dev.weft.worker.secret.SafeFailures;
import dev.weft.worker.secret.SecretVault;
import dev.weft.worker.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that does the work of tasks, wired together. Thread safe; lives as long as its worker. */
public final class ActionRuntime implements AutoCloseable {
    private final Path workspace;
    private final Secrets secrets;
    private final @Nullable LargeValueStore store;
    private final RunLogs logs;
    private final HttpGateway gateway;
    private final Agents agents;
    private final Housekeeping housekeeping;
    private final Map<String, Action<?>> actions = new LinkedHashMap<>();

    private ActionRuntime(
            WorkerSettings settings,
            Path workspace,
            Journal journal,
            @Nullable EventSink events,
            @Nullable LargeValueStore store,
            @Nullable LogSink lines)
            throws IOException {
        this.workspace = workspace;
        this.store = store;
        secrets = new Secrets(settings.secrets());
        gateway = new HttpGateway(EgressPolicy.allowing(settings.egress()), settings.proxy());
        Sandbox sandbox = new Sandbox(settings.sandbox(), settings.readable(), settings.searchPath());
        agents = new Agents(all(AgentHandler.class), gateway, sandbox);
        Roots roots = new Roots(workspace, settings.roots());
        housekeeping = Housekeeping.start(journal, roots.folders());
        add(new FileOperationAction(roots, journal));
        add(new ApiCallAction(gateway, roots));
        add(new CommandAction(sandbox, roots));
        add(new EmitEventAction(events, Clock.systemUTC()));
        for (Action<?> action : all(Action.class)) {
            add(action);
        }
        logs = RunLogs.to(lines);
    }

    /** As the other, of a worker without an event log. */
    public static ActionRuntime open(WorkerSettings settings) throws IOException {
        return open(settings, null);
    }

    /**
     * Makes the folders that are missing and wires everything.
     *
     * @param events takes the events that tasks emit; remains the caller's to close; {@code null} for none
     * @throws IOException when a folder can't be had
     * @throws IllegalArgumentException when a setting, or a class of a third party, can't be used
     */
    public static ActionRuntime open(WorkerSettings settings, @Nullable EventSink events) throws IOException {
        return open(settings, events, null);
    }

    /**
     * As the other.
     *
     * @param store where large values are; remains the caller's to close; {@code null} where outputs must be small
     */
    public static ActionRuntime open(
            WorkerSettings settings, @Nullable EventSink events, @Nullable LargeValueStore store) throws IOException {
        return open(settings, events, store, null);
    }

    /**
     * As the other.
     *
     * @param lines takes what attempts say; remains the caller's to close; {@code null} to forget it
     */
    public static ActionRuntime open(
            WorkerSettings settings,
            @Nullable EventSink events,
            @Nullable LargeValueStore store,
            @Nullable LogSink lines)
            throws IOException {
        Path workspace = Files.createDirectories(settings.workspace()).toRealPath();
        Journal journal = new Journal(settings.home().resolve("journal"));
        return new ActionRuntime(settings, workspace, journal, events, store, lines);
    }

    private static <T> List<T> all(Class<T> service) {
        return Plugins.current().find(service);
    }

    private void add(Action<?> action) {
        if (actions.put(action.spec().name(), action) != null) {
            throw new IllegalArgumentException(
                    "Expected one action named '" + action.spec().name() + "', but found two. Remove one of the jars.");
        }
    }

    /** Sends events with the secrets of this worker, and to where it may reach. */
    public EventDelivery delivery() {
        return new DeliveryActivity(gateway, secrets, Clock.systemUTC());
    }

    /** Where relative paths of runs' files start: a real path. */
    Path workspace() {
        return workspace;
    }

    /** Where large values are; {@code null} for nowhere. */
    @Nullable LargeValueStore store() {
        return store;
    }

    /** Takes what attempts say. */
    RunLogs logs() {
        return logs;
    }

    /** Secrets for one attempt. */
    SecretVault vault() {
        return secrets.open();
    }

    /**
     * Looks whether an agent could be called.
     *
     * @param pollers of task queues
     * @return what is wrong, without secrets; {@code null} for nothing
     */
    @Nullable Failure look(WatchedAgent agent, Agents.Pollers pollers) throws InterruptedException {
        SecretVault vault = vault();
        try {
            agents.check(agent, vault, workspace, pollers);
            return null;
        } catch (ActionException e) {
            return SafeFailures.of(e, vault.redactor());
        } catch (RuntimeException | Error e) {
            // Of a third party's class, as one that fails in an attempt.
            return SafeFailures.ofDefect("agent " + agent.name(), e, vault.redactor());
        }
    }

    /**
     * Does the work of one attempt on the calling thread.
     *
     * @return as the action gave it
     */
    @Nullable Object perform(TaskInvocation invocation, SecretVault vault, ActionContext context)
            throws ActionException, InterruptedException {
        Map<String, @Nullable Object> parameters = SecretParameters.resolve(
                LargeParameters.whole(invocation.parameters(), store), invocation.secrets(), vault);
        if (invocation.action().equals(AgentTask.SPEC.name())) {
            if (invocation.agent() == null) {
                throw ActionException.permanent("agent_missing", "Expected an agent to call, but found none.");
            }
            return agents.call(invocation.agent(), invocation.operation(), parameters, vault, context);
        }
        Action<?> action = actions.get(invocation.action());
        if (action == null) {
            throw ActionException.permanent(
                    "action_missing",
                    "Expected action '" + invocation.action() + "' on this worker, but found only "
                            + String.join(", ", actions.keySet()) + ". Its jar may be missing here.");
        }
        return execute(action, parameters, context);
    }

    private static <P extends Record> @Nullable Object execute(
            Action<P> action, Map<String, @Nullable Object> parameters, ActionContext context)
            throws ActionException, InterruptedException {
        return action.execute(ParameterBinder.bind(action.spec(), parameters), context);
    }

    @Override
    public void close() {
        housekeeping.close();
        gateway.close();
        logs.close();
    }
}
