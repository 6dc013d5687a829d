package dev.weft.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.model.Definition;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.ProblemPrinter;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Documents in a folder a feature. A valid one is read, written and read again; beside an invalid one stands what is
 * printed about it ({@code x.problems} for {@code x.yaml}). A file {@code surroundings.json} in a folder says what exists
 * around its documents. With {@code -Dcorpus.update=true} the expectations are written instead of compared: look at the
 * difference before it is committed.
 */
final class CorpusTest {
    @TestFactory
    Stream<DynamicTest> shouldAcceptValidDocuments() {
        return Corpus.documents("valid").map(file -> DynamicTest.dynamicTest(Corpus.name(file), () -> valid(file)));
    }

    @TestFactory
    Stream<DynamicTest> shouldSayWhatIsWrongWithInvalidDocuments() {
        return Corpus.documents("invalid").map(file -> DynamicTest.dynamicTest(Corpus.name(file), () -> invalid(file)));
    }

    private static void valid(Path file) {
        Reading reading = Definitions.read(Corpus.source(file), Corpus.surroundings(file));
        // What a release can't carry out is no defect of the document.
        List<Problem> defects = reading.problems().stream()
                .filter(problem -> !problem.code().equals(ProblemCode.NOT_SUPPORTED.code()))
                .toList();
        assertThat(new ProblemPrinter(false).print(defects)).isEmpty();
        Definition definition = Objects.requireNonNull(reading.definition());

        String canonical = Definitions.canonical(definition);
        Plan plan = Definitions.compile(canonical);
        Reading again = Definitions.read(new SourceText("canonical.json", canonical), Corpus.surroundings(file));

        assertThat(plan.definition()).isEqualTo(definition);
        assertThat(Definitions.canonical(plan.definition())).isEqualTo(canonical);
        assertThat(again.definition()).isEqualTo(definition);
    }

    private static void invalid(Path file) throws IOException {
        Reading reading = Definitions.read(Corpus.source(file), Corpus.surroundings(file));
        String printed = new ProblemPrinter(false).print(reading.problems());
        Path expected = file.resolveSibling(file.getFileName().toString().replaceFirst("\\.[^.]+$", ".problems"));
        if (Boolean.getBoolean("corpus.update")) {
            Files.writeString(Corpus.inSources(expected), printed);
            return;
        }
        assertThat(printed).isEqualTo(Files.readString(expected));
        assertThat(reading.problems()).isNotEmpty();
        assertThat(reading.definition() == null)
                .isEqualTo(reading.problems().stream().anyMatch(problem -> problem.isError()));
    }
}
