package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Doc;
import dev.weft.definitions.action.Output;
import dev.weft.definitions.action.Rest;
import dev.weft.definitions.action.Trait;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs an operation on an agent. {@code agent} or {@code capability}, and {@code operation}, stand beside the
 * parameters, not among them.
 *
 * @param parameters whatever the agent's operation takes
 */
@Doc("Runs an operation on an agent. The output is what the agent returns.")
public record AgentTask(
        @Rest @Doc(value = "Whatever the agent's operation takes.", example = "{text: \"${{ inputs.text }}\"}")
        Map<String, @Nullable Object> parameters) {
    public static final ActionSpec<AgentTask> SPEC = new ActionSpec<>(
            "agent_task", "Runs an operation on an agent.", AgentTask.class, Trait.WORK, Output.Elsewhere.OF_AGENT);
}
