package dev.weft.worker.interpreter.slice;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.ForEach;
import dev.weft.definitions.model.Join;
import dev.weft.definitions.model.Mode;
import dev.weft.definitions.model.OnFailure;
import dev.weft.definitions.model.Placement;
import dev.weft.definitions.model.Policy;
import dev.weft.definitions.model.Resources;
import dev.weft.definitions.model.RunOnFailure;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.TaskDefaults;
import dev.weft.definitions.model.Tolerance;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.undo.UndoablePlans;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A loop alone, as a definition: what is said of each item. What is said of the whole holds in the run above.
 *
 * @param definition of the run that does a slice
 * @param task the loop
 */
record SliceDefinition(Definition definition, Task task) {
    static SliceDefinition of(Turn turn, int index, @Nullable Integer slots) {
        Definition given = turn.plan.definition();
        Task task = task(turn, index);
        Policy policy = new Policy(
                Mode.PARALLEL,
                slots == null ? null : new Setting.Fixed<>(slots),
                null,
                RunOnFailure.FAIL,
                null,
                null,
                given.policy().priority());
        Definition definition = new Definition(
                given.id(),
                given.name(),
                given.description(),
                given.labels(),
                null,
                policy,
                List.of(),
                TaskDefaults.NONE,
                Map.of(),
                List.of(task),
                outputs(task.id()));
        return new SliceDefinition(definition, task);
    }

    /** Its canonical document. */
    String document() {
        return Definitions.canonical(definition);
    }

    private static Task task(Turn turn, int index) {
        Task given = UndoablePlans.given(turn.planned(index).task());
        return new Task(
                given.id(),
                given.name(),
                given.description(),
                List.of(),
                false,
                Join.SUCCESS,
                null,
                given.work(),
                each(given.forEach()),
                given.repeat(),
                given.timeout(),
                SliceDefinition.<Setting<Duration>>nearest(turn, index, Task::heartbeat),
                null,
                null,
                given.retry(),
                OnFailure.Word.FAIL,
                given.compensation(),
                null,
                given.cache(),
                SliceDefinition.<Placement>nearest(turn, index, Task::placement),
                SliceDefinition.<Resources>nearest(turn, index, Task::resources));
    }

    /** The items are in the state that a slice begins with. */
    private static ForEach each(@Nullable ForEach given) {
        return new ForEach(
                new Template.Literal(List.of()),
                null,
                given == null ? ForEach.ITEM : given.as(),
                null,
                null,
                new Setting.Fixed<>(Tolerance.NONE));
    }

    private static Map<String, Template> outputs(String id) {
        Map<String, Template> outputs = new LinkedHashMap<>();
        for (String name : List.of(SliceEnds.OUTPUT, SliceEnds.FAILURES)) {
            outputs.put(name, new Template.Computed(new Expression("tasks['%s'].%s".formatted(id, name))));
        }
        return outputs;
    }

    /** What a task says itself, else the nearest block around it. */
    private static <T> @Nullable T nearest(Turn turn, int index, Function<Task, @Nullable T> said) {
        for (int at = index; at >= 0; at = turn.parent(at)) {
            T found = said.apply(turn.planned(at).task());
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
