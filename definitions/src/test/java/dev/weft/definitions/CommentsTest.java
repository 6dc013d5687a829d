package dev.weft.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.migrate.rewrite.Rewritten;
import dev.weft.definitions.parse.DefinitionParser;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.NodeReader;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.ScalarNode;
import dev.weft.definitions.source.SourceText;
import dev.weft.definitions.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** No comment is lost, wherever it stands in a document of an older version or another dialect. */
final class CommentsTest {
    @TestFactory
    Stream<DynamicTest> shouldKeepACommentBesideEveryLine() {
        return old().map(source -> DynamicTest.dynamicTest(source.name(), () -> check(commented(source, false))));
    }

    @TestFactory
    Stream<DynamicTest> shouldKeepACommentAboveEveryLine() {
        return old().map(source -> DynamicTest.dynamicTest(source.name(), () -> check(commented(source, true))));
    }

    private record Commented(SourceText plain, SourceText text, int comments) {}

    private static Stream<SourceText> old() {
        return Corpus.documents("valid")
                .map(file -> new SourceText(
                        Corpus.name(file).replaceFirst("json$", "yaml"),
                        Corpus.source(file).text()))
                .filter(source -> !DefinitionParser.VERSION.equals(Definitions.readAll(source, Surroundings.UNKNOWN)
                        .getFirst()
                        .from()));
    }

    private static void check(Commented commented) {
        assertThat(commented.comments()).isPositive();

        String text = Definitions.rewrite(commented.text(), Surroundings.UNKNOWN).documents().stream()
                .map(Rewritten::text)
                .collect(Collectors.joining("---\n"));

        assertThat(IntStream.range(0, commented.comments())
                        .filter(i -> !text.contains("word" + i + "."))
                        .mapToObj(i -> commented
                                .text()
                                .text()
                                .lines()
                                .filter(line -> line.contains("word" + i + "."))
                                .findFirst()
                                .orElseThrow()))
                .as(() -> commented.text().text() + "\n" + text)
                .isEmpty();
        assertThat(canonical(commented.text())).isEqualTo(canonical(commented.plain()));
    }

    private static List<String> canonical(SourceText source) {
        return Definitions.readAll(source, Surroundings.UNKNOWN).stream()
                .map(reading -> Definitions.canonical(
                        Objects.requireNonNull(reading.definition(), () -> source.text() + reading.problems())))
                .toList();
    }

    /** The text with a comment at each line where one can stand: not inside of a scalar. */
    private static Commented commented(SourceText source, boolean above) {
        List<Span> scalars = new ArrayList<>();
        collect(Objects.requireNonNull(NodeReader.read(new ProblemCollector(source))), scalars);
        StringBuilder out = new StringBuilder();
        int comments = 0;
        int start = 0;
        for (String line : source.text().split("\n", -1)) {
            int from = start;
            int end = start + line.length();
            start = end + 1;
            boolean last = end == source.text().length() && line.isEmpty();
            boolean inside = scalars.stream()
                    .anyMatch(scalar -> scalar.start() < (above ? from : end)
                            && (above ? from : end) < scalar.end()
                            && (above || !isHead(source, scalar, end)));
            if (!inside && above && !last) {
                out.append(" ".repeat(line.length() - line.stripLeading().length()))
                        .append("# word")
                        .append(comments++)
                        .append(".\n");
            }
            out.append(line);
            if (!inside && !above && !last) {
                out.append(" # word").append(comments++).append('.');
            }
            out.append(last ? "" : "\n");
        }
        return new Commented(source, new SourceText(source.name(), out.toString()), comments);
    }

    /** Whether text on lines of its own begins only below a line. */
    private static boolean isHead(SourceText source, Span scalar, int end) {
        return "|>".indexOf(source.text().charAt(scalar.start())) >= 0
                && source.line(scalar.start()) == source.line(end);
    }

    private static void collect(Node node, List<Span> scalars) {
        switch (node) {
            case ScalarNode scalar -> scalars.add(scalar.span());
            case ListNode list -> list.items().forEach(item -> collect(item, scalars));
            case MapNode map ->
                map.entries().values().forEach(entry -> {
                    scalars.add(entry.key().span());
                    collect(entry.value(), scalars);
                });
        }
    }
}
