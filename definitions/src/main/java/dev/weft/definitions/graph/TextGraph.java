package dev.weft.definitions.graph;

import dev.weft.definitions.plan.Order;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** For a terminal: levels, what a block holds below it, a star before each task of the longest chain. */
final class TextGraph {
    private final Plan plan;
    private final CriticalChain chain;
    private final StringBuilder out = new StringBuilder();

    private TextGraph(Plan plan) {
        this.plan = plan;
        this.chain = CriticalChain.of(plan);
    }

    static String render(Plan plan) {
        return new TextGraph(plan).write();
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
        out.append("\norder: ").append(paths(Order.sequential(plan), ", "));
        return out.append("\nlongest chain (*): ")
                .append(paths(Order.criticalPath(plan), " -> "))
                .append('\n')
                .toString();
    }

    private void graph(List<PlannedTask> siblings, String indent) {
        int name = siblings.stream()
                .mapToInt(task -> task.task().id().length())
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
                String line = pad(task.task().id(), name) + "  " + pad(Labels.all(task.task()), work);
                String needs = task.task().needsAll() ? "all" : needs(task);
                line(indent + (chain.has(task) ? "* " : "  "), needs.isEmpty() ? line : line + "  <- " + needs);
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

    private String needs(PlannedTask task) {
        return task.needs().stream()
                .map(need -> plan.tasks().get(need).task().id())
                .collect(Collectors.joining(", "));
    }

    private static String paths(List<PlannedTask> tasks, String separator) {
        return tasks.stream().map(PlannedTask::path).collect(Collectors.joining(separator));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
