package dev.weft.worker.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RedactorTest {
    private static final int CASES = Integer.getInteger("weft.random.runs", 3000);
    private static final String LETTERS = "abcXYZ019 !\"#$%&/()=?+~äß€\\\n";

    /** Ways to write a text, some of them different each time. */
    private static final List<BiFunction<String, Random, String>> WAYS = List.of(
            (text, random) -> text,
            (text, random) -> URLEncoder.encode(text, StandardCharsets.UTF_8),
            (text, random) -> URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"),
            RedactorTest::percents,
            (text, random) -> HexFormat.of().formatHex(bytes(text)),
            (text, random) -> HexFormat.of().withUpperCase().formatHex(bytes(text)),
            (text, random) -> json(text),
            (text, random) -> json(json(text)),
            RedactorTest::escapes,
            (text, random) -> text.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;")
                    .replace("'", "&#39;"),
            (text, random) -> text.codePoints()
                    .mapToObj(point ->
                            random.nextBoolean() ? Character.toString(point) : "&#x" + Integer.toHexString(point) + ";")
                    .collect(Collectors.joining()),
            (text, random) -> Base64.getEncoder().encodeToString(bytes(text)),
            (text, random) -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(text)),
            (text, random) ->
                    URLEncoder.encode(Base64.getEncoder().encodeToString(bytes(text)), StandardCharsets.UTF_8),
            (text, random) -> Base64.getMimeEncoder(
                            4 + 4 * random.nextInt(8), bytes(random.nextBoolean() ? "\n" : "\r\n"))
                    .encodeToString(bytes(text)),
            (text, random) -> json(Base64.getMimeEncoder(20, bytes("\n")).encodeToString(bytes(text))));

    @Test
    void shouldTakeOutSecretsHoweverTheyAreWritten() {
        Random random = new Random(3);
        for (int i = 0; i < CASES; i++) {
            boolean alone = random.nextBoolean();
            String secret = text(random, (alone ? 24 : 12) + random.nextInt(30));
            String before = alone ? "" : text(random, random.nextInt(9));
            String after = alone ? "" : text(random, random.nextInt(9));
            int way = random.nextInt(WAYS.size());
            String written = WAYS.get(way).apply(before + secret + after, random);

            String redacted = new Redactor(Map.of("KEY", secret, "OTHER", "another-one")).redact(written);

            assertThat(redacted).as("case %s, way %s: %s", i, way, written).contains("[secret KEY]");
            if (alone) {
                // Quotes, and of base64 the characters at the edges, which aren't the secret's alone.
                assertThat(redacted.replace("[secret KEY]", ""))
                        .as("case %s, way %s: %s", i, way, written)
                        .hasSizeLessThanOrEqualTo(12);
            }
        }
    }

    @Test
    void shouldTakeOutWhatIsLeftOfASecretThatWasCut() {
        Random random = new Random(5);
        for (int i = 0; i < CASES; i++) {
            String secret = text(random, 40 + random.nextInt(30)).replace("\n", "n");
            int way = random.nextInt(3);
            String written = way == 0
                    ? secret
                    : way == 1
                            ? URLEncoder.encode(secret, StandardCharsets.UTF_8)
                            : Base64.getEncoder().withoutPadding().encodeToString(bytes(secret));
            // Four characters, each of which may be written as nine.
            int least = way == 1 ? 36 : 12;
            int cut = least + random.nextInt(written.length() - least);
            Redactor redactor = new Redactor(Map.of("KEY", secret));
            String dots = random.nextBoolean() ? "…" : "...";

            String head = redactor.redactMessage("Expected 1, but found " + written.substring(0, cut) + dots);
            String tail = redactor.redactMessage(
                    dots + written.substring(written.length() - cut) + " and so on. Expected 1.");

            assertThat(head)
                    .as("case %s, way %s, cut at %s: %s", i, way, cut, written)
                    .startsWith("Expected 1, but found ")
                    .contains("[secret KEY]")
                    .hasSizeLessThan(22 + 12 + 8);
            assertThat(tail)
                    .as("case %s, way %s, cut at %s: %s", i, way, cut, written)
                    .contains("[secret KEY]")
                    .endsWith(" and so on. Expected 1.")
                    .hasSizeLessThan(23 + 12 + 8);
        }
    }

    @Test
    void shouldLeaveAloneWhatHoldsNoSecret() {
        Random random = new Random(7);
        for (int i = 0; i < CASES; i++) {
            String other = text(random, random.nextInt(80));
            String written = WAYS.get(random.nextInt(WAYS.size())).apply(other, random);

            assertThat(new Redactor(Map.of("KEY", "Zs3cr3t-value0")).redactMessage(written + "…"))
                    .isEqualTo(written + "…");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String json(String text) {
        try {
            return new ObjectMapper().writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** What must be encoded in a URL is, and whatever else chance says; digits in either case. */
    private static String percents(String text, Random random) {
        StringBuilder written = new StringBuilder();
        text.codePoints().forEach(point -> {
            String one = Character.toString(point);
            if (point > 126 || "%\n ".contains(one) || random.nextBoolean()) {
                for (byte b : bytes(one)) {
                    written.append('%')
                            .append((random.nextBoolean()
                                            ? HexFormat.of()
                                            : HexFormat.of().withUpperCase())
                                    .toHexDigits(b));
                }
            } else {
                written.append(one);
            }
        });
        return written.toString();
    }

    /** As the writers of other languages have JSON: more is escaped than must be. */
    private static String escapes(String text, Random random) {
        StringBuilder written = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c == '\n' || c == '"' || c == '\\' || c > 126 || random.nextInt(4) == 0) {
                written.append(c == '/' ? "\\/" : "\\u" + HexFormat.of().toHexDigits(c));
            } else {
                written.append(c);
            }
        }
        return written.toString();
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
