package dev.weft.worker.interpreter.view;

import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.state.Nodes;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.undo.RunUndos;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Child;
import dev.weft.worker.task.TaskState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The run as a Markdown table: what the Temporal Web UI shows as the workflow's current details. Rows of tasks that did
 * not change since the last time are kept, as most don't from one step to the next. Not thread safe.
 */
public final class CurrentDetails {
    /** Rows at most: a larger run shows those that have begun and not ended, then the failed ones. */
    private static final int MAX_ROWS = 100;

    private static final int MAX_NOTE = 160;
    private static final int MAX_QUESTIONS = 20;

    private final RunLoop loop;
    private final Map<Integer, Row> rows = new LinkedHashMap<>();

    private record Row(TaskState task, String text) {}

    public CurrentDetails(RunLoop loop) {
        this.loop = loop;
    }

    /** Whether the run is so large that the table tells only of a part of it. */
    public static boolean isLarge(RunState state) {
        return state.tasks().size() > MAX_ROWS;
    }

    /** The table, with what people can do above it. */
    public String of(RunState state, List<RunView.Waiting> waiting) {
        return of(state, waiting, state.nodes(loop.plan()).all(state.tasks()));
    }

    /**
     * As the other.
     *
     * @param all {@link Nodes#all} of the state
     */
    public String of(RunState state, List<RunView.Waiting> waiting, List<Integer> all) {
        Nodes nodes = state.nodes(loop.plan());
        List<Integer> tasks = all.stream()
                .filter(node ->
                        !RunUndos.isUnseen(nodes.planned(node), state.tasks().get(node)))
                .toList();
        StringBuilder table = new StringBuilder()
                .append("**")
                .append(loop.plan().definition().name())
                .append("** revision ")
                .append(loop.facts().request().revision())
                .append(": **")
                .append(state.status())
                .append("**, ")
                .append(RunViews.progress(state, tasks))
                .append(" %\n\n");
        waiting.stream()
                .filter(one -> one.kind().equals("approval"))
                .limit(MAX_QUESTIONS)
                .forEach(one -> table.append(question(state, one)));
        waiting.stream()
                .filter(one -> one.kind().equals("event"))
                .map(CurrentDetails::awaited)
                .distinct()
                .limit(MAX_QUESTIONS)
                .forEach(table::append);
        table.append("| Task | State | Attempts | Took | Note |\n|---|---|---|---|---|\n");
        int shown = 0;
        for (int node : tasks) {
            TaskState task = state.tasks().get(node);
            if ((tasks.size() <= MAX_ROWS || isOfInterest(task)) && shown++ < MAX_ROWS) {
                table.append(row(nodes, node, task));
            }
        }
        if (tasks.size() > MAX_ROWS) {
            table.append("\n").append(tasks.size()).append(" tasks in all; query `state` has the rest.\n");
        }
        return table.toString();
    }

    private String question(RunState state, RunView.Waiting waiting) {
        TaskState task = state.tasks().get(state.nodes(loop.plan()).find(waiting.task(), state.tasks()));
        String ask = task.gate() == null ? "" : GateQuestionText.of(GateViews.of(task, task.gate()));
        return "Waits for %s: `%s`. Send signal `approval` with `{\"task\": \"%s\", \"decision\": \"approve\", \"by\": \"you\"}`, or run `weft approve %s %s`.\n\n%s"
                .formatted(
                        waiting.reason(),
                        waiting.task(),
                        waiting.task(),
                        loop.facts().run(),
                        waiting.task(),
                        ask);
    }

    private static String awaited(RunView.Waiting waiting) {
        String type = waiting.reason().replaceFirst("^event ", "");
        return "Waits for an event of type `%s`. Run `weft events send %s --data '{…}'`, or send signal `event` with `{\"type\": \"%s\", \"data\": …}` to this run alone.\n\n"
                .formatted(type, type, type);
    }

    private String row(Nodes nodes, int node, TaskState task) {
        Row known = rows.get(node);
        // By identity: a task that did not change is the same object.
        if (known == null || known.task() != task) {
            known = new Row(task, render(nodes.path(node), nodes.planned(node), task));
            rows.put(node, known);
        }
        return known.text();
    }

    private static boolean isOfInterest(TaskState task) {
        return task.status() == TaskStatus.RUNNING
                || task.status() == TaskStatus.WAITING
                || task.status() == TaskStatus.FAILED;
    }

    private static String render(String path, PlannedTask planned, TaskState task) {
        String name = planned.task().name();
        StringBuilder row = new StringBuilder("| `").append(path).append("` ");
        if (!name.equals(planned.task().id())) {
            row.append(cell(name)).append(' ');
        }
        row.append("| ").append(task.status()).append(" | ");
        if (task.attempts() > 0) {
            row.append(task.attempts());
        }
        return row.append(" | ")
                .append(took(task))
                .append(" | ")
                .append(cell(note(task)))
                .append(" |\n")
                .toString();
    }

    private static String note(TaskState task) {
        if (task.error() != null && task.status() != TaskStatus.COMPLETED) {
            return task.error().code() + ": " + task.error().message();
        }
        Child child = task.child();
        String run = child == null || child.run() == null ? "" : "run `" + child.run() + "`";
        return task.reason() == null ? run : task.reason();
    }

    private static String took(TaskState task) {
        if (task.startedAt() == null || task.endedAt() == null || task.status() == TaskStatus.SKIPPED) {
            return "";
        }
        long tenths =
                Math.round(Duration.between(task.startedAt(), task.endedAt()).toMillis() / 100.0);
        return tenths / 10 + "." + tenths % 10 + " s";
    }

    private static String cell(String text) {
        String line = text.replace('\n', ' ').replace("|", "\\|");
        return line.length() <= MAX_NOTE ? line : line.substring(0, MAX_NOTE) + "…";
    }
}
