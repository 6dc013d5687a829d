package dev.weft.definitions.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.parse.Ids;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SlugTest {
    @ParameterizedTest
    @CsvSource({
        "Simple Analysis,simple-analysis,Simple-Analysis",
        "knowledge_processing,knowledge_processing,knowledge_processing",
        "Läs in & skicka!,las-in-skicka,Las-in-skicka",
        "2nd,id-2nd,_2nd",
        "_x,id-_x,_x",
        "???,'',''",
        "Привет,'',''"
    })
    void shouldMakeIdsOfNames(String text, String definition, String name) {
        assertThat(Slug.definition(text)).isEqualTo(definition);
        assertThat(Slug.name(text)).isEqualTo(name);
    }

    @Test
    void shouldGiveAnIdOrNothingForAnyText() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(90);
            for (int c = 0; c < length; c++) {
                text.append("aZ09_- .é中\n".charAt(random.nextInt(11)));
            }
            String definition = Slug.definition(text.toString());
            String name = Slug.name(text.toString());

            assertThat(definition.isEmpty()
                            || Ids.DEFINITION.matcher(definition).matches())
                    .as(text.toString())
                    .isTrue();
            assertThat(name.isEmpty() || Ids.NAME.matcher(name).matches())
                    .as(text.toString())
                    .isTrue();
            assertThat(Slug.definition(definition)).isEqualTo(definition);
        }
    }
}
