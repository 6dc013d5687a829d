package dev.weft.definitions.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ComposedScalarTest {
    private static final SourceText SOURCE = new SourceText("case.yaml", "[one, \"two\\u0021\", three // x]");
    private final ListNode list = (ListNode) Objects.requireNonNull(NodeReader.read(new ProblemCollector(SOURCE)));
    private final List<ScalarNode> scalars =
            list.items().stream().map(ScalarNode.class::cast).toList();
    private final ScalarNode all = Made.all(scalars, list);

    @Test
    void shouldJoinConditionsSoThatACommentEndsNothing() {
        assertThat(all.text()).isEqualTo("(one) && (two!) && (three // x\n)");
        assertThat(Made.all(scalars.subList(0, 1), list)).isSameAs(scalars.getFirst());
    }

    @Test
    void shouldFindTheAuthorsCharacters() {
        assertThat(marked("one")).isEqualTo("one");
        assertThat(marked("wo!")).isEqualTo("wo\\u0021");
        assertThat(marked("three")).isEqualTo("three");
        assertThat(all.source(all.text().indexOf("wo")).path()).hasToString("/1");
    }

    @Test
    void shouldShowWhatStandsBetweenAtTheEndOfWhatIsBefore() {
        int and = all.text().indexOf(" && (three");

        assertThat(ScalarPlaces.span(SOURCE, all, and, and + 2).start())
                .isEqualTo(SOURCE.text().indexOf("\", three"));
        assertThat(ScalarPlaces.span(SOURCE, all, 0, 0).start()).isEqualTo(1);
    }

    @Test
    void shouldShowAllOfWhatATextWasMadeFrom() {
        ScalarNode made = Made.text("something longer", scalars.getFirst());

        assertThat(ScalarPlaces.span(SOURCE, made, 3, 5))
                .isEqualTo(scalars.getFirst().span());
    }

    private String marked(String part) {
        int from = all.text().indexOf(part);
        Span span = ScalarPlaces.span(SOURCE, all, from, from + part.length());
        return SOURCE.text().substring(span.start(), span.end());
    }
}
