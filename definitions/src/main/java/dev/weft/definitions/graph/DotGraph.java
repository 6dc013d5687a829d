package dev.weft.definitions.graph;

import dev.weft.definitions.plan.Order;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import java.util.List;

/**
 * A digraph of Graphviz, blocks as clusters. An edge of Graphviz joins nodes alone: that of a block is drawn between
 * nodes within, and cut at the cluster's border.
 */
final class DotGraph {
    private static final String CRITICAL = "color=\"#c2410c\", penwidth=2";
    private static final String CIRCULAR = "color=\"#dc2626\", penwidth=2, style=dashed";
    private static final String NEVER = "color=\"#94a3b8\", fontcolor=\"#94a3b8\"";

    private final Drawing drawing;
    private final Plan plan;
    private final StringBuilder out = new StringBuilder();

    private DotGraph(Drawing drawing) {
        this.drawing = drawing;
        this.plan = drawing.plan();
    }

    static String render(Drawing drawing) {
        DotGraph graph = new DotGraph(drawing);
        Plan plan = drawing.plan();
        graph.out
                .append("digraph ")
                .append(quote(plan.definition().id()))
                .append(" {\n  rankdir=LR;\n  compound=true;\n")
                .append("  graph [fontname=\"sans-serif\", style=rounded];\n")
                .append("  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n")
                .append("  edge [fontname=\"sans-serif\", fontsize=10];\n");
        graph.nodes(plan.top(), "  ");
        graph.edges();
        return graph.out.append("}\n").toString();
    }

    private void nodes(List<PlannedTask> tasks, String indent) {
        for (PlannedTask task : tasks) {
            String looks = (task.role() == PlannedTask.Role.TASK ? "" : ", style=\"rounded,dashed\"")
                    + (drawing.isCritical(task) ? ", " + CRITICAL : drawing.neverRuns(task) ? ", " + NEVER : "");
            if (task.isBlock()) {
                out.append(indent)
                        .append("subgraph ")
                        .append(cluster(task))
                        .append(" {\n")
                        .append(indent)
                        .append("  graph [label=")
                        .append(quote(label(task)))
                        // What a cluster says holds for those in it, unless they say otherwise.
                        .append(looks.isEmpty() ? ", color=black, penwidth=1, style=rounded" : looks)
                        .append("];\n");
                nodes(plan.children(task), indent + "  ");
                out.append(indent).append("}\n");
            } else {
                out.append(indent)
                        .append(quote(task.path()))
                        .append(" [label=")
                        .append(quote(label(task)))
                        .append(looks)
                        .append("];\n");
            }
            nodes(plan.asides(task), indent);
        }
    }

    private void edges() {
        for (PlannedTask task : plan.tasks()) {
            for (int need : drawing.needs(task)) {
                String looks = drawing.isCircular(need, task) ? ", " + CIRCULAR : "";
                edge(plan.tasks().get(need), task, drawing.isCritical(need, task) ? ", " + CRITICAL : looks);
            }
            for (PlannedTask aside : plan.asides(task)) {
                edge(task, aside, ", style=dashed, constraint=false, label=" + quote(Labels.purpose(aside.role())));
            }
        }
    }

    private void edge(PlannedTask from, PlannedTask to, String looks) {
        String ends =
                (from.isBlock() ? ", ltail=" + cluster(from) : "") + (to.isBlock() ? ", lhead=" + cluster(to) : "");
        String attributes = ends + looks;
        out.append("  ")
                .append(quote(last(from).path()))
                .append(" -> ")
                .append(quote(first(to).path()))
                .append(attributes.isEmpty() ? "" : " [" + attributes.substring(2) + "]")
                .append(";\n");
    }

    private PlannedTask first(PlannedTask task) {
        return task.isBlock()
                ? first(Order.levels(plan.children(task)).getFirst().getFirst())
                : task;
    }

    private PlannedTask last(PlannedTask task) {
        return task.isBlock() ? last(Order.levels(plan.children(task)).getLast().getFirst()) : task;
    }

    private static String cluster(PlannedTask task) {
        return quote("cluster_" + task.path());
    }

    private static String label(PlannedTask task) {
        return String.join("\n", Labels.lines(task.task()));
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
