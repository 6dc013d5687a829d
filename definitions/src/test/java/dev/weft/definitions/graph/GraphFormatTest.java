package dev.weft.definitions.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GraphFormatTest {
    @Test
    void shouldFindAFormatByName() {
        assertThat(GraphFormat.find("mermaid")).contains(GraphFormat.MERMAID);
        assertThat(GraphFormat.find("png")).isEmpty();
    }
}
