package dev.weft.definitions.graph;

import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;

/** A digraph of Graphviz. */
final class DotGraph {
    private DotGraph() {}

    static String render(Plan plan) {
        StringBuilder out = new StringBuilder("digraph ")
                .append(quote(plan.definition().id()))
                .append(" {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n");
        for (PlannedTask task : plan.tasks()) {
            out.append("  ")
                    .append(quote(task.path()))
                    .append(" [label=")
                    .append(quote(task.path() + "\n" + Labels.work(task.task())))
                    .append("];\n");
        }
        for (PlannedTask task : plan.tasks()) {
            for (int need : task.needs()) {
                out.append("  ")
                        .append(quote(plan.tasks().get(need).path()))
                        .append(" -> ")
                        .append(quote(task.path()))
                        .append(";\n");
            }
        }
        return out.append("}\n").toString();
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
