package dev.weft.api.insight.alert;

import dev.weft.api.figure.LateTask;
import dev.weft.api.store.LateTaskStore;
import java.util.List;

/** Tasks that aren't done though their {@code sla} has passed. */
final class LateRule implements Rule {
    private static final int MOST = 1_000;

    private final LateTaskStore tasks;

    LateRule(LateTaskStore tasks) {
        this.tasks = tasks;
    }

    @Override
    public String kind() {
        return "sla";
    }

    @Override
    public Sight look() {
        List<LateTask> late = tasks.latest(MOST);
        List<Finding> found = late.stream()
                .map(task -> Finding.warning(
                        kind(),
                        task.key(),
                        "Task '%s' of run %s was to be done by %s, and isn't."
                                .formatted(task.task(), task.run(), task.due()),
                        "See what it waits for with «weft debug " + task.run() + "»."))
                .toList();
        // Of those beyond as many nothing is known.
        return late.size() < MOST ? Sight.ofAll(found) : new Sight(found, subject -> false);
    }
}
