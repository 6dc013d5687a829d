package dev.weft.definitions.migrate.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.source.SourceText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LineEndsTest {
    private static final String OLD = """
            workflows:
              old:
                # One
                # of two.
                steps: [{id: a, agent: A}]
            """;

    @ParameterizedTest
    @CsvSource({"false, true", "true, true", "false, false", "true, false"})
    void shouldKeepThoseOfTheAuthor(boolean windows, boolean last) {
        // given
        String text = last ? OLD : OLD.stripTrailing();
        String written = windows ? text.replace("\n", "\r\n") : text;

        // when
        String migrated = Definitions.rewrite(new SourceText("old.yaml", written), Surroundings.UNKNOWN)
                .documents()
                .getFirst()
                .text();

        // then
        assertThat(migrated.replace("\r\n", "").contains("\n")).isEqualTo(!windows);
        assertThat(migrated.contains("\r")).isEqualTo(windows);
        assertThat(migrated.endsWith("\n")).isEqualTo(last);
        assertThat(migrated).contains("# of two.").doesNotContain("\uFEFF");
    }
}
