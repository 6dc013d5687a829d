package dev.weft.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.migrate.rewrite.Rewriting;
import dev.weft.definitions.migrate.rewrite.Rewritten;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.parse.DefinitionParser;
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
 * printed about it ({@code x.problems} for {@code x.yaml}), and beside a valid one in another version or dialect what it is
 * in 3.0.0 ({@code x.migrated}). A file {@code surroundings.json} in a folder says what exists
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

    // What a release can't carry out yet is shown in a folder of its own: elsewhere it would hide what the case is
    // about.
    private static List<Problem> problems(Path file, Reading reading) {
        return file.toString().contains("not-supported")
                ? reading.problems()
                : reading.problems().stream()
                        .filter(problem -> !problem.code().equals(ProblemCode.NOT_SUPPORTED.code()))
                        .toList();
    }

    private static void valid(Path file) throws IOException {
        List<Reading> readings = Definitions.readAll(Corpus.source(file), Corpus.surroundings(file));
        for (Reading reading : readings) {
            valid(file, reading);
        }
        rewritten(file, readings);
    }

    private static void valid(Path file, Reading reading) {
        assertThat(new ProblemPrinter(false).print(problems(file, reading))).isEmpty();
        Definition definition = Objects.requireNonNull(reading.definition());

        String canonical = Definitions.canonical(definition);
        Plan plan = Definitions.compile(canonical);
        Reading again = Definitions.read(new SourceText("canonical.json", canonical), Corpus.surroundings(file));

        assertThat(plan.definition()).isEqualTo(definition);
        assertThat(Definitions.canonical(plan.definition())).isEqualTo(canonical);
        assertThat(again.definition()).isEqualTo(definition);
    }

    private static void rewritten(Path file, List<Reading> readings) throws IOException {
        Rewriting rewriting = Definitions.rewrite(Corpus.source(file), Corpus.surroundings(file));
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < readings.size(); i++) {
            Rewritten one = rewriting.documents().get(i);
            Definition definition = Objects.requireNonNull(readings.get(i).definition());
            Reading again = Definitions.read(new SourceText("again.yaml", one.text()), Corpus.surroundings(file));
            assertThat(new ProblemPrinter(false).print(problems(file, again))).isEmpty();
            assertThat(Definitions.canonical(Objects.requireNonNull(again.definition())))
                    .isEqualTo(Definitions.canonical(definition));
            assertThat(one.id()).isEqualTo(definition.id());
            assertThat(one.changes()).isEqualTo(readings.get(i).migrated());
            all.append("# from ").append(one.from()).append('\n');
            one.changes().forEach(line -> all.append("# - ").append(line).append('\n'));
            all.append("---\n").append(one.text());
        }
        Path expected = Corpus.beside(file, ".migrated");
        if (readings.getFirst().from() instanceof String from && from.equals(DefinitionParser.VERSION)) {
            assertThat(rewriting.documents()).hasSize(1);
            assertThat(rewriting.documents().getFirst().text())
                    .isEqualTo(Corpus.source(file).text());
            assertThat(expected).doesNotExist();
        } else if (Boolean.getBoolean("corpus.update")) {
            Files.writeString(expected, all);
        } else {
            assertThat(all).hasToString(Files.readString(expected));
        }
    }

    private static void invalid(Path file) throws IOException {
        List<Reading> readings = Definitions.readAll(Corpus.source(file), Corpus.surroundings(file));
        String printed = new ProblemPrinter(false)
                .print(readings.stream()
                        .flatMap(reading -> problems(file, reading).stream())
                        .toList());
        Path expected = Corpus.beside(file, ".problems");
        if (Boolean.getBoolean("corpus.update")) {
            Files.writeString(expected, printed);
            return;
        }
        assertThat(printed).isEqualTo(Files.readString(expected)).isNotEmpty();
        for (Reading reading : readings) {
            assertThat(reading.definition() == null)
                    .isEqualTo(reading.problems().stream().anyMatch(problem -> problem.isError()));
        }
    }
}
