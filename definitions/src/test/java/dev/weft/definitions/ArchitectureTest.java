package dev.weft.definitions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The language is pure: text in, values out. */
@AnalyzeClasses(packages = "dev.weft.definitions", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final Path SOURCES = Path.of("src/main/java");

    @ArchTest
    static final ArchRule SHOULD_KNOW_NO_TEMPORAL_HTTP_OR_DATABASE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.temporal..", "java.net.http..", "okhttp3..", "java.sql..", "javax.sql..", "io.dropwizard..");

    @ArchTest
    static final ArchRule SHOULD_KNOW_NO_CLOCK_OR_CHANCE = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.weft.definitions",
                    "..source..",
                    "..problem..",
                    "..lower..",
                    "..migrate..",
                    "..dialect..",
                    "..parse..",
                    "..validate..",
                    "..plan..",
                    "..model..",
                    "..input..",
                    "..graph..",
                    "..schema..",
                    "..expression..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(java.util.Random.class, java.util.concurrent.ThreadLocalRandom.class, java.util.UUID.class);

    @ArchTest
    static final ArchRule SHOULD_HAVE_NO_CYCLES_AMONG_THE_STAGES = slices().matching(
                    "dev.weft.definitions.(source|problem|lower|migrate|dialect|parse|validate|plan|model|input|graph|schema)..")
            .should()
            .beFreeOfCycles();

    @Test
    void shouldDocumentEveryPackage() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> undocumented = files.filter(Files::isDirectory)
                    .filter(ArchitectureTest::holdsClasses)
                    .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                    .toList();
            assertThat(undocumented).isEmpty();
        }
    }

    private static boolean holdsClasses(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
