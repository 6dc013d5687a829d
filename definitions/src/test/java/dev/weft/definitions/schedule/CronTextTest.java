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
                "@daily|It has 1 field, but five are needed",
                "0 0 6 * * 1|It has 6 fields",
                "75 * * * *|75",
                "0 25 * * *|25",
                "x * * * *|x",
                "0 0 31 2 *|No such day ever comes."
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
    }
}
