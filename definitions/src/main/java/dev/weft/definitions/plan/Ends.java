package dev.weft.definitions.plan;

import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.model.Join;
import dev.weft.definitions.model.OnFailure;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.Work;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How tasks can end, as far as their definition tells: never fewer ends than there are. */
final class Ends {
    private Ends() {}

    /** Of a task of which nothing is known. */
    static Set<End> any() {
        return EnumSet.allOf(End.class);
    }

    /**
     * Of a task.
     *
     * @param runs whether it may run at all
     * @param needs how what it needs can end
     * @param held whether a run in which a task has failed waits for a person
     */
    static Set<End> of(Task task, boolean runs, List<Set<End>> needs, boolean held) {
        Set<End> ends = EnumSet.noneOf(End.class);
        ends.addAll(Joining.refused(task.join(), needs));
        boolean mayBegin = Joining.culprit(task.join(), needs) < 0;
        if (mayBegin && task.when() != null) {
            ends.add(End.PASSED_OVER);
        }
        if (runs) {
            ends.addAll(begun(task));
            // Another run may take its place.
            if (task.concurrency() != null) {
                ends.add(End.CANCELLED);
            }
        }
        if (held && ends.contains(End.FAILED)) {
            ends.add(End.RECOVERED);
            ends.add(End.FORGIVEN);
        }
        return ends;
    }

    /** The same, as those see it that run whatever happened, also when the run is cancelled or undone. */
    static Set<End> atLast(Task task, Set<End> ends) {
        Set<End> all = EnumSet.copyOf(ends);
        if (task.join() != Join.ALWAYS) {
            all.add(End.CANCELLED);
        }
        if (task.compensation() != null || task.work() instanceof Work.Block) {
            all.add(End.COMPENSATED);
        }
        return all;
    }

    private static Set<End> begun(Task task) {
        Set<End> ends = switch (task.onFailure()) {
            case OnFailure.Word word ->
                switch (word) {
                    case FAIL, ROLLBACK -> EnumSet.of(End.FAILED);
                    case SKIP -> EnumSet.of(End.FORGIVEN);
                    case PAUSE -> EnumSet.of(End.FAILED, End.FORGIVEN, End.RECOVERED);
                };
            case OnFailure.Fallback fallback ->
                CertainFailure.of(fallback.task()) ? EnumSet.of(End.FAILED) : EnumSet.of(End.FAILED, End.RECOVERED);
        };
        if (CertainFailure.works(task)) {
            ends.add(End.COMPLETED);
            if (!task.retry().maxAttempts().equals(new Setting.Fixed<>(1))) {
                ends.add(End.RECOVERED);
            }
        }
        return ends;
    }
}
