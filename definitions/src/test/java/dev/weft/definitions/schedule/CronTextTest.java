package dev.weft.definitions.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CronTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"* * * * *", "0 6 * * 1-5", "*/15 8-18 1,15 * *", "0 0 29 2 *", "0 0 * * 7", " 5 4 * * * "})
    void shouldAcceptFiveFields(String text) {
        assertThat(CronText.flaw(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 6 * *|It has 4 fields, but five are needed",
                "@daily|Write @daily as five fields: 0 0 * * *.",
                "@never|It has 1 field, but five are needed",
                "0 0 6 * * 1|It has 6 fields, but five are needed; there are no seconds: write 0 6 * * 1.",
                "75 * * * *|The minute is 0 to 59, but found 75.",
                "0 25 * * *|The hour is 0 to 23, but found 25.",
                "0 0 0 * *|The day of month is 1 to 31, but found 0.",
                "0 0 * JANUARY *|The month is 1 to 12 or JAN to DEC",
                "0 0 * * 5-1|The day of week is wrong: a range goes from the smaller to the larger, but 5-1 doesn't.",
                "0-30/0 * * * *|The minute is wrong: a step is from 1 to 59, but found /0.",
                "x * * * *|but found \"x\".",
                "0 0 31 2 *|No such day ever comes: no month that it names has day 31."
            })
    void shouldSayWhatIsWrong(String text, String flaw) {
        assertThat(CronText.flaw(text)).contains(flaw);
    }

    @ParameterizedTest
    @CsvSource({
        "0 6 * * 1-5, 2026-03-27T07:00+01:00[Europe/Stockholm], 2026-03-30T06:00+02:00[Europe/Stockholm]",
        "30 2 * * *, 2026-03-28T03:00+01:00[Europe/Stockholm], 2026-03-30T02:30+02:00[Europe/Stockholm]",
        "0 0 * * 7, 2026-03-01T00:00Z[UTC], 2026-03-08T00:00Z[UTC]"
    })
    void shouldFindTheNextTimeInItsZone(String text, ZonedDateTime after, ZonedDateTime next) {
        assertThat(CronText.next(text, after)).contains(next);
    }

    @Test
    void shouldSuggestAZone() {
        assertThat(ZoneText.parse("Europe/Stockholm")).contains(ZoneId.of("Europe/Stockholm"));
        assertThat(ZoneText.parse("Europe/Stokholm")).isEmpty();
        assertThat(ZoneText.hint("Europe/Stokholm")).isEqualTo("Did you mean \"Europe/Stockholm\"?");
        assertThat(ZoneText.hint("stockholm")).isEqualTo("Did you mean \"Europe/Stockholm\"?");
        assertThat(ZoneText.hint("Mars")).startsWith("Write a name of the IANA database");
    }
}
