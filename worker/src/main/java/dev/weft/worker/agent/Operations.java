package dev.weft.worker.agent;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.input.JsonSchemas;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an agent declares of its operations, held against a call. */
final class Operations {
    private Operations() {}

    /** The operation that is meant; empty where the agent declares none and the task names none. */
    static String choose(Agent agent, @Nullable String operation) throws ActionException {
        Map<String, ?> declared = agent.operations();
        if (operation != null && !operation.isEmpty()) {
            if (!declared.isEmpty() && !declared.containsKey(operation)) {
                throw ActionException.invalidParameters("Expected one of the operations "
                        + String.join(", ", declared.keySet()) + " of agent " + agent.name() + ", but found '"
                        + operation + "'.");
            }
            return operation;
        }
        if (declared.size() > 1) {
            throw ActionException.invalidParameters("Expected an operation of agent " + agent.name() + " ("
                    + String.join(", ", declared.keySet()) + "), but found none.");
        }
        return declared.isEmpty() ? "" : declared.keySet().iterator().next();
    }

    /** Refuses parameters that don't fit the schema of the operation. */
    static void check(Agent agent, String operation, Map<String, @Nullable Object> parameters) throws ActionException {
        Map<String, @Nullable Object> schema = agent.operations().get(operation);
        if (schema == null || schema.isEmpty()) {
            return;
        }
        List<JsonSchemas.Mismatch> wrong = JsonSchemas.check(schema, parameters);
        if (!wrong.isEmpty()) {
            throw ActionException.invalidParameters("Parameters of agent " + agent.name()
                    + (operation.isEmpty() ? "" : ", operation " + operation) + ": "
                    + wrong.stream().map(Operations::describe).collect(Collectors.joining("; ")) + ".");
        }
    }

    /** Refuses an output that isn't what the agent says it gives: another attempt may give one that is. */
    static void checkOutput(Agent agent, String operation, @Nullable Object output) throws ActionException {
        Map<String, @Nullable Object> schema =
                agent.output(operation.isEmpty() ? null : operation).orElse(Map.of());
        List<JsonSchemas.Mismatch> wrong = schema.isEmpty() ? List.of() : JsonSchemas.check(schema, output);
        if (!wrong.isEmpty()) {
            throw new ActionException(
                    "invalid_output",
                    "Output of agent " + agent.name() + (operation.isEmpty() ? "" : ", operation " + operation) + ": "
                            + wrong.stream().map(Operations::describe).collect(Collectors.joining("; ")) + ".");
        }
    }

    private static String describe(JsonSchemas.Mismatch mismatch) {
        return mismatch.message() + " at " + (mismatch.pointer().isEmpty() ? "the top" : mismatch.pointer());
    }
}
