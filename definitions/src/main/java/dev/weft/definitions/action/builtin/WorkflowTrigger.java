package dev.weft.definitions.action.builtin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Bounds;
import dev.weft.definitions.action.Doc;
import dev.weft.definitions.action.Effects;
import dev.weft.definitions.action.Misfits;
import dev.weft.definitions.action.Output;
import dev.weft.definitions.action.Trait;
import dev.weft.definitions.action.WrittenParameters;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Starts another definition as a run of its own, below this one.
 *
 * @param workflow id of the definition
 * @param revision from 1; {@code null} for the newest when this run starts, or the task where {@code workflow} is computed
 * @param inputs by name; {@code null} for none
 * @param await whether the task ends with that run; {@code null} for yes
 */
@Doc("Starts another definition as a run below this one. The output is what that run gives, or with `wait: false` its"
        + " `run_id`.")
public record WorkflowTrigger(
        @Doc(value = "Id of the definition.", example = "publish-article") @Bounds(pattern = ID)
        String workflow,

        @Doc(value = "Its revision; by default the newest when this run starts.", example = "3")
        @Nullable @Bounds(min = 1)
        Integer revision,

        @Doc(value = "Its inputs by name.", example = "{source: \"${{ inputs.source }}\"}") @Nullable Map<String, @Nullable Object> inputs,

        @JsonProperty("wait")
        @Doc(
                "`true` (the default): the task ends as that run does, with its outputs. `false`: it completes as soon as that"
                        + " run has started.")
        @Nullable Boolean await) {
    public static final ActionSpec<WorkflowTrigger> SPEC = new ActionSpec<>(
            "workflow_trigger",
            "Starts another definition.",
            WorkflowTrigger.class,
            Trait.CONTROL,
            new Output.ByParameters(WorkflowTrigger::output),
            Effects.POSSIBLE);

    private static final String ID = "[a-z][a-z0-9_-]{0,62}";

    public WorkflowTrigger {
        Misfits misfits = new Misfits();
        if (!workflow.matches(ID)) {
            misfits.value(
                    "/workflow",
                    "Expected the id of a definition for \"workflow\", but found \"" + workflow + '"',
                    "An id is of lower-case letters, digits, _ and -, a letter first, at most 63 characters.");
        }
        if (revision != null && revision < 1) {
            misfits.value(
                    "/revision",
                    "Expected a \"revision\" of at least 1, but found " + revision,
                    "Leave it out for the newest one.");
        }
        misfits.refuse();
    }

    private static Output output(WrittenParameters given) {
        Output started = Outputs.map("run_id", Outputs.TEXT);
        if (given.unknown() || given.computed("wait")) {
            return new Output.OneOf(List.of(Output.Elsewhere.OF_WORKFLOW, started));
        }
        return given.flag("wait").orElse(true) ? Output.Elsewhere.OF_WORKFLOW : started;
    }
}
