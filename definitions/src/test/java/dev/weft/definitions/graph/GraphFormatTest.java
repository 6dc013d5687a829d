package dev.weft.definitions.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.source.SourceText;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class GraphFormatTest {
    private static final Plan PLAN = Definitions.compile(Definitions.canonical(
            Objects.requireNonNull(Definitions.read(new SourceText("g.yaml", """
                            version: "3.0.0"
                            id: graph
                            tasks:
                              d: {needs: [b, c], action: transform, parameters: {value: 1}}
                              a: {action: agent_task, agent: writer}
                              b: {needs: [a], action: transform, parameters: {value: 1}}
                              c: {needs: [a], action: transform, parameters: {value: 1}}
                            """), Surroundings.UNKNOWN)
                    .definition())));

    @Test
    void shouldWriteText() {
        assertThat(GraphFormat.TEXT.render(PLAN)).isEqualTo("""
                        graph: 4 tasks in 3 levels, parallel

                        level 0
                          a  agent_task writer

                        level 1
                          b  transform          <- a
                          c  transform          <- a

                        level 2
                          d  transform          <- b, c

                        longest chain: a -> b -> d
                        """);
    }

    @Test
    void shouldWriteMermaid() {
        assertThat(GraphFormat.MERMAID.render(PLAN))
                .startsWith("flowchart LR\n  t0[\"d<br/>transform\"]\n")
                .contains("  t1 --> t2\n", "  t3 --> t0\n");
    }

    @Test
    void shouldWriteDot() {
        assertThat(GraphFormat.DOT.render(PLAN))
                .startsWith("digraph \"graph\" {")
                .contains("\"a\" -> \"b\";");
    }

    @Test
    void shouldWriteSvg() {
        assertThat(GraphFormat.SVG.render(PLAN))
                .startsWith("<svg ")
                .contains("agent_task writer")
                .endsWith("</svg>\n");
    }

    @Test
    void shouldGiveOrderAndLevelsAsData() {
        assertThat(JsonGraph.value(PLAN).toString())
                .isEqualTo(
                        "{tasks=[{id=d, level=2, needs=[b, c]}, {id=a, level=0, needs=[]}, {id=b, level=1, needs=[a]},"
                                + " {id=c, level=1, needs=[a]}], order=[a, b, c, d], levels=[[a], [b, c], [d]],"
                                + " critical_path=[a, b, d]}");
    }

    @Test
    void shouldFindAFormatByName() {
        assertThat(GraphFormat.find("mermaid")).contains(GraphFormat.MERMAID);
        assertThat(GraphFormat.find("png")).isEmpty();
    }
}
