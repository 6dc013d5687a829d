package dev.weft.definitions.graph.svg;

import dev.weft.definitions.graph.Drawing;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the picture: levels from left to right, blocks as boxes around theirs, tasks in place dashed below their task. */
public final class SvgGraph {
    private static final int MARGIN = 20;
    private static final int ARROW = 7;
    private static final String CRITICAL = "#c2410c";
    private static final String WIRE = "#94a3b8";
    private static final String BORDER = "#64748b";
    private static final List<String> FILLS = List.of("#ffffff", "#f1f5f9", "#e8eef6");

    private static final String CIRCULAR = "#dc2626";
    private static final String FADED = "#94a3b8";
    // Room for the arrows below the boxes that close a circle.
    private static final int ARC = 40;

    private final Drawing drawing;
    private final StringBuilder out = new StringBuilder();

    private SvgGraph(Drawing drawing) {
        this.drawing = drawing;
    }

    /** An SVG document that needs nothing from elsewhere. */
    public static String render(Drawing drawing) {
        Plan plan = drawing.plan();
        Columns columns = Columns.of(plan, plan.top());
        SvgGraph graph = new SvgGraph(drawing);
        graph.line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\""
                        + " font-family=\"system-ui, sans-serif\" font-size=\"%3$d\">",
                columns.width() + 2 * MARGIN,
                columns.height() + 2 * MARGIN + (drawing.hasCircle() ? ARC : 0),
                Cell.TITLE);
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
        if (drawing.hasCircle()) {
            arcs(columns, x, y);
        }
    }

    /** The needs that close a circle: from below the one box to below the other. */
    private void arcs(Columns columns, int x, int y) {
        Map<Integer, Columns.Spot> spots = new HashMap<>();
        columns.spots().forEach(spot -> spots.put(spot.cell().task().index(), spot));
        for (Columns.Spot to : columns.spots()) {
            for (int need : drawing.closing(to.cell().task())) {
                Columns.Spot from = spots.get(need);
                if (from != null) {
                    arc(from, to, x, y);
                }
            }
        }
    }

    private void arc(Columns.Spot from, Columns.Spot to, int x, int y) {
        int fromX = x + from.x() + from.cell().boxWidth() * 2 / 3;
        int fromY = y + from.y() + from.cell().boxHeight();
        int toX = x + to.x() + to.cell().boxWidth() / 3;
        int toY = y + to.y() + to.cell().boxHeight();
        line(
                "<path d=\"M%d %d C%d %d %d %d %d %d\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"6 4\"/>",
                fromX, fromY, fromX, fromY + ARC, toX, toY + ARC, toX, toY + ARROW - 1, CIRCULAR);
        line("<path d=\"M%d %d l-4 %d h8 z\" fill=\"%s\"/>", toX, toY, ARROW, CIRCULAR);
    }

    private void wire(Columns.Wire wire, int x, int y) {
        boolean circular = drawing.isCircular(wire.from(), wire.to());
        String colour = circular ? CIRCULAR : critical(wire) ? CRITICAL : WIRE;
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
                "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s/>",
                path, colour, circular || critical(wire) ? "2" : "1.4", circular ? " stroke-dasharray=\"6 4\"" : "");
        Columns.Point end = wire.points().getLast();
        line("<path d=\"M%d %d l-%d -4 v8 z\" fill=\"%s\"/>", x + end.x(), y + end.y(), ARROW, colour);
    }

    private void cell(Cell cell, int x, int y, int depth) {
        if (cell.task().task().forEach() != null) {
            box(cell, x + 4, y + 4, depth);
        }
        box(cell, x, y, depth);
        text(cell, x + Cell.PADDING, y + 18);
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

    private void text(Cell cell, int x, int y) {
        boolean never = drawing.neverRuns(cell.task());
        line(
                "<text x=\"%d\" y=\"%d\" font-weight=\"600\" fill=\"%s\"%s>%s</text>",
                x,
                y,
                never ? FADED : "#0f172a",
                never ? " text-decoration=\"line-through\"" : "",
                escape(cell.task().task().id()));
        int next = y;
        if (!cell.name().isEmpty()) {
            next += Cell.LINE;
            small(x, next, never ? FADED : "#0f172a", cell.name());
        }
        next += Cell.LINE;
        small(x, next, never ? FADED : "#475569", cell.work());
        if (!cell.loops().isEmpty()) {
            small(x, next + Cell.LINE, never ? FADED : "#6d28d9", cell.loops());
        }
    }

    private void box(Cell cell, int x, int y, int depth) {
        boolean critical = drawing.isCritical(cell.task());
        String border = critical ? CRITICAL : drawing.neverRuns(cell.task()) ? FADED : BORDER;
        String fill = cell.inside() == null ? FILLS.getFirst() : FILLS.get(1 + depth % (FILLS.size() - 1));
        line(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\" fill=\"%s\" stroke=\"%s\"%s%s/>",
                x,
                y,
                cell.boxWidth(),
                cell.boxHeight(),
                fill,
                border,
                critical ? " stroke-width=\"2\"" : "",
                cell.task().role() == PlannedTask.Role.TASK ? "" : " stroke-dasharray=\"5 4\"");
    }

    private void small(int x, int y, String colour, String text) {
        line("<text x=\"%d\" y=\"%d\" font-size=\"%d\" fill=\"%s\">%s</text>", x, y, Cell.SMALL, colour, escape(text));
    }

    private boolean critical(Columns.Wire wire) {
        return drawing.isCritical(wire.from(), wire.to());
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
