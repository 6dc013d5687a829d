package dev.weft.definitions.graph;

import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;

/** A flowchart of Mermaid. Nodes have numbers for names, as ids may be words of Mermaid's own. */
final class MermaidGraph {
    private MermaidGraph() {}

    static String render(Plan plan) {
        StringBuilder out = new StringBuilder("flowchart LR\n");
        for (PlannedTask task : plan.tasks()) {
            out.append("  t")
                    .append(task.index())
                    .append("[\"")
                    .append(escape(task.path()))
                    .append("<br/>")
                    .append(escape(Labels.work(task.task())))
                    .append("\"]\n");
        }
        for (PlannedTask task : plan.tasks()) {
            for (int need : task.needs()) {
                out.append("  t")
                        .append(need)
                        .append(" --> t")
                        .append(task.index())
                        .append('\n');
            }
        }
        return out.toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
