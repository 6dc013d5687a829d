package dev.weft.definitions.graph;

import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A flowchart of Mermaid, blocks as subgraphs. Nodes have numbers for names, as ids may be words of Mermaid's own; links
 * are styled by their number, so the longest chain's come first.
 */
final class MermaidGraph {
    private final Plan plan;
    private final CriticalChain chain;
    private final StringBuilder out = new StringBuilder("flowchart LR\n");

    private MermaidGraph(Plan plan) {
        this.plan = plan;
        this.chain = CriticalChain.of(plan);
    }

    static String render(Plan plan) {
        MermaidGraph graph = new MermaidGraph(plan);
        graph.nodes(plan.top(), "  ");
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
        int critical = 0;
        for (PlannedTask task : plan.tasks()) {
            for (int need : task.needs()) {
                String link = "  t" + need + " --> " + name(task) + "\n";
                if (chain.has(need, task)) {
                    out.append(link);
                    critical++;
                } else {
                    others.add(link);
                }
            }
            for (PlannedTask aside : plan.asides(task)) {
                others.add("  " + name(task) + " -. " + Labels.purpose(aside.role()) + " .-> " + name(aside) + "\n");
            }
        }
        others.forEach(out::append);
        if (critical > 0) {
            out.append("  linkStyle ");
            for (int link = 0; link < critical; link++) {
                out.append(link == 0 ? "" : ",").append(link);
            }
            out.append(" stroke:#c2410c,stroke-width:3px\n");
        }
    }

    private void styles() {
        style(
                "critical",
                "stroke:#c2410c,stroke-width:2px",
                plan.tasks().stream().filter(chain::has).toList());
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
        String loops = Labels.loops(task.task());
        return escape(task.task().id()) + "<br/>" + escape(Labels.work(task.task()))
                + (loops.isEmpty() ? "" : "<br/>" + escape(loops));
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
