package dev.weft.cli.simulate;

import dev.weft.cli.cases.TaskPath;
import dev.weft.cli.verdict.Outcome;
import dev.weft.definitions.plan.PlannedTask;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Tasks that never ran, and why. */
final class Unrun {
    private static final Set<String> IDLE = Set.of("PENDING", "SKIPPED", "CANCELLED");

    private Unrun() {}

    /** By the path of the task, in the order written. */
    static Map<String, String> of(Simulation.Result result) {
        Map<String, String> never = new LinkedHashMap<>();
        result.subject().plans().forEach((workflow, plan) -> {
            boolean made = result.made().workflows().contains(workflow);
            boolean began = result.outcome().told().stream()
                    .anyMatch(told -> told.workflow().equals(workflow));
            if (made || !began) {
                return;
            }
            for (PlannedTask task : plan.tasks()) {
                if (!ran(result.outcome(), workflow, task.path())) {
                    never.put(Outcome.key(result.workflow(), workflow, task.path()), why(result, workflow, task));
                }
            }
        });
        return never;
    }

    private static boolean ran(Outcome outcome, String workflow, String path) {
        return outcome.told().stream()
                .anyMatch(told -> told.workflow().equals(workflow)
                        && told.path() != null
                        && TaskPath.planned(told.path()).equals(path)
                        && !IDLE.contains(String.valueOf(told.data().get("status"))));
    }

    private static String why(Simulation.Result result, String workflow, PlannedTask task) {
        return switch (task.role()) {
            case FALLBACK -> "it wasn't needed";
            case COMPENSATION -> "there was nothing to undo";
            case TASK -> {
                Outcome.Task found = result.outcome().task(result.workflow(), workflow, task.path());
                String reason = found == null ? null : found.reason();
                yield reason == null ? "it was never its turn" : reason;
            }
        };
    }
}
