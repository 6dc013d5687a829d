package dev.weft.definitions.graph.svg;

import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tasks that stand beside one another, laid out from left to right: a column for each level. All places are pixels, from
 * the top left of the whole.
 */
record Columns(List<Spot> spots, List<Wire> wires, int width, int height) {
    private static final int GAP = 56;
    // Beyond that, wires go straight to where they end: a picture of so many can't be followed anyway.
    private static final int MOST_BENDS = 4000;

    /** Where a cell's box is: its top left. */
    record Spot(Cell cell, int x, int y) {}

    /** A need: from the right of a box by points to the left of another. */
    record Wire(int from, PlannedTask to, List<Point> points) {}

    /** A place. */
    record Point(int x, int y) {}

    static Columns of(Plan plan, List<PlannedTask> siblings) {
        Grid grid = Grid.of(siblings);
        List<List<Cell>> cells = new ArrayList<>();
        for (int i = 0; i < grid.width(); i++) {
            cells.add(new ArrayList<>());
        }
        siblings.forEach(task -> cells.get(grid.column(task)).add(Cell.of(plan, task)));
        List<List<Node>> nodes = new ArrayList<>();
        Map<Integer, Node> byTask = new HashMap<>();
        for (List<Cell> column : cells) {
            List<Node> own = new ArrayList<>();
            for (Cell cell : evened(column)) {
                Node node = Node.of(cell, nodes.size());
                byTask.put(cell.task().index(), node);
                own.add(node);
            }
            nodes.add(own);
        }
        Map<Wire, List<Node>> ways = ways(plan, siblings, grid, nodes, byTask);
        Arrangement.arrange(nodes);
        return placed(nodes, ways);
    }

    /** Boxes of one column that hold no others get one width. */
    private static List<Cell> evened(List<Cell> column) {
        int width = column.stream()
                .filter(cell -> cell.inside() == null)
                .mapToInt(Cell::boxWidth)
                .max()
                .orElse(0);
        return column.stream()
                .map(cell -> cell.inside() == null ? cell.widened(width) : cell)
                .toList();
    }

    private static Map<Wire, List<Node>> ways(
            Plan plan, List<PlannedTask> siblings, Grid grid, List<List<Node>> nodes, Map<Integer, Node> byTask) {
        Map<Wire, List<Node>> ways = new LinkedHashMap<>();
        int bends = 0;
        for (PlannedTask task : siblings) {
            for (int need : task.needs()) {
                if (task.task().needsAll() && othersFollow(plan, need)) {
                    continue;
                }
                List<Node> way = new ArrayList<>();
                way.add(byTask.get(need));
                for (int column :
                        bends < MOST_BENDS ? grid.between(plan.tasks().get(need), task) : List.<Integer>of()) {
                    Node bend = Node.wire(column);
                    nodes.get(column).add(bend);
                    way.add(bend);
                    bends++;
                }
                way.add(byTask.get(task.index()));
                for (int i = 1; i < way.size(); i++) {
                    way.get(i - 1).leadsTo(way.get(i));
                }
                ways.put(new Wire(need, task, List.of()), way);
            }
        }
        return ways;
    }

    /** Whether a task that needs all waits for something that comes after this one anyway. */
    private static boolean othersFollow(Plan plan, int need) {
        return plan.tasks().get(need).dependents().stream()
                .anyMatch(next -> !plan.tasks().get(next).task().needsAll());
    }

    private static Columns placed(List<List<Node>> nodes, Map<Wire, List<Node>> ways) {
        int[] lefts = new int[nodes.size() + 1];
        List<Spot> spots = new ArrayList<>();
        int height = 0;
        for (int column = 0; column < nodes.size(); column++) {
            int width = 0;
            for (Node node : nodes.get(column)) {
                height = Math.max(height, (int) node.y + node.below);
                if (node.cell != null) {
                    spots.add(new Spot(node.cell, lefts[column], (int) node.y - node.above));
                    width = Math.max(width, node.cell.width());
                }
            }
            lefts[column + 1] = lefts[column] + width + GAP;
        }
        List<Wire> wires = new ArrayList<>();
        ways.forEach((wire, way) -> wires.add(new Wire(wire.from(), wire.to(), points(way, lefts))));
        return new Columns(List.copyOf(spots), wires, Math.max(0, lefts[nodes.size()] - GAP), height);
    }

    private static List<Point> points(List<Node> way, int[] lefts) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < way.size(); i++) {
            Node node = way.get(i);
            int left = lefts[node.column];
            int y = (int) node.y;
            if (i == 0 && node.cell != null) {
                points.add(new Point(left + node.cell.boxWidth(), y));
            } else if (i < way.size() - 1) {
                points.add(new Point(left, y));
            }
            points.add(i < way.size() - 1 ? new Point(lefts[node.column + 1] - GAP, y) : new Point(left, y));
        }
        return points;
    }
}
