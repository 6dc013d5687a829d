package dev.weft.definitions.parse;

import dev.weft.definitions.duration.DurationWords;
import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Tolerance;
import dev.weft.definitions.parse.ExpressionSite.Result;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Durations and numbers that are fixed when written or computed in the run. */
final class Settings {
    private static final String EXAMPLE = "Write a number with a unit, such as 500ms, 90s, 1h30m or 7d.";

    private final Parsing parsing;
    private final TemplateReader templates;

    Settings(Parsing parsing, TemplateReader templates) {
        this.parsing = parsing;
        this.templates = templates;
    }

    /** A duration of at least nothing. */
    @Nullable Setting<Duration> duration(String field, @Nullable Node node) {
        return duration(field, node, SettingValues.DURATION);
    }

    /** A duration longer than nothing. */
    @Nullable Setting<Duration> positive(String field, @Nullable Node node) {
        return duration(field, node, SettingValues.POSITIVE_DURATION);
    }

    private @Nullable Setting<Duration> duration(
            String field, @Nullable Node node, Function<@Nullable Object, Duration> reader) {
        if (node == null) {
            return null;
        }
        if (!(node instanceof ScalarNode scalar) || !scalar.isText()) {
            String hint = node instanceof ScalarNode number && number.value() instanceof Long count && count > 0
                    ? "Write the unit, too: " + number.text() + "s, " + number.text() + "m or the like."
                    : EXAMPLE;
            parsing.error(
                    ProblemCode.DURATION,
                    node,
                    "Expected a duration for " + field + ", but found " + node.describe(),
                    hint);
            return null;
        }
        String hint = DurationWords.meant(scalar.text())
                .filter(meant -> !meant.equals(scalar.text()))
                .map(meant -> "Did you mean " + meant + "?")
                .orElse(EXAMPLE);
        return read(field, scalar, reader, Result.DURATION, ProblemCode.DURATION, hint);
    }

    /** A whole number of at least 1. */
    @Nullable Setting<Integer> count(String field, @Nullable Node node) {
        if (node == null) {
            return null;
        }
        if (node instanceof ScalarNode scalar) {
            if (scalar.isText()) {
                Template template = templates.scalar(scalar, Result.WHOLE);
                if (!(template instanceof Template.Literal)) {
                    return new Setting.Dynamic<>(template, SettingValues.COUNT);
                }
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
                "Write 1 or more, such as " + field + ": 3.");
        return null;
    }

    /** A number within bounds. */
    @Nullable Setting<Double> decimal(
            String field, @Nullable Node node, Form.Decimal form, Function<@Nullable Object, Double> reader) {
        if (node instanceof ScalarNode scalar && scalar.isText()) {
            Template template = templates.scalar(scalar, Result.NUMBER);
            if (!(template instanceof Template.Literal)) {
                return new Setting.Dynamic<>(template, reader);
            }
        }
        Double value = Scalar.decimal(parsing, field, node, form);
        return value == null ? null : new Setting.Fixed<>(value);
    }

    /** A number of bytes. */
    @Nullable Setting<Long> size(String field, @Nullable Node node) {
        return quantity(field, node, SettingValues.SIZE, "Write a number with a unit, such as 512MB or 2GiB.");
    }

    /** A number of items, or a percentage. */
    @Nullable Setting<Tolerance> tolerance(String field, @Nullable Node node) {
        return quantity(
                field, node, SettingValues.TOLERANCE, "Write a number of items, such as 3, or a share, such as 10%.");
    }

    private <T> @Nullable Setting<T> quantity(
            String field, @Nullable Node node, Function<@Nullable Object, T> reader, String hint) {
        if (node == null) {
            return null;
        }
        if (!(node instanceof ScalarNode scalar) || scalar.isNull()) {
            parsing.mismatch(field, "a number or text", node, hint);
            return null;
        }
        return read(field, scalar, reader, Result.QUANTITY, ProblemCode.VALUE, hint);
    }

    private <T> @Nullable Setting<T> read(
            String field,
            ScalarNode scalar,
            Function<@Nullable Object, T> reader,
            Result result,
            ProblemCode code,
            String hint) {
        Template template = templates.scalar(scalar, result);
        if (!(template instanceof Template.Literal literal)) {
            return new Setting.Dynamic<>(template, reader);
        }
        try {
            return new Setting.Fixed<>(reader.apply(literal.value()));
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage()).replace(", but found", " for " + field + ", but found");
            parsing.error(code, scalar, message, hint);
            return null;
        }
    }
}
