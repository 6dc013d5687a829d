package dev.weft.definitions.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.expression.check.Checked;
import dev.weft.definitions.expression.check.ExpressionChecker;
import dev.weft.definitions.expression.check.Names;
import dev.weft.definitions.expression.check.SchemaTypes;
import dev.weft.definitions.expression.check.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random expressions, right and broken: nothing but a value or a failure comes out, and of the type that was foreseen. */
class RandomExpressionsTest {
    private static final int ROUNDS = Integer.getInteger("expression.rounds", 4_000);
    private static final Map<String, Object> VALUES = Map.of(
            "a",
            3L,
            "b",
            2.5,
            "s",
            "text",
            "f",
            true,
            "l",
            List.of(1L, 2L),
            "t",
            List.of("x", "y"),
            "m",
            Map.of("k", 1L, "n", Map.of("d", "e")),
            "now",
            Instant.EPOCH);
    private static final Names NAMES = Names.NONE
            .with("a", Type.Simple.INTEGER)
            .with("b", Type.Simple.DECIMAL)
            .with("s", Type.Simple.STRING)
            .with("f", Type.Simple.BOOLEAN)
            .with("l", new Type.ListOf(Type.Simple.INTEGER))
            .with("t", new Type.ListOf(Type.Simple.STRING))
            .with("m", SchemaTypes.of(Map.of("type", "object", "properties", Map.of("k", Map.of("type", "integer")))))
            .with("now", Type.Simple.TIMESTAMP);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldGiveAValueOfTheForeseenTypeOrFail(long seed) {
        RandomCel random = new RandomCel(new Random(seed));
        int values = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String text = random.any(4);
            Checked checked = ExpressionChecker.check(text, NAMES);
            try {
                Object value = new Expression(text).evaluate(VALUES::get);
                if (checked.flaws().isEmpty()) {
                    values++;
                    assertThat(is(value, checked.type()))
                            .as("%s of %s is %s", value, text, checked.type())
                            .isTrue();
                }
            } catch (EvaluationException e) {
                assertThat(e.getMessage()).as(text).isNotBlank();
            }
        }
        assertThat(values).isGreaterThan(ROUNDS / 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void shouldSurviveBrokenText(long seed) {
        Random dice = new Random(seed);
        RandomCel random = new RandomCel(dice);
        for (int i = 0; i < ROUNDS; i++) {
            String text = random.broken();
            for (Flaw flaw : ExpressionChecker.check(text, NAMES).flaws()) {
                assertThat(flaw.offset()).as(text).isBetween(0, text.length());
                assertThat(flaw.offset() + flaw.length()).as(text).isLessThanOrEqualTo(text.length() + 1);
                assertThat(flaw.message()).as(text).startsWith("Expected ");
            }
            TemplateParser.Parsed parsed = TemplateParser.parse("a ${{" + text + "}} b ${{ " + random.broken());
            int at = 0;
            for (TemplateParser.Segment segment : parsed.segments()) {
                assertThat(segment.start()).isEqualTo(at);
                at = segment.end();
            }
            new Expression(text).references();
            try {
                new Expression(text).evaluate(VALUES::get);
            } catch (EvaluationException e) {
                assertThat(e.expression()).isEqualTo(text);
            }
        }
    }

    private static boolean is(@Nullable Object value, Type type) {
        if (value == null || type == Type.Simple.ANY) {
            return true;
        }
        return switch (type) {
            case Type.ListOf list ->
                value instanceof List<?> items && items.stream().allMatch(item -> is(item, list.item()));
            case Type.MapOf map ->
                value instanceof Map<?, ?> items && items.values().stream().allMatch(item -> is(item, map.value()));
            case Type.Fields fields ->
                value instanceof Map<?, ?> items
                        && fields.fields().entrySet().stream()
                                .allMatch(field -> is(items.get(field.getKey()), field.getValue()));
            case Type.OptionalOf optional -> is(value, optional.value());
            case Type.Words words ->
                value instanceof String text
                        && (!words.closed() || words.values().contains(text));
            case Type.OneOf oneOf -> oneOf.members().stream().anyMatch(member -> is(value, member));
            case Type.Simple simple -> is(value, simple);
        };
    }

    private static boolean is(Object value, Type.Simple type) {
        return switch (type) {
            case ANY -> true;
            case NOTHING, NULL -> false;
            case BOOLEAN -> value instanceof Boolean;
            case INTEGER -> value instanceof Long;
            case DECIMAL -> value instanceof Double;
            case NUMBER -> value instanceof Number;
            case STRING, BYTES, TYPE -> value instanceof String;
            case TIMESTAMP -> value instanceof Instant;
            case DURATION -> value instanceof Duration;
        };
    }
}
