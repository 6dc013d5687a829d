package dev.weft.api.service;

import dev.weft.api.gateway.RunHistory;
import dev.weft.api.gateway.RunSummary;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tasks of a run that no worker answers for: those of its definition, with what its history tells of each. */
final class StaleTasks {
    private final Plans plans;

    StaleTasks(Plans plans) {
        this.plans = plans;
    }

    Map<String, RunView.TaskView> of(RunSummary run, RunHistory history) {
        Map<String, RunView.TaskView> tasks = new LinkedHashMap<>();
        @Nullable RunRequest request = history.request();
        if (request == null) {
            return tasks;
        }
        Plan plan;
        try {
            plan = plans.of(request.definition());
        } catch (IllegalArgumentException e) {
            return tasks;
        }
        Set<String> waiting = run.waitingFor().stream()
                .map(what -> what.substring(what.indexOf(':') + 1))
                .collect(Collectors.toSet());
        for (PlannedTask planned : plan.tasks()) {
            boolean waits = waiting.contains(planned.path());
            tasks.put(
                    planned.path(),
                    planned.isBlock() || isInLoop(plan, planned)
                            ? view(run, planned.task(), inside(planned.path(), history), false)
                            : view(run, planned.task(), history.tasks().get(planned.path()), waits));
        }
        return tasks;
    }

    private static boolean isInLoop(Plan plan, PlannedTask task) {
        for (int at = task.index(); at >= 0; at = plan.tasks().get(at).parent()) {
            Task around = plan.tasks().get(at).task();
            if (around.forEach() != null || around.repeat() != null) {
                return true;
            }
        }
        return false;
    }

    /** What the history tells of a block or loop: whether something in it was given to a worker. */
    private static RunHistory.@Nullable Attempts inside(String block, RunHistory history) {
        List<RunHistory.Attempts> inside = history.tasks().entrySet().stream()
                .filter(task -> isAtOrBelow(task.getKey(), block))
                .map(Map.Entry::getValue)
                .toList();
        return inside.stream()
                .map(RunHistory.Attempts::startedAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(startedAt -> new RunHistory.Attempts(TaskStatus.RUNNING, 1, startedAt, null, null, null))
                .orElse(null);
    }

    private static boolean isAtOrBelow(String path, String task) {
        String plain = path.replaceAll("\\[\\d+]", "");
        return plain.equals(task) || plain.startsWith(task + ".");
    }

    private static RunView.TaskView view(
            RunSummary run, Task task, RunHistory.@Nullable Attempts attempts, boolean waits) {
        TaskStatus status = attempts == null ? TaskStatus.PENDING : attempts.status();
        String reason = null;
        if (waits) {
            status = TaskStatus.WAITING;
            reason = "Waits, as the run last said.";
        } else if (run.status() == RunStatus.TERMINATED && !status.ended()) {
            reason = status == TaskStatus.RUNNING ? "The run was terminated." : null;
            status = status == TaskStatus.RUNNING ? TaskStatus.CANCELLED : status;
        }
        return new RunView.TaskView(
                status,
                action(task.work()),
                agent(task.work()),
                attempts == null ? null : attempts.run(),
                null,
                reason,
                attempts == null ? 0 : attempts.count(),
                attempts == null ? null : attempts.startedAt(),
                attempts == null ? null : attempts.endedAt(),
                attempts == null ? null : attempts.error(),
                null,
                null,
                null,
                null);
    }

    private static String action(Work work) {
        return switch (work) {
            case Work.ActionCall call -> call.action().name();
            case Work.Block block -> RunView.BLOCK;
        };
    }

    private static @Nullable String agent(Work work) {
        return switch (work) {
            case Work.ActionCall call ->
                call.agent() instanceof Template.Literal literal ? String.valueOf(literal.value()) : null;
            case Work.Block block -> null;
        };
    }
}
