package dev.weft.worker.interpreter.view;

import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.RunState;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.TaskState;
import java.time.Duration;
import java.util.List;

/** The run as a Markdown table: what the Temporal Web UI shows as the workflow's current details. */
public final class CurrentDetails {
    /** Rows at most: a larger run shows those that have begun and not ended, then the failed ones. */
    private static final int MAX_ROWS = 100;

    private static final int MAX_NOTE = 160;

    private CurrentDetails() {}

    /** The table, with what people can do above it. */
    public static String of(RunLoop loop, RunState state) {
        StringBuilder table = new StringBuilder();
        table.append("**%s** revision %d: **%s**, %d %%\n\n"
                .formatted(
                        loop.plan().definition().name(),
                        loop.facts().request().revision(),
                        state.status(),
                        RunViews.progress(state)));
        for (RunView.Waiting waiting : RunViews.waitingOn(loop, state)) {
            if (waiting.kind().equals("approval")) {
                table.append(
                        "Waits for %s: `%s`. Send signal `approval` with `{\"task\": \"%s\", \"decision\": \"approve\", \"by\": \"you\"}`, or run `weft approve %s %s`.\n\n"
                                .formatted(
                                        waiting.reason(),
                                        waiting.task(),
                                        waiting.task(),
                                        loop.facts().run(),
                                        waiting.task()));
            }
        }
        table.append("| Task | State | Attempts | Took | Note |\n|---|---|---|---|---|\n");
        List<PlannedTask> tasks = loop.plan().tasks();
        int rows = 0;
        for (PlannedTask planned : tasks) {
            TaskState task = state.tasks().get(planned.index());
            boolean shown = tasks.size() <= MAX_ROWS || isOfInterest(task);
            if (shown && rows++ < MAX_ROWS) {
                table.append(row(planned, task));
            }
        }
        if (rows > MAX_ROWS || tasks.size() > MAX_ROWS) {
            table.append("\n%d tasks in all; query `state` has the rest.\n".formatted(tasks.size()));
        }
        return table.toString();
    }

    private static boolean isOfInterest(TaskState task) {
        return task.status() == TaskStatus.RUNNING
                || task.status() == TaskStatus.WAITING
                || task.status() == TaskStatus.FAILED;
    }

    private static String row(PlannedTask planned, TaskState task) {
        String note = task.error() != null && task.status() != TaskStatus.COMPLETED
                ? task.error().code() + ": " + task.error().message()
                : task.reason() == null ? "" : task.reason();
        return "| `%s` %s | %s | %s | %s | %s |\n"
                .formatted(
                        planned.path(),
                        planned.task().name().equals(planned.task().id())
                                ? ""
                                : cell(planned.task().name()),
                        task.status(),
                        task.attempts() == 0 ? "" : Integer.toString(task.attempts()),
                        took(task),
                        cell(note));
    }

    private static String took(TaskState task) {
        if (task.startedAt() == null || task.endedAt() == null || task.status() == TaskStatus.SKIPPED) {
            return "";
        }
        return "%.1f s"
                .formatted(Duration.between(task.startedAt(), task.endedAt()).toMillis() / 1000.0);
    }

    private static String cell(String text) {
        String line = text.replace('\n', ' ').replace("|", "\\|");
        return line.length() <= MAX_NOTE ? line : line.substring(0, MAX_NOTE) + "…";
    }
}
