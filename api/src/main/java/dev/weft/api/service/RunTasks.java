package dev.weft.api.service;

import dev.weft.api.gateway.Gateway;
import dev.weft.api.gateway.RunSummary;
import dev.weft.definitions.action.builtin.ApprovalGate;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.protocol.GatePage;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.RunView.TaskView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of runs, also of those that have more than a view of a run tells of ({@link RunView#MOST_ITEMS}). Thread safe.
 */
final class RunTasks {
    /** What a path has beside the ids of its tasks: numbers of items, turns and attempts. */
    private static final Pattern NUMBERS = Pattern.compile("\\[[^\\]]*]|~\\d+");

    private final Gateway gateway;
    private final Plans plans;

    RunTasks(Gateway gateway, Plans plans) {
        this.gateway = gateway;
        this.plans = plans;
    }

    /**
     * A task, item or turn, or something in one; empty where there is none.
     *
     * @param view of the run
     */
    Optional<TaskView> find(RunSummary run, RunView view, String path) {
        return Optional.ofNullable(view.tasks().get(path))
                .or(() -> Optional.ofNullable(view.items().get(path)))
                .or(() -> isCut(view) ? gateway.reader().task(run, path) : Optional.empty());
    }

    /** What people are asked, or were, by the gate of a path; {@code null} where that is none, or hasn't been asked. */
    RunView.@Nullable GateView gate(RunSummary run, RunView view, String path) {
        return find(run, view, path).map(TaskView::gate).orElse(null);
    }

    /** Every gate that has been asked, by path; those of items and turns each by its own. */
    Map<String, TaskView> gates(RunSummary run, RunView view) {
        Map<String, TaskView> gates = GatesOf.run(view);
        if (!isCut(view)) {
            return gates;
        }
        Map<String, TaskView> all = new LinkedHashMap<>();
        Optional<GatePage> page = gateway.reader().gates(run, 0);
        while (page.isPresent()) {
            all.putAll(page.get().gates());
            Integer next = page.get().next();
            page = next == null ? Optional.empty() : gateway.reader().gates(run, next);
        }
        // A worker of an earlier release knows no more than these.
        return all.size() < gates.size() ? gates : all;
    }

    /**
     * Whether a task is a gate, or a block or loop that may hold some: passing over it is passing over them. The definition says so,
     * however far the run is. One that can't be had any more counts as having some.
     */
    boolean mayHoldGates(RunSummary run, String path) {
        String own = NUMBERS.matcher(path).replaceAll("");
        return gateway.history()
                .request(run.run(), run.execution())
                .map(request -> plans.of(request.definition()).tasks().stream()
                        .filter(task -> task.path().equals(own) || task.path().startsWith(own + "."))
                        .anyMatch(RunTasks::isGate))
                .orElse(true);
    }

    private static boolean isGate(PlannedTask task) {
        return task.task().work() instanceof Work.ActionCall call
                && call.action().name().equals(ApprovalGate.SPEC.name());
    }

    private static boolean isCut(RunView view) {
        return view.items().size() >= RunView.MOST_ITEMS;
    }
}
