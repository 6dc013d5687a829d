package dev.weft.definitions.graph;

import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A flowchart of Mermaid, blocks as subgraphs. Nodes have numbers for names, as ids may be words of Mermaid's own; links
 * are styled by their number, so the longest chain's, or those of circles, come first.
 */
final class MermaidGraph {
    private static final String CIRCULAR = " stroke:#dc2626,stroke-width:3px,stroke-dasharray:6 4\n";

    private final Drawing drawing;
    private final Plan plan;
    private final StringBuilder out = new StringBuilder("flowchart LR\n");

    private MermaidGraph(Drawing drawing) {
        this.drawing = drawing;
        this.plan = drawing.plan();
    }

    static String render(Drawing drawing) {
        MermaidGraph graph = new MermaidGraph(drawing);
        graph.nodes(graph.plan.top(), "  ");
        graph.links();
        graph.styles();
        return graph.out.toString();
    }

    private void nodes(List<PlannedTask> tasks, String indent) {
        for (PlannedTask task : tasks) {
            String label = "[\"" + label(task) + "\"]\n";
            if (task.isBlock()) {
                out.append(indent).append("subgraph ").append(name(task)).append(label);
                out.append(indent).append("  direction LR\n");
                nodes(plan.children(task), indent + "  ");
                out.append(indent).append("end\n");
            } else {
                out.append(indent).append(name(task)).append(label);
            }
            nodes(plan.asides(task), indent);
        }
    }

    private void links() {
        List<String> others = new ArrayList<>();
        int marked = 0;
        for (PlannedTask task : plan.tasks()) {
            for (int need : drawing.needs(task)) {
                String link = "  t" + need + " --> " + name(task) + "\n";
                if (drawing.isCritical(need, task) || drawing.isCircular(need, task)) {
                    out.append(link);
                    marked++;
                } else {
                    others.add(link);
                }
            }
            for (PlannedTask aside : plan.asides(task)) {
                others.add("  " + name(task) + " -. " + Labels.purpose(aside.role()) + " .-> " + name(aside) + "\n");
            }
        }
        others.forEach(out::append);
        // Where there is a circle there is no longest chain, so the first links are all of one or all of the other.
        if (marked > 0) {
            out.append("  linkStyle ");
            for (int link = 0; link < marked; link++) {
                out.append(link == 0 ? "" : ",").append(link);
            }
            out.append(drawing.hasCircle() ? CIRCULAR : " stroke:#c2410c,stroke-width:3px\n");
        }
    }

    private void styles() {
        style(
                "critical",
                "stroke:#c2410c,stroke-width:2px",
                plan.tasks().stream().filter(drawing::isCritical).toList());
        style(
                "never",
                "fill:#f1f5f9,stroke:#94a3b8,color:#94a3b8",
                plan.tasks().stream().filter(drawing::neverRuns).toList());
        style(
                "aside",
                "stroke-dasharray:4 3",
                plan.tasks().stream()
                        .filter(task -> task.role() != PlannedTask.Role.TASK)
                        .toList());
    }

    private void style(String style, String css, List<PlannedTask> tasks) {
        if (!tasks.isEmpty()) {
            out.append("  classDef ").append(style).append(' ').append(css).append('\n');
            out.append("  class ")
                    .append(tasks.stream().map(MermaidGraph::name).collect(Collectors.joining(",")))
                    .append(' ')
                    .append(style)
                    .append('\n');
        }
    }

    private static String name(PlannedTask task) {
        return "t" + task.index();
    }

    private static String label(PlannedTask task) {
        return Labels.lines(task.task()).stream().map(MermaidGraph::escape).collect(Collectors.joining("<br/>"));
    }

    // Numbered, as Mermaid reads them; a label may otherwise be taken for Markdown.
    private static String escape(String text) {
        return text.codePoints()
                .mapToObj(point -> "&\"<>#`*_[]{}|\\".indexOf(point) >= 0 || Character.isISOControl(point)
                        ? "#" + point + ";"
                        : Character.toString(point))
                .collect(Collectors.joining());
    }
}
