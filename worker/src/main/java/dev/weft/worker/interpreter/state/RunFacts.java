package dev.weft.worker.interpreter.state;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.plan.Plan;
import dev.weft.worker.protocol.RunRequest;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What never changes in a run.
 *
 * @param run its id
 * @param request what it was started with
 * @param plans compiles a canonical document, as a pure function; throws {@link IllegalArgumentException} where it can't
 */
public record RunFacts(String run, RunRequest request, Function<String, Plan> plans) {
    public RunFacts(String run, RunRequest request) {
        this(run, request, Definitions::compile);
    }

    /** The inputs, defaults filled in. */
    public Map<String, @Nullable Object> inputs() {
        return request.inputs();
    }

    /** The agent of a name as it was when the run was started. */
    public @Nullable Agent agent(String name) {
        return request.agents().get(name);
    }
}
