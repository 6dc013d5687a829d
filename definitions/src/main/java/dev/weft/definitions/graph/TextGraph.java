package dev.weft.definitions.graph;

import dev.weft.definitions.plan.Order;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** For a terminal. */
final class TextGraph {
    private TextGraph() {}

    static String render(Plan plan) {
        List<List<PlannedTask>> levels = Order.levels(plan.top());
        int width = plan.tasks().stream()
                .mapToInt(task -> task.path().length())
                .max()
                .orElse(0);
        int work = plan.tasks().stream()
                .mapToInt(task -> Labels.work(task.task()).length())
                .max()
                .orElse(0);
        StringBuilder out = new StringBuilder();
        out.append(plan.definition().id())
                .append(": ")
                .append(count(plan.tasks().size(), "task"))
                .append(" in ")
                .append(count(levels.size(), "level"))
                .append(", ")
                .append(plan.definition().policy().mode().name().toLowerCase(Locale.ROOT))
                .append('\n');
        for (int level = 0; level < levels.size(); level++) {
            out.append("\nlevel ").append(level).append('\n');
            for (PlannedTask task : levels.get(level)) {
                String line = "  " + pad(task.path(), width) + "  " + pad(Labels.work(task.task()), work);
                String needs = task.task().needsAll() ? "all" : paths(plan, task.needs(), ", ");
                out.append((needs.isEmpty() ? line : line + "  <- " + needs).stripTrailing())
                        .append('\n');
            }
        }
        String path = Order.criticalPath(plan).stream().map(PlannedTask::path).collect(Collectors.joining(" -> "));
        return out.append("\nlongest chain: ").append(path).append('\n').toString();
    }

    private static String paths(Plan plan, List<Integer> indexes, String separator) {
        return indexes.stream().map(index -> plan.tasks().get(index).path()).collect(Collectors.joining(separator));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
