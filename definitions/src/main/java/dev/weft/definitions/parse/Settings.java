package dev.weft.definitions.parse;

import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Durations;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Durations and numbers that are fixed when written or computed in the run. */
final class Settings {
    /** Reads what an expression gave. One instance, so that settings with equal templates are equal. */
    static final Function<@Nullable Object, Duration> DURATION = Settings::duration;

    /** Reads what an expression gave. */
    static final Function<@Nullable Object, Duration> POSITIVE_DURATION = Settings::positive;

    /** Reads what an expression gave. */
    static final Function<@Nullable Object, Integer> COUNT = Settings::count;

    private static final String EXAMPLE = "Write a number with a unit, such as 500ms, 90s, 1h30m or 7d.";

    private final Parsing parsing;
    private final TemplateReader templates;

    Settings(Parsing parsing, TemplateReader templates) {
        this.parsing = parsing;
        this.templates = templates;
    }

    /** A duration of at least nothing. */
    @Nullable Setting<Duration> duration(String field, @Nullable Node node) {
        return node == null ? null : duration(field, node, DURATION);
    }

    /** A duration longer than nothing. */
    @Nullable Setting<Duration> positive(String field, @Nullable Node node) {
        return node == null ? null : duration(field, node, POSITIVE_DURATION);
    }

    private @Nullable Setting<Duration> duration(String field, Node node, Function<@Nullable Object, Duration> reader) {
        if (!(node instanceof ScalarNode scalar) || !scalar.isText()) {
            String hint = node instanceof ScalarNode number && number.value() instanceof Long
                    ? "Write the unit, too: " + number.text() + "s, " + number.text() + "m or the like."
                    : EXAMPLE;
            parsing.error(
                    ProblemCode.DURATION,
                    node,
                    "Expected a duration for " + field + ", but found " + node.describe(),
                    hint);
            return null;
        }
        Template template = templates.scalar(scalar);
        if (!(template instanceof Template.Literal literal)) {
            return new Setting.Dynamic<>(template, reader);
        }
        try {
            return new Setting.Fixed<>(reader.apply(literal.value()));
        } catch (IllegalArgumentException e) {
            parsing.error(
                    ProblemCode.DURATION,
                    scalar,
                    String.valueOf(e.getMessage()).replace(", but found", " for " + field + ", but found"),
                    EXAMPLE);
            return null;
        }
    }

    /** A whole number of at least 1. */
    @Nullable Setting<Integer> count(String field, @Nullable Node node) {
        if (node == null) {
            return null;
        }
        if (node instanceof ScalarNode scalar) {
            if (scalar.isText() && !(templates.scalar(scalar) instanceof Template.Literal)) {
                return new Setting.Dynamic<>(templates.scalar(scalar), COUNT);
            }
            if (scalar.value() instanceof Long number && number >= 1 && number <= Integer.MAX_VALUE) {
                return new Setting.Fixed<>(number.intValue());
            }
        }
        ProblemCode code = node instanceof ScalarNode scalar && scalar.value() instanceof Long
                ? ProblemCode.VALUE
                : ProblemCode.TYPE;
        parsing.error(
                code,
                node,
                "Expected a whole number of at least 1 for " + field + ", but found " + node.describe(),
                "");
        return null;
    }

    private static Duration duration(@Nullable Object value) {
        if (value instanceof String text) {
            return Durations.parse(text);
        }
        throw new IllegalArgumentException("Expected a duration such as 90s, but found " + value);
    }

    private static Duration positive(@Nullable Object value) {
        Duration duration = duration(value);
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("Expected a duration longer than 0s, but found \"" + value + '"');
        }
        return duration;
    }

    private static Integer count(@Nullable Object value) {
        if (value instanceof Number number && number.doubleValue() == number.intValue() && number.intValue() >= 1) {
            return number.intValue();
        }
        throw new IllegalArgumentException("Expected a whole number of at least 1, but found " + value);
    }
}
