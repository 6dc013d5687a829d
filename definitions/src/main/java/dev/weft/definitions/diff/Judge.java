package dev.weft.definitions.diff;

import dev.weft.definitions.diff.Change.FieldChange;
import dev.weft.definitions.diff.Takeover.Fate;
import dev.weft.definitions.diff.Takeover.Verdict;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.Order;
import dev.weft.definitions.plan.PlannedTask;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges tasks by the rules of {@link Takeover}: from the top down, and along their needs. */
final class Judge {
    private static final Verdict HOLDS = new Verdict(Fate.HOLDS, "");

    private final Side before;
    private final Side after;
    private final boolean sameInputs;
    private final Map<String, Verdict> verdicts = new HashMap<>();

    private Judge(Side before, Side after, boolean sameInputs) {
        this.before = before;
        this.after = after;
        this.sameInputs = sameInputs;
    }

    /** What becomes of each task of the second definition, by path. */
    static Map<String, Verdict> judge(Side before, Side after, boolean sameInputs) {
        Judge judge = new Judge(before, after, sameInputs);
        judge.siblings(after.plan().top(), null);
        return judge.verdicts;
    }

    /** Paths of tasks whose content is another, and of all in blocks whose content is. */
    static Set<String> changed(Side before, Side after) {
        Set<String> changed = new LinkedHashSet<>();
        after.tasks().forEach((path, node) -> {
            TaskNode old = before.tasks().get(path);
            boolean block = node.planned().isBlock();
            if (old != null
                    && Fields.between(old.content(), node.content()).stream()
                            .anyMatch(change -> !block || !isOfTheEnd(change))) {
                changed.add(path);
            }
        });
        after.tasks().keySet().stream()
                .filter(path -> changed.stream().anyMatch(around -> path.startsWith(around + ".")))
                .toList()
                .forEach(changed::add);
        return changed;
    }

    /**
     * Judges tasks that stand beside one another.
     *
     * @param forced why all of them run again; {@code null} where they needn't
     */
    private void siblings(List<PlannedTask> tasks, @Nullable String forced) {
        for (List<PlannedTask> level : Order.levels(tasks)) {
            level.forEach(task -> verdicts.put(task.path(), judged(task, forced)));
        }
    }

    private Verdict judged(PlannedTask task, @Nullable String forced) {
        TaskNode old = before.tasks().get(task.path());
        if (old == null) {
            siblings(after.plan().children(task), null);
            return new Verdict(Fate.NEW, "");
        }
        List<FieldChange> changes = Fields.between(
                old.content(), after.tasks().getOrDefault(task.path(), old).content());
        String before = forced == null ? startsElse(task, changes) : forced;
        siblings(after.plan().children(task), before == null ? null : "its block runs again");
        String reason = before == null ? endsElse(task, old, changes) : before;
        return reason == null ? HOLDS : new Verdict(Fate.RUNS_AGAIN, reason);
    }

    /** Why a task, or all of a block, runs again from its beginning. */
    private @Nullable String startsElse(PlannedTask task, List<FieldChange> changes) {
        for (FieldChange change : changes) {
            if (!task.isBlock() || !isOfTheEnd(change)) {
                return change.field() + " changed";
            }
        }
        for (int need : task.needs()) {
            PlannedTask needed = after.plan().tasks().get(need);
            if (!holds(needed)) {
                return "it needs " + needed.task().id();
            }
        }
        boolean gate = task.task().work() instanceof Work.ActionCall call
                && call.action().name().equals("approval_gate");
        return gate && !sameInputs ? "people decided with other inputs" : null;
    }

    /** Why a block gives something else, although not all of it runs again. */
    private @Nullable String endsElse(PlannedTask task, TaskNode old, List<FieldChange> changes) {
        if (!changes.isEmpty()) {
            return changes.getFirst().field() + " changed";
        }
        for (PlannedTask child : after.plan().children(task)) {
            if (!holds(child)) {
                return "it holds " + child.task().id();
            }
        }
        return before.plan().children(old.planned()).stream()
                .filter(child -> !after.tasks().containsKey(child.path()))
                .map(child -> "it held " + child.task().id())
                .findFirst()
                .orElse(null);
    }

    private boolean holds(PlannedTask task) {
        return verdicts.getOrDefault(task.path(), HOLDS).fate() == Fate.HOLDS;
    }

    /** Whether it matters only at the end, when the tasks of a block have ended. */
    private static boolean isOfTheEnd(FieldChange change) {
        return change.field().matches("outputs(\\..*)?|for_each\\.tolerate");
    }
}
