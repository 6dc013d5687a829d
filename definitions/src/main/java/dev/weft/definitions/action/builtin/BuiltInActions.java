package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.Action;
import dev.weft.definitions.action.ActionRegistry;
import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.plugin.Plugins;
import java.util.ArrayList;
import java.util.List;

/** The list of built-in actions. To add one, write its record here and name it in {@link #SPECS}. */
public final class BuiltInActions {
    /** In the order of the reference page. */
    public static final List<ActionSpec<?>> SPECS = List.of(
            AgentTask.SPEC,
            FileOperation.SPEC,
            ApiCall.SPEC,
            WorkflowTrigger.SPEC,
            ApprovalGate.SPEC,
            ConditionCheck.SPEC,
            Transform.SPEC,
            Wait.SPEC,
            WaitForEvent.SPEC,
            EmitEvent.SPEC,
            Command.SPEC,
            Fail.SPEC);

    private static final ActionRegistry REGISTRY = new ActionRegistry(SPECS);

    private BuiltInActions() {}

    /** The built-in actions alone. */
    public static ActionRegistry registry() {
        return REGISTRY;
    }

    /**
     * The built-in actions and those of third parties: on the class path, and in plugins.
     *
     * @throws IllegalArgumentException when one of those has the name of another
     */
    public static ActionRegistry withThirdParties() {
        List<ActionSpec<?>> more = new ArrayList<>();
        for (Action<?> action : Plugins.current().find(Action.class)) {
            more.add(action.spec());
        }
        return more.isEmpty() ? REGISTRY : REGISTRY.with(more);
    }
}
