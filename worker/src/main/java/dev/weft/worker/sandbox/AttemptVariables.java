package dev.weft.worker.sandbox;

import dev.weft.definitions.action.ActionContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a program may know of the attempt that runs it. */
public final class AttemptVariables {
    private AttemptVariables() {}

    /** Environment variables; the map is the caller's to add to. */
    public static Map<String, String> of(ActionContext context) {
        Map<String, String> env = new LinkedHashMap<>();
        env.put("WEFT_RUN", context.run());
        env.put("WEFT_TASK", context.path());
        env.put("WEFT_ATTEMPT", Integer.toString(context.attempt()));
        env.put("WEFT_IDEMPOTENCY_KEY", context.idempotencyKey());
        return env;
    }
}
