package dev.weft.definitions.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {
    @Test
    void shouldMakeWholeNumbersLong() {
        assertThat(Values.normalise(List.of(1, (short) 2, (byte) 3, 4L, BigInteger.valueOf(5))))
                .isEqualTo(List.of(1L, 2L, 3L, 4L, 5L));
    }

    @Test
    void shouldMakeOtherNumbersTheNearestDecimal() {
        assertThat(Values.normalise(List.of(0.5f, 2.5, new BigDecimal("1.25"), new BigDecimal("3"))))
                .isEqualTo(List.of(0.5, 2.5, 1.25, 3.0));
        assertThat(Values.normalise(BigInteger.TWO.pow(63))).isEqualTo(0x1p63);
        assertThat(Values.normalise(BigInteger.TWO.pow(63).negate())).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void shouldKeepTheDigitsOfNumbersBeyondTheRangeOfDecimals() {
        assertThat(Values.normalise(new BigDecimal("1E+400"))).isEqualTo("1E+400");
    }

    @Test
    void shouldMakeNullOfWhatIsNoNumberInJson() {
        assertThat(Values.normalise(Arrays.asList(Double.NaN, Double.POSITIVE_INFINITY, Float.NaN)))
                .isEqualTo(Arrays.asList(null, null, null));
        assertThat(Values.toJson(Double.NaN)).isNull();
    }

    @Test
    void shouldKeepTheOrderOfMapsAndMakeTheirKeysText() {
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        map.put("z", 1);
        map.put(2, null);
        map.put(true, List.of());
        Object normal = Values.normalise(map);
        assertThat(normal)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.map(String.class, Object.class))
                .containsExactly(Map.entry("z", 1L), entryOfNull("2"), Map.entry("true", List.of()));
    }

    private static Map.Entry<String, @Nullable Object> entryOfNull(String key) {
        return new java.util.AbstractMap.SimpleEntry<>(key, null);
    }

    @Test
    void shouldReadJacksonTrees() throws Exception {
        Object tree = new ObjectMapper().readTree("{\"a\": [1, 2.5, null, true, \"x\"], \"b\": {\"c\": 12345678901}}");
        assertThat(Values.toText(tree)).isEqualTo("{\"a\":[1,2.5,null,true,\"x\"],\"b\":{\"c\":12345678901}}");
    }

    @Test
    void shouldMakeTextOfOtherJavaValues() {
        assertThat(Values.normalise(TimeUnit.DAYS)).isEqualTo("DAYS");
        assertThat(Values.normalise(new String[] {"a"})).isEqualTo(List.of("a"));
        assertThat(Values.normalise("abc".getBytes(StandardCharsets.UTF_8))).isEqualTo("YWJj");
        assertThat(Values.normalise('x')).isEqualTo("x");
    }

    @Test
    void shouldRefuseWhatHasNoPlaceInJson() {
        assertThatThrownBy(() -> Values.normalise(Map.of("a", new Object())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a JSON-like value, but found a java.lang.Object");
    }

    @Test
    void shouldMakeJsonOfTimes() {
        Instant time = Instant.parse("2026-03-01T12:00:00.5Z");
        assertThat(Values.toJson(Map.of("at", time))).isEqualTo(Map.of("at", "2026-03-01T12:00:00.500Z"));
        assertThat(Values.normalise(time)).isEqualTo(time);
        assertThat(Values.toText(Map.of("in", Duration.ofMinutes(90)))).isEqualTo("{\"in\":\"1h30m\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT1H30M, 1h30m",
        "PT48H, 2d",
        "PT1M, 1m",
        "PT1M0.5S, 1m500ms",
        "PT0.000000001S, 1ns",
        "PT-90M, -1h30m",
        "PT-0.5S, -500ms"
    })
    void shouldWriteDurationsThatExpressionsReadBack(Duration duration, String text) throws Exception {
        assertThat(Values.toText(duration)).isEqualTo(text);
        assertThat(new Expression("duration('" + text + "')").evaluate(name -> null))
                .isEqualTo(duration);
    }

    @Test
    void shouldPutValuesIntoText() {
        assertThat(Values.toText(null)).isEmpty();
        assertThat(Values.toText("a\"b")).isEqualTo("a\"b");
        assertThat(Values.toText(true)).isEqualTo("true");
        assertThat(Values.toText(3L)).isEqualTo("3");
        assertThat(Values.toText(2.5)).isEqualTo("2.5");
        assertThat(Values.toText(List.of("a", 1L))).isEqualTo("[\"a\",1]");
    }
}
