package dev.weft.worker.interpreter.state;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Effects;
import dev.weft.definitions.action.Output;
import dev.weft.definitions.action.Trait;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Compensation;
import dev.weft.definitions.model.Join;
import dev.weft.definitions.model.OnFailure;
import dev.weft.definitions.model.Retry;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.task.Call;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The task that undoes runs, as plans have it: those that a task has started, or that do a slice of a loop. */
public final class RunUndoing {
    /** No author can write it: the interpreter puts it where it belongs. */
    public static final ActionSpec<Nothing> SPEC = new ActionSpec<>(
            Call.UNDO_RUNS,
            "Undoes the runs that a task has started.",
            Nothing.class,
            Trait.CONTROL,
            Output.Elsewhere.UNKNOWN,
            Effects.POSSIBLE);

    private static final Work UNDOING =
            new Work.ActionCall(SPEC, null, null, null, new Template.Fields(Map.of()), Map.of());

    /** What undoes a task that has started runs, where its author says nothing. */
    public static final Compensation OWN = new Compensation(
            new Task(
                    Task.COMPENSATE,
                    Task.COMPENSATE,
                    "",
                    List.of(),
                    false,
                    Join.SUCCESS,
                    null,
                    UNDOING,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Retry.NONE,
                    OnFailure.Word.PAUSE,
                    null,
                    null,
                    null,
                    null,
                    null),
            Compensation.After.ATTEMPT);

    /** The parameters: there are none. */
    record Nothing() {}

    private RunUndoing() {}

    /** Whether this undoes runs. */
    public static boolean is(Work work) {
        return work instanceof Work.ActionCall call && call.action().name().equals(SPEC.name());
    }

    /** Whether a task, or something in it, has a compensation. */
    public static boolean haveEffects(Plan plan, int root, int size) {
        return plan.tasks().subList(root, root + size).stream().anyMatch(task -> task.compensation() >= 0);
    }

    /**
     * What undoes a slice of a loop: the run that does it is undone whole.
     *
     * @param root index of the loop
     * @param size of it, with all below it
     * @return {@code null} where nothing in the loop is to be undone
     */
    public static @Nullable PlannedTask ofSlice(Plan plan, int root, int size) {
        return plan.tasks().subList(root, root + size).stream()
                .filter(task -> task.compensation() >= 0)
                .findFirst()
                .map(task -> new PlannedTask(
                        task.compensation(),
                        plan.tasks().get(root).path() + "." + Task.COMPENSATE,
                        OWN.task(),
                        PlannedTask.Role.COMPENSATION,
                        root,
                        List.of(),
                        List.of(),
                        0,
                        List.of(),
                        -1,
                        -1))
                .orElse(null);
    }
}
