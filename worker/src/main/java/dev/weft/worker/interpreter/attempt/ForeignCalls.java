package dev.weft.worker.interpreter.attempt;

import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentKind;
import dev.weft.definitions.expression.Values;
import dev.weft.definitions.input.JsonSchemas;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.large.LargeValueStore;
import dev.weft.worker.task.Call;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Calls of agents of kind {@code temporal}: what other agents' calls are held against by the worker is held here, as the worker of
 * such an agent is not ours. It knows neither secrets nor handles of large values.
 */
public final class ForeignCalls {
    private ForeignCalls() {}

    /** The kind of the agent that is called, where it is of this one. */
    public static AgentKind.@Nullable Temporal kind(Call call) {
        Agent agent = call.agent();
        return agent != null && agent.kind() instanceof AgentKind.Temporal kind ? kind : null;
    }

    /** Why such a call can't be made; {@code null} where it can. */
    public static @Nullable Failure refusal(Call call) {
        Agent agent = Objects.requireNonNull(call.agent());
        if (call.extent() != null) {
            return Failure.permanent(
                    "invalid_parameters",
                    "Expected no resources, but found %s: what the workers of agent '%s' have is known to them alone. Leave them out; max_concurrent bounds what goes on at once."
                            .formatted(call.extent().described(), agent.name()));
        }
        if (!call.secrets().isEmpty()) {
            return Failure.permanent(
                    "invalid_parameters",
                    "Expected parameters without secrets, but found one at %s: the worker of agent '%s' knows none. Give the secret to that worker itself."
                            .formatted(call.secrets().keySet().iterator().next(), agent.name()));
        }
        if (LargeValueStore.standsForSomething(call.parameters())) {
            return Failure.permanent(
                    "too_large",
                    "Expected parameters that the worker of agent '%s' can read, but found large values, which are kept elsewhere. Hand over where to find them."
                            .formatted(agent.name()));
        }
        String operation = operation(call);
        if (operation != null
                && !agent.operations().isEmpty()
                && !agent.operations().containsKey(operation)) {
            return Failure.permanent(
                    "invalid_parameters",
                    "Expected one of the operations %s of agent %s, but found '%s'."
                            .formatted(String.join(", ", agent.operations().keySet()), agent.name(), operation));
        }
        return operation == null ? null : misfit(agent, operation, call);
    }

    /** Why an output isn't what such an agent says it gives; {@code null} where it is, or another kind of agent gave it. */
    public static @Nullable Failure misfit(Call call, @Nullable Object output) {
        if (kind(call) == null) {
            return null;
        }
        Agent agent = Objects.requireNonNull(call.agent());
        String operation = operation(call);
        String wrong = wrong(agent.output(operation).orElse(Map.of()), output);
        return wrong.isEmpty()
                ? null
                : new Failure(
                        "invalid_output",
                        "Output of agent %s%s: %s."
                                .formatted(agent.name(), operation == null ? "" : ", operation " + operation, wrong),
                        true);
    }

    private static @Nullable Failure misfit(Agent agent, String operation, Call call) {
        String wrong = wrong(agent.operations().getOrDefault(operation, Map.of()), call.parameters());
        return wrong.isEmpty()
                ? null
                : Failure.permanent(
                        "invalid_parameters",
                        "Parameters of agent %s, operation %s: %s.".formatted(agent.name(), operation, wrong));
    }

    private static String wrong(Map<String, @Nullable Object> schema, @Nullable Object value) {
        return schema.isEmpty()
                ? ""
                : JsonSchemas.check(schema, Values.toJson(value)).stream()
                        .map(one -> one.message() + " at " + (one.pointer().isEmpty() ? "the top" : one.pointer()))
                        .collect(Collectors.joining("; "));
    }

    /** Its own, else the only one that the agent declares. */
    public static @Nullable String operation(Call call) {
        Agent agent = Objects.requireNonNull(call.agent());
        return call.operation() == null && agent.operations().size() == 1
                ? agent.operations().keySet().iterator().next()
                : call.operation();
    }
}
