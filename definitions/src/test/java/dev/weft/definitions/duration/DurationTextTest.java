package dev.weft.definitions.duration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
    @Test
    void shouldReadEveryUnit() {
        assertThat(DurationText.parse("1d2h3m4s5ms"))
                .contains(Duration.ofDays(1)
                        .plusHours(2)
                        .plusMinutes(3)
                        .plusSeconds(4)
                        .plusMillis(5));
        assertThat(DurationText.parse("500ms")).contains(Duration.ofMillis(500));
        assertThat(DurationText.parse("90m")).contains(Duration.ofMinutes(90));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PT0S",
                "PT1.5S",
                "PT25H",
                "PT0.000000001S",
                "PT1H0.00025S",
                "PT31622399.999999999S",
                "PT90M",
                "PT0.5S"
            })
    void shouldReadWhatItWrites(Duration duration) {
        assertThat(DurationText.parse(DurationText.format(duration))).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "1 h", "-1s", "1m1h", "PT1H", "1.5s", "99999999999s", "1ns1us", "1.5ms"})
    void shouldRefuseOtherForms(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }
}
