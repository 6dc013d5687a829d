package dev.weft.definitions.graph;

import dev.weft.definitions.plan.Order;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import java.util.List;
import java.util.Locale;

/** A picture: a column for each level, from left to right, a curve for each need. */
final class SvgGraph {
    private static final int MARGIN = 20;
    private static final int HEIGHT = 44;
    private static final int ROW = 64;
    private static final int GAP = 70;
    private static final int CHARACTER = 8;

    private SvgGraph() {}

    static String render(Plan plan) {
        List<List<PlannedTask>> levels = Order.levels(plan.top());
        int[] x = new int[plan.tasks().size()];
        int[] y = new int[plan.tasks().size()];
        int[] widths = new int[levels.size()];
        int tallest = levels.stream().mapToInt(List::size).max().orElse(0);
        int left = MARGIN;
        for (int level = 0; level < levels.size(); level++) {
            List<PlannedTask> column = levels.get(level);
            widths[level] = column.stream().mapToInt(SvgGraph::width).max().orElse(0);
            int top = MARGIN + (tallest - column.size()) * ROW / 2;
            for (int row = 0; row < column.size(); row++) {
                x[column.get(row).index()] = left;
                y[column.get(row).index()] = top + row * ROW;
            }
            left += widths[level] + GAP;
        }
        int width = Math.max(left - GAP, MARGIN) + MARGIN;
        int height = MARGIN * 2 + Math.max(0, tallest * ROW - (ROW - HEIGHT));
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\""
                        + " font-family=\"sans-serif\" font-size=\"13\">\n",
                width,
                height));
        out.append("<title>").append(escape(plan.definition().name())).append("</title>\n");
        for (PlannedTask task : plan.tasks()) {
            for (int need : task.needs()) {
                int fromX = x[need] + widths[plan.tasks().get(need).level()];
                int fromY = y[need] + HEIGHT / 2;
                int toX = x[task.index()];
                int toY = y[task.index()] + HEIGHT / 2;
                int bend = Math.max(GAP / 2, (toX - fromX) / 2);
                out.append(String.format(
                        Locale.ROOT,
                        "<path d=\"M%d %d C%d %d %d %d %d %d\" fill=\"none\" stroke=\"#8894a8\" stroke-width=\"1.5\"/>\n",
                        fromX,
                        fromY,
                        fromX + bend,
                        fromY,
                        toX - bend,
                        toY,
                        toX,
                        toY));
            }
        }
        for (PlannedTask task : plan.tasks()) {
            box(out, task, x[task.index()], y[task.index()], widths[task.level()]);
        }
        return out.append("</svg>\n").toString();
    }

    private static void box(StringBuilder out, PlannedTask task, int x, int y, int width) {
        out.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#f4f7fc\" stroke=\"#4666a8\"/>\n",
                x,
                y,
                width,
                HEIGHT));
        out.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" font-weight=\"bold\" fill=\"#1c2a45\">%s</text>\n",
                x + 12,
                y + 18,
                escape(task.path())));
        out.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" font-size=\"11\" fill=\"#5a677d\">%s</text>\n",
                x + 12,
                y + 34,
                escape(Labels.work(task.task()))));
    }

    private static int width(PlannedTask task) {
        return 24
                + CHARACTER
                        * Math.max(
                                task.path().length(), Labels.work(task.task()).length());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
