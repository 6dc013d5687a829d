package dev.weft.cli.watch;

import dev.weft.cli.client.Run;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Style;
import dev.weft.cli.output.Table;
import dev.weft.cli.output.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A run and its tasks as lines. */
public final class RunTable {
    private static final String EVENT = "event";
    private static final int MOST_AWAITED = 5;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:/-]+");

    private RunTable() {}

    /** The run, its tasks as a tree, what it waits for, and how it ended. */
    public static List<String> lines(Run run) {
        List<String> lines = new ArrayList<>();
        lines.add(Style.STRONG.of(run.run()) + "  "
                + Style.ofStatus(run.status()).of(run.status()) + "  " + run.progress() + " %"
                + (Boolean.TRUE.equals(run.stale()) ? "  (no worker answers: as Temporal knows it)" : ""));
        int width = run.allTasks().keySet().stream()
                .mapToInt(path -> 2 * depth(path) + name(path).length())
                .max()
                .orElse(0);
        run.allTasks().forEach((path, task) -> lines.add(line(path, task, width)));
        run.waits().stream()
                .filter(wait -> wait.kind().equals(EVENT))
                .map(RunTable::awaited)
                .distinct()
                .limit(MOST_AWAITED)
                .forEach(lines::add);
        run.waitsBelow().stream()
                .limit(MOST_AWAITED)
                .map(wait -> below(run, wait))
                .forEach(lines::add);
        if (run.waitsBelow().size() > MOST_AWAITED) {
            lines.add(Style.FAINT.of("Waits below: ") + "more; weft debug " + run.run() + " looks into them");
        }
        if (run.status().equals("PAUSED") && run.undoing() != null) {
            lines.add(Style.FAINT.of("Paused while it is being undone: ") + "weft resume goes on with that");
        }
        Optional.ofNullable(run.error()).ifPresent(error -> lines.add(Style.BAD.of("Failed: ") + error.words()));
        if (run.completed() && run.outputs() != null && !run.outputs().isNull()) {
            lines.add("Outputs: " + Printer.json(run.outputs()));
        }
        return lines;
    }

    /** What lets a run go on that waits for an event. */
    private static String awaited(Run.Waiting wait) {
        String type = wait.reason().replaceFirst("^event ", "");
        return Style.FAINT.of("Waits for an event: ") + "weft events send " + word(type) + " --data '{…}'";
    }

    /** What a run below waits for, and what lets it go on. */
    private static String below(Run run, Run.WaitBelow wait) {
        String task = word(wait.task());
        String helps = switch (wait.kind()) {
            case "approval" -> "weft approve " + wait.run() + " " + task;
            case "person" -> "weft retry " + wait.run() + " " + task;
            default -> "";
        };
        String where = wait.run().equals(run.run()) ? "" : " of " + wait.run();
        String what = wait.task() + where + "  " + (wait.reason().isEmpty() ? wait.kind() : wait.reason());
        return Style.FAINT.of("Waits below: ") + what + (helps.isEmpty() ? "" : "  " + helps);
    }

    private static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** One task: mark, name, status, duration, and whatever there is to say. */
    static String line(String path, Run.Task task, int width) {
        Style style = Style.ofStatus(task.status());
        String name = "  ".repeat(depth(path)) + name(path);
        String attempts = task.attempts() > 1 ? "  attempt " + task.attempts() : "";
        String duration = task.duration() == null ? "" : Times.duration(task.duration());
        String late = task.late() == null ? "" : "  " + Style.BAD.of("late");
        return "  " + style.of(mark(task.status())) + " " + Table.pad(name, width) + "  "
                + style.of(Table.pad(task.status(), 9)) + "  " + Table.pad(duration, 8) + attempts + late
                + remark(task);
    }

    private static String remark(Run.Task task) {
        String words = Optional.ofNullable(task.gate())
                .filter(gate -> task.status().equals("WAITING"))
                .map(Run.Gate::title)
                .or(() -> Optional.ofNullable(task.reason()))
                .or(() -> Optional.ofNullable(task.error()).map(Run.Failure::words))
                .or(() -> Optional.ofNullable(task.run()).map(run -> "run " + run))
                .orElse("");
        return words.isEmpty()
                ? ""
                : "  " + Style.FAINT.of(words.lines().findFirst().orElse(""));
    }

    private static String mark(String status) {
        return Map.of(
                        "COMPLETED", "✓",
                        "FAILED", "✗",
                        "RUNNING", "●",
                        "WAITING", "◔",
                        "SKIPPED", "–",
                        "CANCELLED", "✗",
                        "COMPENSATED", "↶")
                .getOrDefault(status, "·");
    }

    private static int depth(String path) {
        return (int) path.chars().filter(c -> c == '.').count();
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
