package dev.weft.definitions.graph.svg;

import dev.weft.definitions.graph.CriticalChain;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import java.util.List;
import java.util.Locale;

/** Writes the picture: levels from left to right, blocks as boxes around theirs, tasks in place dashed below their task. */
public final class SvgGraph {
    private static final int MARGIN = 20;
    private static final int ARROW = 7;
    private static final String CRITICAL = "#c2410c";
    private static final String WIRE = "#94a3b8";
    private static final String BORDER = "#64748b";
    private static final List<String> FILLS = List.of("#ffffff", "#f1f5f9", "#e8eef6");

    private final CriticalChain chain;
    private final StringBuilder out = new StringBuilder();

    private SvgGraph(Plan plan) {
        this.chain = CriticalChain.of(plan);
    }

    /** An SVG document that needs nothing from elsewhere. */
    public static String render(Plan plan) {
        Columns columns = Columns.of(plan, plan.top());
        SvgGraph graph = new SvgGraph(plan);
        graph.line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\""
                        + " font-family=\"system-ui, sans-serif\" font-size=\"%3$d\">",
                columns.width() + 2 * MARGIN, columns.height() + 2 * MARGIN, Cell.TITLE);
        graph.line("<title>%s</title>", escape(plan.definition().name()));
        graph.line("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
        graph.columns(columns, MARGIN, MARGIN, 0);
        return graph.out.append("</svg>\n").toString();
    }

    private void columns(Columns columns, int x, int y, int depth) {
        // Critical ones last, so that they lie on top.
        columns.wires().stream().filter(wire -> !critical(wire)).forEach(wire -> wire(wire, x, y));
        columns.wires().stream().filter(this::critical).forEach(wire -> wire(wire, x, y));
        columns.spots().forEach(spot -> cell(spot.cell(), x + spot.x(), y + spot.y(), depth));
    }

    private void wire(Columns.Wire wire, int x, int y) {
        String colour = critical(wire) ? CRITICAL : WIRE;
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < wire.points().size(); i++) {
            Columns.Point point = wire.points().get(i);
            int toX = x + point.x() - (i == wire.points().size() - 1 ? ARROW - 1 : 0);
            int toY = y + point.y();
            if (i == 0) {
                path.append(String.format(Locale.ROOT, "M%d %d", toX, toY));
            } else if (i % 2 == 1) {
                path.append(String.format(Locale.ROOT, " H%d", toX));
            } else {
                Columns.Point from = wire.points().get(i - 1);
                int bend = (toX - x - from.x()) / 2;
                path.append(String.format(
                        Locale.ROOT,
                        " C%d %d %d %d %d %d",
                        x + from.x() + bend,
                        y + from.y(),
                        toX - bend,
                        toY,
                        toX,
                        toY));
            }
        }
        line(
                "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"/>",
                path, colour, critical(wire) ? "2" : "1.4");
        Columns.Point end = wire.points().getLast();
        line("<path d=\"M%d %d l-%d -4 v8 z\" fill=\"%s\"/>", x + end.x(), y + end.y(), ARROW, colour);
    }

    private void cell(Cell cell, int x, int y, int depth) {
        if (cell.task().task().forEach() != null) {
            box(cell, x + 4, y + 4, depth);
        }
        box(cell, x, y, depth);
        int textX = x + Cell.PADDING;
        line(
                "<text x=\"%d\" y=\"%d\" font-weight=\"600\" fill=\"#0f172a\">%s</text>",
                textX, y + 18, escape(cell.task().task().id()));
        small(textX, y + 33, "#475569", cell.work());
        if (!cell.loops().isEmpty()) {
            small(textX, y + 48, "#6d28d9", cell.loops());
        }
        if (cell.inside() != null) {
            columns(cell.inside(), x + Cell.PADDING, y + cell.insideTop(), depth + 1);
        }
        int top = y + cell.boxHeight();
        for (Cell aside : cell.asides()) {
            top += Cell.ASIDE_GAP;
            line(
                    "<path d=\"M%d %d V%d H%d\" fill=\"none\" stroke=\"%s\" stroke-dasharray=\"4 3\"/>",
                    x + Cell.INDENT / 2, y + cell.boxHeight(), top + 18, x + Cell.INDENT, BORDER);
            cell(aside, x + Cell.INDENT, top, depth);
            top += aside.height();
        }
    }

    private void box(Cell cell, int x, int y, int depth) {
        boolean critical = chain.has(cell.task());
        String fill = cell.inside() == null ? FILLS.getFirst() : FILLS.get(1 + depth % (FILLS.size() - 1));
        line(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\" fill=\"%s\" stroke=\"%s\"%s%s/>",
                x,
                y,
                cell.boxWidth(),
                cell.boxHeight(),
                fill,
                critical ? CRITICAL : BORDER,
                critical ? " stroke-width=\"2\"" : "",
                cell.task().role() == PlannedTask.Role.TASK ? "" : " stroke-dasharray=\"5 4\"");
    }

    private void small(int x, int y, String colour, String text) {
        line("<text x=\"%d\" y=\"%d\" font-size=\"%d\" fill=\"%s\">%s</text>", x, y, Cell.SMALL, colour, escape(text));
    }

    private boolean critical(Columns.Wire wire) {
        return chain.has(wire.from(), wire.to());
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
