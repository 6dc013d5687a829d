package dev.weft.definitions.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.parse.DefinitionParser;
import org.junit.jupiter.api.Test;

final class VersionsTest {
    @Test
    void shouldLeadFromTheFirstVersionToThisOneWithoutAGap() {
        assertThat(Versions.CHAIN.getFirst().from()).isEqualTo("1.0.0");
        for (int i = 1; i < Versions.CHAIN.size(); i++) {
            assertThat(Versions.CHAIN.get(i).from())
                    .isEqualTo(Versions.CHAIN.get(i - 1).to());
        }
        assertThat(Versions.CHAIN.getLast().to()).isEqualTo(DefinitionParser.VERSION);
    }
}
