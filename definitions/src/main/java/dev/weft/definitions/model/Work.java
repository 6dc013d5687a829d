package dev.weft.definitions.model;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Trait;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Template;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a task does. */
public sealed interface Work {
    /** Whether the definition's defaults hold for it: its action works. */
    default boolean takesDefaults() {
        return switch (this) {
            case ActionCall call -> call.action().trait() == Trait.WORK;
            case Block block -> false;
        };
    }

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

    /**
     * Runs a graph of its own.
     *
     * @param mode whether that graph alone orders its tasks
     * @param tasks in the order written, at least one
     * @param outputs its output by name; {@code null} where the map of its tasks' outputs is meant
     */
    record Block(Mode mode, List<Task> tasks, @Nullable Map<String, Template> outputs) implements Work {
        public Block {
            tasks = List.copyOf(tasks);
            outputs = outputs == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        }
    }
}
