package dev.weft.definitions.graph;

import dev.weft.definitions.plan.Order;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * For a terminal: levels, what a block holds below it, a star before each task of the longest chain, a hyphen before each
 * that never runs.
 */
final class TextGraph {
    private final Drawing drawing;
    private final Plan plan;
    private final StringBuilder out = new StringBuilder();

    private TextGraph(Drawing drawing) {
        this.drawing = drawing;
        this.plan = drawing.plan();
    }

    static String render(Drawing drawing) {
        return new TextGraph(drawing).write();
    }

    private String write() {
        out.append(plan.definition().id())
                .append(": ")
                .append(count(plan.tasks().size(), "task"))
                .append(" in ")
                .append(count(Order.levels(plan.top()).size(), "level"))
                .append(", ")
                .append(plan.definition().policy().mode().name().toLowerCase(Locale.ROOT))
                .append('\n');
        graph(plan.top(), "");
        out.append('\n');
        if (!drawing.hasCircle()) {
            note("order: ", drawing.order(), ", ");
        }
        note("longest chain (*): ", drawing.longest(), " -> ");
        note("never run (-): ", plan.tasks().stream().filter(drawing::neverRuns).toList(), ", ");
        note(
                "need each other in a circle (!): ",
                plan.tasks().stream()
                        .filter(task -> drawing.needs(task).stream().anyMatch(need -> drawing.isCircular(need, task)))
                        .toList(),
                ", ");
        return out.toString();
    }

    private void note(String title, List<PlannedTask> tasks, String separator) {
        if (!tasks.isEmpty()) {
            out.append(title)
                    .append(tasks.stream().map(PlannedTask::path).collect(Collectors.joining(separator)))
                    .append('\n');
        }
    }

    private void graph(List<PlannedTask> siblings, String indent) {
        int name = siblings.stream()
                .mapToInt(task -> Labels.title(task.task()).length())
                .max()
                .orElse(0);
        int work = siblings.stream()
                .mapToInt(task -> Labels.all(task.task()).length())
                .max()
                .orElse(0);
        List<List<PlannedTask>> levels = Order.levels(siblings);
        for (int level = 0; level < levels.size(); level++) {
            out.append(indent.isEmpty() ? "\n" : "")
                    .append(indent)
                    .append("level ")
                    .append(level)
                    .append('\n');
            for (PlannedTask task : levels.get(level)) {
                String line = pad(Labels.title(task.task()), name) + "  " + pad(Labels.all(task.task()), work);
                String needs = task.task().needsAll() ? "all" : needs(task);
                line(indent + mark(task), needs.isEmpty() ? line : line + "  <- " + needs);
                below(task, indent + "  ");
            }
        }
    }

    /** What belongs to a task: the graph of a block, and its tasks in place. */
    private void below(PlannedTask task, String indent) {
        graph(plan.children(task), indent + "  ");
        for (PlannedTask aside : plan.asides(task)) {
            line(indent + "  ", Labels.purpose(aside.role()) + ": " + Labels.all(aside.task()));
            below(aside, indent + "  ");
        }
    }

    private void line(String start, String text) {
        out.append((start + text).stripTrailing()).append('\n');
    }

    private String mark(PlannedTask task) {
        return drawing.isCritical(task) ? "* " : drawing.neverRuns(task) ? "- " : "  ";
    }

    private String needs(PlannedTask task) {
        return drawing.needs(task).stream()
                .map(need -> plan.tasks().get(need).task().id() + (drawing.isCircular(need, task) ? "!" : ""))
                .collect(Collectors.joining(", "));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
