package dev.weft.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class DecodedTextTest {
    @Test
    void shouldTakeUtf8AsItIs() {
        DecodedText decoded = DecodedText.of("a.yaml", "id: å 🧵\n".getBytes(StandardCharsets.UTF_8));

        assertThat(decoded.flaw()).isEmpty();
        assertThat(decoded.text().text()).isEqualTo("id: å 🧵\n");
    }

    @Test
    void shouldSayWhereTheFirstByteStandsThatIsNot() {
        DecodedText decoded = DecodedText.of("a.yaml", "id: a\nname: ö ö\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(decoded.flaw()).hasValueSatisfying(flaw -> {
            assertThat(flaw.message()).isEqualTo("Expected UTF-8, but found the byte 0xF6 at offset 12");
            assertThat(flaw.line()).isEqualTo(2);
            assertThat(flaw.column()).isEqualTo(7);
        });
    }

    @Test
    void shouldFindACharacterThatIsCutOff() {
        DecodedText decoded = DecodedText.of("a.yaml", new byte[] {'a', '\n', 'b', (byte) 0xe2, (byte) 0x82});

        assertThat(decoded.flaw()).hasValueSatisfying(flaw -> {
            assertThat(flaw.message()).contains("0xE2 at offset 3");
            assertThat(flaw.line()).isEqualTo(2);
            assertThat(flaw.column()).isEqualTo(2);
        });
    }
}
