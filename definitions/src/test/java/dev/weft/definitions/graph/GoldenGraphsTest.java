package dev.weft.definitions.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.xml.sax.InputSource;

/**
 * Definitions, right or with needs in a circle, with their graphs beside them: {@code x.txt}, {@code x.mmd}, {@code x.dot}, {@code x.svg} and {@code x.json}
 * for {@code x.yaml}. With {@code -Dcorpus.update=true} they are written instead of compared: look at the difference, and
 * at the picture, before it is committed.
 */
final class GoldenGraphsTest {
    private static final Path FOLDER = Path.of("src/test/resources/graph");

    @TestFactory
    Stream<DynamicTest> shouldWriteEachFormat() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream()
                    .flatMap(file -> Stream.of(GraphFormat.values())
                            .map(format -> DynamicTest.dynamicTest(
                                    file.getFileName() + " as " + format, () -> check(file, format))));
        }
    }

    private static void check(Path file, GraphFormat format) throws Exception {
        Reading reading = Definitions.read(
                new SourceText(file.getFileName().toString(), Files.readString(file)), Surroundings.UNKNOWN);
        String written = format.render(Drawing.of(Definitions.outline(Objects.requireNonNull(reading.sketch()))));
        if (reading.definition() == null) {
            assertThat(reading.problems().stream().filter(Problem::isError))
                    .isNotEmpty()
                    .allMatch(problem -> List.of(ProblemCode.CYCLE.code(), ProblemCode.SELF_NEED.code())
                            .contains(problem.code()));
        } else {
            Plan plan = Definitions.compile(Definitions.canonical(reading.definition()));
            assertThat(format.render(plan)).isEqualTo(written);
        }
        if (format == GraphFormat.SVG) {
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new java.io.StringReader(written)));
        }
        Path expected = file.resolveSibling(file.getFileName().toString().replace(".yaml", ending(format)));
        if (Boolean.getBoolean("corpus.update")) {
            Files.writeString(expected, written);
            return;
        }
        assertThat(written).isEqualTo(Files.readString(expected));
    }

    private static String ending(GraphFormat format) {
        return switch (format) {
            case TEXT -> ".txt";
            case MERMAID -> ".mmd";
            case DOT -> ".dot";
            case SVG -> ".svg";
            case JSON -> ".json";
        };
    }
}
