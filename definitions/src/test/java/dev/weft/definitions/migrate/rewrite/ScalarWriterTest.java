package dev.weft.definitions.migrate.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.NodeReader;
import dev.weft.definitions.source.NodeValues;
import dev.weft.definitions.source.Pointer;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.ScalarNode;
import dev.weft.definitions.source.SourceText;
import dev.weft.definitions.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScalarWriterTest {
    private static final String[] SCRAPS = {
        "a",
        "B",
        "1",
        "0",
        "-",
        ":",
        " ",
        "  ",
        "#",
        "'",
        "\"",
        "\\",
        "\n",
        "\n\n",
        "\t",
        "\r",
        "{",
        "}",
        "[",
        "]",
        ",",
        "&",
        "*",
        "!",
        "|",
        ">",
        "%",
        "@",
        "`",
        "?",
        "${{ a }}",
        "no",
        "null",
        "~",
        "true",
        ".5",
        "1e3",
        "é",
        "😀",
        "\u0000",
        "\u0085",
        "\u00a0",
        "\u2028",
        "\ufeff",
        "---",
        "...",
        "<<",
        "=",
        "// x"
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain text|plain text",
                "${{ inputs.x }}|${{ inputs.x }}",
                "it's|it's",
                "no|\"no\"",
                "On|\"On\"",
                "null|\"null\"",
                "3.0.0|\"3.0.0\"",
                "010|\"010\"",
                "2024-01-01|\"2024-01-01\"",
                "12:30|\"12:30\"",
                "5m|5m",
                "a: b|\"a: b\"",
                "a #b|\"a #b\"",
                "a#b|a#b",
                "say \"x: y\"|'say \"x: y\"'",
                "!x|\"!x\"",
                "-|\"-\"",
            })
    void shouldQuoteOnlyWhatMustBe(String value, String written) {
        assertThat(ScalarWriter.value(text(value), false)).isEqualTo(written);
    }

    @Test
    void shouldWriteAnyTextSoThatItIsReadAsItself() {
        Random random = new Random(3);
        for (int i = 0; i < 30_000; i++) {
            StringBuilder made = new StringBuilder();
            int length = random.nextInt(7);
            for (int c = 0; c < length; c++) {
                made.append(SCRAPS[random.nextInt(SCRAPS.length)]);
            }
            String value = made.toString();
            ScalarNode scalar = text(value);
            MapNode document = new MapNode(
                    new LinkedHashMap<>(Map.of(
                            value,
                            new MapNode.Entry(
                                    scalar,
                                    new ListNode(List.of(scalar, nested(scalar)), Span.NONE, Pointer.ROOT, 5)))),
                    Span.NONE,
                    Pointer.ROOT,
                    6);

            String written = new DocumentWriter(Comments.of(new SourceText("x", ""), document, List.of(document)))
                    .write(document, document, true, true);

            assertThat(read(written)).as(written).isEqualTo(NodeValues.value(document));
        }
    }

    private static MapNode nested(ScalarNode scalar) {
        return new MapNode(
                Map.of(
                        "k",
                        new MapNode.Entry(text("k"), scalar),
                        "l",
                        new MapNode.Entry(text("l"), new ListNode(List.of(scalar), Span.NONE, Pointer.ROOT, 2))),
                Span.NONE,
                Pointer.ROOT,
                4);
    }

    private static @Nullable Object read(String text) {
        ProblemCollector problems = new ProblemCollector(new SourceText("x.yaml", text));
        Object value = NodeValues.value(Objects.requireNonNull(NodeReader.read(problems), text));
        assertThat(problems.sorted()).as(text).isEmpty();
        return value;
    }

    private static ScalarNode text(String text) {
        return new ScalarNode(text, text, ScalarNode.Style.DOUBLE_QUOTED, Span.NONE, Pointer.ROOT);
    }
}
