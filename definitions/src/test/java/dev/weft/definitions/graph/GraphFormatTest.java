package dev.weft.definitions.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class GraphFormatTest {
    private static final String TWO = """
            workflows:
              one: {steps: [{id: a, agent: A}]}
              two: {steps: [{id: a, agent: A}, {id: b, agent: B, depends_on: [a]}]}
            """;

    @Test
    void shouldFindAFormatByName() {
        assertThat(GraphFormat.find("mermaid")).contains(GraphFormat.MERMAID);
        assertThat(GraphFormat.find("png")).isEmpty();
    }

    @Test
    void shouldWriteSeveralAsTextOneBelowTheOther() {
        assertThat(GraphFormat.TEXT.render(drawings(TWO)))
                .containsSubsequence("one: 1 task in 1 level", "\n\ntwo: 2 tasks");
    }

    @Test
    void shouldWriteSeveralAsAListOfJson() throws IOException {
        JsonNode list = new ObjectMapper().readTree(GraphFormat.JSON.render(drawings(TWO)));

        assertThat(list.findValuesAsText("id")).startsWith("one").contains("two");
        assertThat(list.get(1).path("tasks")).hasSize(2);
        assertThat(list.get(1).path("order")).hasSize(2);
    }

    @Test
    void shouldRefuseSeveralWhereOneAloneFits() {
        List<Drawing> two = drawings(TWO);

        for (GraphFormat format : List.of(GraphFormat.MERMAID, GraphFormat.DOT, GraphFormat.SVG)) {
            assertThat(format.holdsSeveral()).isFalse();
            assertThatThrownBy(() -> format.render(two)).isInstanceOf(IllegalArgumentException.class);
            assertThat(format.render(two.subList(0, 1))).isEqualTo(format.render(two.getFirst()));
        }
    }

    @Test
    void shouldDrawWithoutNeedsOfTasksThatDoNotExist() {
        List<Drawing> drawings = drawings("""
                version: "3.0.0"
                id: lost
                tasks:
                  a: {needs: [nowhere], action: transform, parameters: {value: 1}}
                """);

        assertThat(GraphFormat.TEXT.render(drawings)).contains("a  transform\n").doesNotContain("nowhere");
    }

    private static List<Drawing> drawings(String text) {
        return Definitions.readAll(new SourceText("test.yaml", text), Surroundings.UNKNOWN).stream()
                .map(Reading::sketch)
                .map(sketch -> Drawing.of(Definitions.outline(Objects.requireNonNull(sketch))))
                .toList();
    }
}
