package dev.weft.cli.simulate;

import dev.weft.cli.output.Style;
import dev.weft.cli.verdict.Outcome;
import dev.weft.definitions.duration.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened in a run, as people read it: what begins and ends at the same time is one line. */
final class Timeline {
    /** Why a fallback or compensation is passed over, as the interpreter says it. */
    private static final String NEEDLESS = "it was not needed";

    /** Why a block waits. */
    private static final String WITHIN = "all that is open in it waits";

    private final String workflow;

    private Timeline(String workflow) {
        this.workflow = workflow;
    }

    /**
     * One line.
     *
     * @param at how long after the start
     * @param task as people write it; empty where it is about the run
     * @param what happened
     */
    record Row(Duration at, String task, String what, Style style) {}

    /** The rows of the runs of a definition and of those that it starts. */
    static List<Row> of(Simulation.Result result) {
        Timeline timeline = new Timeline(result.workflow());
        // What stands in for a definition has no tasks that anybody knows.
        List<Outcome.Told> told = result.outcome().told().stream()
                .filter(one -> one.path() == null || !result.made().workflows().contains(one.workflow()))
                .toList();
        List<Duration> elapsed = TidyClock.elapsed(told);
        List<Row> rows = new ArrayList<>();
        Map<String, Integer> begun = new HashMap<>();
        for (int i = 0; i < told.size(); i++) {
            Outcome.Told one = told.get(i);
            String task = timeline.task(one);
            Integer beginning = begun.remove(task);
            if (beginning != null && !rows.get(beginning).at().equals(elapsed.get(i))) {
                beginning = null;
            }
            Row row = one.type().equals("task.retrying")
                    ? timeline.retried(told, elapsed, i, task)
                    : timeline.row(one, elapsed.get(i), task).orElse(null);
            if (row == null) {
                continue;
            }
            if (beginning != null) {
                // It ended as it began: the end tells both.
                rows.set(beginning, new Row(row.at(), "", "", Style.FAINT));
            }
            if (one.type().equals("task.started")) {
                begun.put(task, rows.size());
            }
            rows.add(row);
        }
        return rows.stream().filter(row -> !row.what().isEmpty()).toList();
    }

    private String task(Outcome.Told told) {
        String path = told.path() == null ? "" : told.path();
        return told.workflow().equals(workflow) ? path : told.workflow() + (path.isEmpty() ? "" : "/" + path);
    }

    private Optional<Row> row(Outcome.Told told, Duration at, String task) {
        String attempt = told.data().get("attempt") instanceof Long number && number > 1 ? ", attempt " + number : "";
        return switch (told.type()) {
            case "task.started" -> row(at, task, "begins" + attempt, Style.BUSY);
            case "task.completed" -> row(at, task, "done" + attempt, Style.GOOD);
            case "task.failed" -> row(at, task, "fails with " + error(told) + attempt, Style.BAD);
            case "task.skipped" ->
                NEEDLESS.equals(told.data().get("reason"))
                        ? Optional.empty()
                        : row(at, task, "passed over" + reason(": ", told), Style.FAINT);
            case "task.cancelled" -> row(at, task, "cancelled" + reason(": ", told), Style.BAD);
            case "task.compensated" -> row(at, task, "undone", Style.WAITING);
            case "task.late" -> row(at, task, "late: its sla has passed", Style.WAITING);
            case "task.changed" -> changed(told, at, task);
            case "approval.required" ->
                row(
                        at,
                        task,
                        "asks " + people(told.data().get("approvers")) + level(told) + title(told),
                        Style.WAITING);
            case "approval.reminded" ->
                row(at, task, "reminds " + people(told.data().get("whom")), Style.WAITING);
            case "approval.decided" ->
                row(at, task, told.data().get("by") + " says " + told.data().get("decision"), Style.BUSY);
            case "approval.escalated" -> row(at, task, "escalates, as nobody answered" + level(told), Style.WAITING);
            case "workflow.started" ->
                told.workflow().equals(workflow) ? Optional.empty() : row(at, task, "a run of it begins", Style.BUSY);
            case "workflow.rolling_back" -> row(at, task, "the run is undone", Style.WAITING);
            case "workflow.paused" -> row(at, task, "the run is paused", Style.WAITING);
            case "workflow.resumed" -> row(at, task, "the run goes on", Style.BUSY);
            case "workflow.completed", "workflow.failed", "workflow.cancelled", "workflow.rolled_back" ->
                row(
                        at,
                        task,
                        "the run is " + told.data().get("status")
                                + (told.data().get("error") instanceof Map<?, ?> ? ": " + error(told) : ""),
                        Style.ofStatus(String.valueOf(told.data().get("status"))));
            default -> Optional.empty();
        };
    }

    /** A failure, and when the next attempt is made. */
    private Row retried(List<Outcome.Told> told, List<Duration> elapsed, int index, String task) {
        Outcome.Told one = told.get(index);
        Duration at = elapsed.get(index);
        // Why is told before.
        String reason = reason("; ", one).replaceFirst("(?s) after .*", "");
        String when = "";
        for (int i = index + 1; i < told.size() && when.isEmpty(); i++) {
            if (task.equals(task(told.get(i)))) {
                when = told.get(i).type().equals("task.started")
                        ? " in " + DurationText.format(elapsed.get(i).minus(at))
                        : " never made";
            }
        }
        return new Row(at, task, "fails with " + error(one).replaceFirst("\\.$", "") + reason + when, Style.BAD);
    }

    private static Optional<Row> changed(Outcome.Told told, Duration at, String task) {
        String reason = Objects.toString(told.data().get("reason"), "");
        // Whom a gate asks is told by itself, and what a block waits for by what is in it.
        boolean known = reason.startsWith("approval by") || reason.equals(WITHIN);
        return "WAITING".equals(told.data().get("status")) && !known
                ? row(
                        at,
                        task,
                        "waits" + (reason.isEmpty() ? "" : " for " + reason)
                                + (told.data().get("error") instanceof Map<?, ?> ? ", after " + error(told) : ""),
                        Style.WAITING)
                : Optional.empty();
    }

    private static Optional<Row> row(Duration at, String task, String what, Style style) {
        return Optional.of(new Row(at, task, what, style));
    }

    private static String reason(String before, Outcome.Told told) {
        Object reason = told.data().get("reason");
        return reason == null ? "" : before + reason;
    }

    private static String error(Outcome.Told told) {
        return told.data().get("error") instanceof Map<?, ?> error
                ? error.get("code") + ": " + error.get("message")
                : "an error";
    }

    private static String people(@Nullable Object list) {
        return list instanceof List<?> all
                ? String.join(", ", all.stream().map(String::valueOf).toList())
                : "nobody";
    }

    private static String title(Outcome.Told told) {
        return told.data().get("title") instanceof String title ? ": " + title : "";
    }

    private static String level(Outcome.Told told) {
        return told.data().get("level") instanceof Long level && level > 1 ? ", level " + level : "";
    }
}
