package dev.weft.worker.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RedactorTest {
    private static final int CASES = Integer.getInteger("weft.random.runs", 3000);
    private static final String LETTERS = "abcXYZ019 !\"#$%&/()=?+~äß€\\\n";

    @Test
    void shouldTakeOutSecretsHoweverTheyAreWritten() throws Exception {
        Random random = new Random(3);
        ObjectMapper mapper = new ObjectMapper();
        for (int i = 0; i < CASES; i++) {
            String secret = text(random, 12 + random.nextInt(30));
            String before = text(random, random.nextInt(9));
            String after = text(random, random.nextInt(9));
            Redactor redactor = new Redactor(Map.of("KEY", secret));
            byte[] all = (before + secret + after).getBytes(StandardCharsets.UTF_8);

            assertThat(redactor.redact(before + secret + after)).as("plain").doesNotContain(secret);
            assertGone(redactor, URLEncoder.encode(before + secret + after, StandardCharsets.UTF_8));
            assertGone(redactor, HexFormat.of().formatHex(all));
            assertGone(redactor, mapper.writeValueAsString(before + secret + after));
            assertGone(redactor, Base64.getEncoder().encodeToString(all));
            assertGone(redactor, Base64.getUrlEncoder().withoutPadding().encodeToString(all));
        }
    }

    private static void assertGone(Redactor redactor, String encoded) {
        assertThat(redactor.redact(encoded)).as("redacted %s", encoded).contains("[secret KEY]");
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    @Test
    void shouldTakeThemOutOfStructures() {
        Redactor redactor = new Redactor(Map.of("KEY", "s3cr3t-value"));

        assertThat(redactor.redact(Map.of("a", List.of("x s3cr3t-value y", 5), "s3cr3t-value", true)))
                .isEqualTo(Map.of("a", List.of("x [secret KEY] y", 5), "[secret KEY]", true));
    }

    @Test
    void shouldLeaveTextAloneThatOnlyHoldsAShortSecret() {
        Redactor redactor = new Redactor(Map.of("PIN", "12"));

        assertThat(redactor.redact("in 2012")).isEqualTo("in 2012");
        assertThat(redactor.redact("12")).isEqualTo("[secret PIN]");
        assertThat(redactor.redact((Object) 12)).isEqualTo("[secret PIN]");
    }
}
