package dev.weft.definitions.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.Surroundings;
import dev.weft.definitions.source.Pointer;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.ScalarNode;
import dev.weft.definitions.source.SourceText;
import dev.weft.definitions.source.Span;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RenamingTest {
    private final Lowering lowering =
            new Lowering(new ProblemCollector(new SourceText("case", "")), Surroundings.UNKNOWN.actions());

    @Test
    void shouldKeepIdsAndGiveOthersTheirOwn() {
        // given
        List<ScalarNode> written = Stream.of("a b", "a-b", "A_b", "fallback", "a.b", "x")
                .map(RenamingTest::text)
                .toList();

        // when
        Renaming renaming = new Renaming(lowering, written);

        // then
        assertThat(written)
                .extracting(one -> renaming.renamed(one).text())
                .containsExactly("a-b-2", "a-b", "A_b", "fallback-2", "a-b-3", "x");
        assertThat(renaming.renamed(written.get(1))).isSameAs(written.get(1));
        assertThat(renaming.isId("a-b-3")).isTrue();
        assertThat(renaming.isId("a.b")).isFalse();
    }

    @Test
    void shouldLetAnotherNameMeanATaskUnlessItIsAnothers() {
        Renaming renaming = new Renaming(lowering, List.of(text("a"), text("b c")));

        assertThat(renaming.alias("extract_data", "b c")).isTrue();
        assertThat(renaming.renamed(text("extract_data")).text()).isEqualTo("b-c");
        assertThat(renaming.alias("a", "b c")).isFalse();
        assertThat(renaming.renamed(text("unknown")).text()).isEqualTo("unknown");
    }

    private static ScalarNode text(String text) {
        return new ScalarNode(text, text, ScalarNode.Style.PLAIN, Span.NONE, Pointer.ROOT);
    }
}
