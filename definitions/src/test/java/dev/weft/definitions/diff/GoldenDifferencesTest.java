package dev.weft.definitions.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Pairs of definitions, two documents in a file, with what is said about them beside it ({@code x.txt} and {@code x.json}
 * for {@code x.yaml}). With {@code -Dcorpus.update=true} they are written instead of compared: look at the difference
 * before it is committed.
 */
final class GoldenDifferencesTest {
    private static final Path FOLDER = Path.of("src/test/resources/diff");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> shouldSayWhatDiffers() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
        }
    }

    @Test
    void shouldFindNoDifferenceBetweenAnyOfThemAndItself() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".yaml")).toList()) {
                for (String document : documents(file)) {
                    Difference difference = Difference.between(read(document), read(document));

                    assertThat(difference.changes()).isEmpty();
                    assertThat(difference.takeover().obstacles()).isEmpty();
                    assertThat(difference.takeover().tasks().values())
                            .allMatch(verdict -> verdict.fate() == Takeover.Fate.HOLDS);
                }
            }
        }
    }

    private static void check(Path file) throws IOException {
        String[] documents = documents(file);
        Difference difference = Difference.between(read(documents[0]), read(documents[1]));
        var value = DifferenceJson.value(difference);
        compare(file, ".txt", DifferenceText.render(value));
        compare(file, ".json", JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n");
    }

    private static void compare(Path file, String ending, String written) throws IOException {
        Path expected = file.resolveSibling(file.getFileName().toString().replace(".yaml", ending));
        if (Boolean.getBoolean("corpus.update")) {
            Files.writeString(expected, written);
            return;
        }
        assertThat(written).isEqualTo(Files.readString(expected));
    }

    private static String[] documents(Path file) throws IOException {
        String[] documents = Files.readString(file).split("(?m)^---$", -1);
        assertThat(documents).as(file.toString()).hasSize(2);
        return documents;
    }

    private static Definition read(String document) {
        return Objects.requireNonNull(
                Definitions.read(new SourceText("d.yaml", document), Surroundings.UNKNOWN)
                        .definition(),
                document);
    }
}
