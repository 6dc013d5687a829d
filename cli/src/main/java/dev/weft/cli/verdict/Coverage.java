package dev.weft.cli.verdict;

import dev.weft.cli.cases.TaskPath;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.OnFailure;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What all cases of a definition together have made it do, of all that it may do. */
public final class Coverage {
    private final String workflow;
    private final boolean tested;
    private final List<Outcome> outcomes;
    private final List<Branch> branches = new ArrayList<>();

    /** By the path of the task in the definition. */
    private final Map<String, List<Outcome.Told>> told = new HashMap<>();

    private Coverage(String workflow, boolean tested, List<Outcome> outcomes) {
        this.workflow = workflow;
        this.tested = tested;
        this.outcomes = outcomes;
        for (Outcome outcome : outcomes) {
            for (Outcome.Told one : outcome.told()) {
                String path = one.path();
                if (path != null && one.workflow().equals(workflow)) {
                    told.computeIfAbsent(TaskPath.planned(path), none -> new ArrayList<>())
                            .add(one);
                }
            }
        }
    }

    /**
     * The branches of a definition, in the order written.
     *
     * @param tested whether the cases are about it, and not about one that starts it
     */
    public static List<Branch> of(String workflow, boolean tested, Plan plan, List<Outcome> outcomes) {
        Coverage coverage = new Coverage(workflow, tested, outcomes);
        plan.tasks().forEach(coverage::task);
        return List.copyOf(coverage.branches);
    }

    private void task(PlannedTask task) {
        String path = task.path();
        boolean runs = told(path, told -> !told.type().equals("task.skipped") && begins(told));
        switch (task.role()) {
            case FALLBACK -> add(path, "stands in", runs);
            case COMPENSATION -> add(path, "undoes", runs);
            case TASK -> {
                add(path, "runs", runs);
                if (task.task().when() != null) {
                    add(path, "is passed over, as when is false", told(path, told -> skipped(told, "when is false")));
                }
            }
        }
        switch (task.task().onFailure()) {
            case OnFailure.Word.SKIP ->
                add(path, "is skipped, as it failed", told(path, told -> skipped(told, "failed with")));
            case OnFailure.Word.PAUSE ->
                add(
                        path,
                        "waits for a person, as it failed",
                        told(
                                path,
                                told -> "WAITING".equals(told.data().get("status"))
                                        && told.data().containsKey("error")
                                        && !told.type().equals("task.retrying")));
            case OnFailure.Word.ROLLBACK ->
                add(
                        path,
                        "has the run undone, as it failed",
                        told(path, told -> told.type().equals("task.failed")));
            case OnFailure.Word.FAIL -> {
                // Failing is no branch of its own.
            }
            case OnFailure.Fallback ignored -> {
                // It is a task of its own.
            }
        }
        if (task.task().work() instanceof Work.ActionCall call
                && call.action().name().equals("approval_gate")) {
            gate(path, call);
        }
    }

    private void gate(String path, Work.ActionCall call) {
        add(path, "is approved", decided(path, "approved"));
        add(path, "is rejected", decided(path, "rejected"));
        if (hasTimeout(call.parameters())) {
            add(path, "times out", timedOut(path));
        }
    }

    private static boolean begins(Outcome.Told told) {
        Object status = told.data().get("status");
        return !"PENDING".equals(status) && !"SKIPPED".equals(status) && !"CANCELLED".equals(status);
    }

    private static boolean skipped(Outcome.Told told, String reason) {
        return told.type().equals("task.skipped")
                && String.valueOf(told.data().get("reason")).startsWith(reason);
    }

    private static boolean hasTimeout(Template.Fields parameters) {
        if (parameters.fields().containsKey("timeout")) {
            return true;
        }
        return parameters.fields().get("levels") instanceof Template.Items levels
                && levels.items().stream()
                        .anyMatch(level -> level instanceof Template.Fields fields
                                && fields.fields().containsKey("timeout"));
    }

    private boolean decided(String path, String decision) {
        return gates(path).anyMatch(gate -> decision.equals(gate.get("decision")));
    }

    /** Somebody was asked instead, it failed, or it ended without anybody's decision. */
    private boolean timedOut(String path) {
        return told(path, told -> told.type().equals("approval.escalated") || failedBy(told, "timeout"))
                || gates(path).anyMatch(gate -> gate.get("level") != null && gate.get("decided_by") == null);
    }

    private static boolean failedBy(Outcome.Told told, String code) {
        return told.type().equals("task.failed")
                && told.data().get("error") instanceof Map<?, ?> error
                && code.equals(error.get("code"));
    }

    private Stream<Map<?, ?>> gates(String path) {
        String wanted = tested ? path : workflow + "/" + path;
        return outcomes.stream()
                .flatMap(outcome -> outcome.tasks().entrySet().stream())
                .filter(task -> TaskPath.planned(task.getKey()).equals(wanted))
                .map(task -> task.getValue().output())
                .filter(Map.class::isInstance)
                .map(output -> (Map<?, ?>) output);
    }

    private boolean told(String path, Predicate<Outcome.Told> what) {
        return told.getOrDefault(path, List.of()).stream().anyMatch(what);
    }

    private void add(String path, String what, boolean taken) {
        branches.add(new Branch(workflow, path, what, taken));
    }
}
