package dev.weft.definitions.graph.svg;

import dev.weft.definitions.plan.Order;
import dev.weft.definitions.plan.PlannedTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * In which column tasks that stand beside one another are drawn: a column for each level, and several for a level that would
 * be too high for a page. Immutable.
 */
final class Grid {
    // So many tasks that nothing joins stand in one column; more are set in several.
    private static final int LOOSE = 8;
    // So many tasks of a level stand in one column; more are set in several.
    private static final int HIGH = 24;

    private final Map<Integer, Integer> columns = new HashMap<>();
    private final List<Integer> firsts = new ArrayList<>();

    private Grid() {}

    static Grid of(List<PlannedTask> siblings) {
        Grid grid = new Grid();
        List<PlannedTask> loose = siblings.stream().filter(Grid::isLoose).toList();
        boolean apart = loose.size() > LOOSE;
        int looseColumns = apart ? grid.fill(loose, 0) : 0;
        int next = 0;
        List<List<PlannedTask>> levels = Order.levels(siblings);
        for (int level = 0; level < levels.size(); level++) {
            List<PlannedTask> joined = levels.get(level).stream()
                    .filter(task -> !apart || !isLoose(task))
                    .toList();
            grid.firsts.add(next);
            int own = joined.size() > HIGH ? grid.fill(joined, next) : grid.column(joined, next);
            // What nothing joins fills a rectangle of its own, from the left.
            next += level == 0 && joined.isEmpty() ? looseColumns : own;
        }
        grid.firsts.add(Math.max(next, looseColumns));
        return grid;
    }

    int width() {
        return firsts.getLast();
    }

    int column(PlannedTask task) {
        return columns.getOrDefault(task.index(), 0);
    }

    /** The columns that a wire from one task to another passes: not those of their own levels, where it runs behind the boxes. */
    List<Integer> between(PlannedTask from, PlannedTask to) {
        return IntStream.range(firsts.get(from.level() + 1), firsts.get(to.level()))
                .boxed()
                .toList();
    }

    private int column(List<PlannedTask> tasks, int column) {
        tasks.forEach(task -> columns.put(task.index(), column));
        return 1;
    }

    /** Fills a rectangle, and gives the number of its columns. */
    private int fill(List<PlannedTask> tasks, int first) {
        int rows = (int) Math.ceil(Math.sqrt(tasks.size() * 2.0));
        for (int i = 0; i < tasks.size(); i++) {
            columns.put(tasks.get(i).index(), first + i / rows);
        }
        return (tasks.size() + rows - 1) / rows;
    }

    private static boolean isLoose(PlannedTask task) {
        return task.needs().isEmpty() && task.dependents().isEmpty();
    }
}
