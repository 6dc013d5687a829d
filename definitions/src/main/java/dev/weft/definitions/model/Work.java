package dev.weft.definitions.model;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Template;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a task does. */
public sealed interface Work {
    /**
     * Calls an action.
     *
     * @param action its specification
     * @param agent name of the agent, for {@code agent_task}; may be computed
     * @param capability instead of an agent; may be computed
     * @param operation of the agent; {@code null} for its only or default one
     * @param parameters by name, in the order written
     * @param conditions parameters that are bare CEL ({@code condition}, {@code when} of a case), by JSON pointer below the parameters, such as {@code /condition} or {@code /cases/0/when}; they stand in no template
     */
    record ActionCall(
            ActionSpec<?> action,
            @Nullable Template agent,
            @Nullable Template capability,
            @Nullable Template operation,
            Template.Fields parameters,
            Map<String, Expression> conditions)
            implements Work {
        public ActionCall {
            conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
        }
    }
}
