package dev.weft.definitions.graph;

import dev.weft.definitions.graph.svg.SvgGraph;
import dev.weft.definitions.plan.Plan;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The forms in which a graph can be written. Each ends in a line break and is the same for the same plan. */
public enum GraphFormat {
    /** For a terminal: levels, needs, the longest chain. */
    TEXT(TextGraph::render),
    /** A flowchart of <a href="https://mermaid.js.org">Mermaid</a>. */
    MERMAID(MermaidGraph::render),
    /** A digraph of <a href="https://graphviz.org">Graphviz</a>. */
    DOT(DotGraph::render),
    /** A picture, boxes in boxes. */
    SVG(SvgGraph::render),
    /** Data: see {@link JsonGraph#value}. */
    JSON(JsonGraph::render);

    private final Function<Plan, String> renderer;

    GraphFormat(Function<Plan, String> renderer) {
        this.renderer = renderer;
    }

    /** Writes the graph. */
    public String render(Plan plan) {
        return renderer.apply(plan);
    }

    /** The format of a name as people write it, such as {@code mermaid}. */
    public static Optional<GraphFormat> find(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }
}
