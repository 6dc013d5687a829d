package dev.weft.definitions.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "90s,PT90S,1m30s",
        "1h30m,PT1H30M,1h30m",
        "2d,PT48H,2d",
        "500ms,PT0.5S,500ms",
        "0s,PT0S,0s",
        "25h,PT25H,1d1h",
        "1500ms,PT1.5S,1s500ms"
    })
    void shouldReadAndWrite(String text, Duration expected, String written) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
        assertThat(Durations.format(expected)).isEqualTo(written);
        assertThat(Durations.parse(written)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "90", "s", "1.5h", "-1s", "1m1h", " 1s", "1 s"})
    void shouldRefuseOtherForms(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a duration such as 500ms, 90s, 1h30m or 7d, but found \"" + text + '"');
    }

    @Test
    void shouldRefuseMoreThanTenYears() {
        assertThatThrownBy(() -> Durations.parse("4000d")).hasMessageContaining("at most ten years");
    }
}
