package dev.weft.definitions.graph;

import dev.weft.definitions.graph.svg.SvgGraph;
import dev.weft.definitions.plan.Plan;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The forms in which a graph can be written. Each ends in a line break and is the same for the same plan. */
public enum GraphFormat {
    /** For a terminal: levels, needs, the longest chain, what never runs. */
    TEXT(TextGraph::render),
    /** A flowchart of <a href="https://mermaid.js.org">Mermaid</a>. */
    MERMAID(MermaidGraph::render),
    /** A digraph of <a href="https://graphviz.org">Graphviz</a>. */
    DOT(DotGraph::render),
    /** A picture, boxes in boxes. */
    SVG(SvgGraph::render),
    /** Data: see {@link JsonGraph#value}. */
    JSON(JsonGraph::render);

    private final Function<Drawing, String> renderer;

    GraphFormat(Function<Drawing, String> renderer) {
        this.renderer = renderer;
    }

    /** Writes the graph of a plan. */
    public String render(Plan plan) {
        return render(Drawing.of(plan));
    }

    /** Writes the graph. */
    public String render(Drawing drawing) {
        return renderer.apply(drawing);
    }

    /**
     * Writes the graphs of several definitions, or of one: text one below the other, JSON as a list with the {@code id} of each.
     *
     * @throws IllegalArgumentException when there are several, and the format {@linkplain #holdsSeveral holds} one alone
     */
    public String render(List<Drawing> drawings) {
        if (drawings.size() == 1) {
            return render(drawings.getFirst());
        }
        if (!holdsSeveral()) {
            throw new IllegalArgumentException("Expected one graph for " + this + ", but found " + drawings.size());
        }
        return this == JSON
                ? JsonGraph.render(drawings)
                : drawings.stream().map(this::render).collect(Collectors.joining("\n"));
    }

    /** Whether what is written of several definitions can stand in one file. */
    public boolean holdsSeveral() {
        return this == TEXT || this == JSON;
    }

    /** The format of a name as people write it, such as {@code mermaid}. */
    public static Optional<GraphFormat> find(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }
}
