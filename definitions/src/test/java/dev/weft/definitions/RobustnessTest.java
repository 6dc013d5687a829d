package dev.weft.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.migrate.rewrite.Rewritten;
import dev.weft.definitions.problem.ProblemPrinter;
import dev.weft.definitions.random.RandomDefinition;
import dev.weft.definitions.random.Spelling;
import dev.weft.definitions.source.SourceText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No document, however broken, throws or takes long. */
final class RobustnessTest {
    private static final int CASES = Integer.getInteger("robustness.cases", 3000);
    private static final long SEED = Long.getLong("robustness.seed", 20_26L);
    private static final Duration LONG = Duration.ofSeconds(1);
    private static final int SHORT = 20_000;
    private static final Duration REFUSED = Duration.ofMillis(100);

    /** Of what is read and migrated, as a short document may stand for 300,000 values. */
    private static final Duration REFUSED_WHEN_LOWERED = Duration.ofMillis(300);

    @BeforeAll
    static void warmUp() {
        List<String> documents = corpus();
        documents.forEach(RobustnessTest::read);
        bombs().forEach(RobustnessTest::read);
        Bombs.all().forEach(RobustnessTest::read);
    }

    @Test
    void shouldNeverThrowNorTakeLongOnMutatedDocuments() {
        // given
        List<String> documents = new ArrayList<>(corpus());
        Bombs.all().filter(bomb -> bomb.length() < SHORT).forEach(documents::add);
        Random random = new Random(SEED);
        StructuralMutation structural = new StructuralMutation(documents, random);

        for (int i = 0; i < CASES; i++) {
            String text = i % 2 == 0 ? Mutation.of(documents, random) : structural.next();

            // when
            long start = CpuTime.nanos();
            Reading reading;
            try {
                reading = read(text);
                new ProblemPrinter(true).print(reading.problems());
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("Expected problems, but found an exception for:\n" + text, e);
            }

            // then
            Duration taken = Duration.ofNanos(CpuTime.nanos() - start);
            assertThat(taken).as(text).isLessThan(LONG);
            boolean errors = reading.problems().stream().anyMatch(problem -> problem.isError());
            assertThat(reading.definition() == null).as(text).isEqualTo(errors);
            if (reading.definition() != null) {
                String canonical = Definitions.canonical(reading.definition());
                assertThat(Definitions.compile(canonical).definition()).as(text).isEqualTo(reading.definition());
            }
        }
    }

    @Test
    void shouldCompileOrRefuseMutatedCanonicalDocuments() {
        // given
        List<String> documents = LongStream.range(1, 60)
                .mapToObj(seed -> Definitions.canonical(Objects.requireNonNull(
                        read(Spelling.json(RandomDefinition.tree(seed), seed)).definition())))
                .toList();
        Random random = new Random(SEED);
        int compiled = 0;
        for (int i = 0; i < CASES; i++) {
            String text = Mutation.of(documents, random);

            // when, then
            long start = CpuTime.nanos();
            try {
                Definitions.compile(text);
                compiled++;
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("Expected ");
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("Expected a plan or a refusal, but found an exception for:\n" + text, e);
            }
            assertThat(Duration.ofNanos(CpuTime.nanos() - start)).as(text).isLessThan(LONG);
        }
        assertThat(compiled).isPositive();
    }

    private static List<String> corpus() {
        return Stream.of("valid", "invalid")
                .flatMap(Corpus::documents)
                .map(file -> Corpus.source(file).text())
                .toList();
    }

    static Stream<String> bombs() {
        String head = "version: \"3.0.0\"\nid: a\ntasks: ";
        return Stream.of(
                head + "[".repeat(10_000),
                head + "{a: ".repeat(10_000),
                "[".repeat(400_000),
                "{\"a\":".repeat(90_000),
                "- ".repeat(10_000) + "a",
                IntStream.range(0, 700).mapToObj(i -> " ".repeat(i) + "a:\n").reduce("", String::concat),
                "a: " + "x".repeat(10_000_000),
                head + "{a: {action: transform, parameters: {value: 1}}}\n".repeat(250_000),
                laughs(),
                head + "{a: {tasks: ".repeat(10_000) + "}".repeat(20_000),
                head + "{a: {action: transform, on_failure: {run: ".repeat(30),
                "? ".repeat(10_000),
                "!".repeat(100_000),
                "&a ".repeat(100_000),
                "*a ".repeat(100_000),
                "\"" + "\\".repeat(100_001),
                "a: |\n" + " \n".repeat(200_000),
                "#".repeat(500_000),
                "\n".repeat(500_000),
                "a: ${{ " + "(".repeat(100_000),
                head + "{a: {action: transform, when: \"" + "(".repeat(20_000) + "\"}}",
                head + "{a: {action: transform, when: \"" + "a.".repeat(20_000) + "b\"}}",
                head + "{a: {action: transform, when: \"" + "-".repeat(20_000) + "1\"}}",
                head + "{a: {action: transform, parameters: {value: \"" + "${{ 1 + }}".repeat(30_000) + "\"}}}",
                head + "{a: {action: transform, parameters: {value: \"" + "${{".repeat(30_000) + "\"}}}",
                "a: " + "b: ".repeat(100_000),
                "x, ".repeat(100_000),
                head + "{a: {action: wait, parameters: {cron: \"" + "1,".repeat(100_000) + "1 * * * *\"}}}",
                IntStream.range(0, 40_000)
                        .mapToObj(i -> "k" + i + ": 1\n")
                        .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
                        .toString());
    }

    // Each list holds the one before it ten times.
    private static String laughs() {
        StringBuilder text = new StringBuilder("l0: &l0 [ha]\n");
        for (int i = 1; i < 12; i++) {
            text.append("l%d: &l%d [%s]\n".formatted(i, i, ("*l" + (i - 1) + ", ").repeat(9)));
        }
        return text.toString();
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("bombs")
    void shouldRefuseBombsInTime(String text) {
        shouldRefuse(text, REFUSED);
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("dev.weft.definitions.Bombs#all")
    void shouldRefuseInTimeWhatOnlyLoweringMakesLong(String text) {
        shouldRefuse(text, REFUSED_WHEN_LOWERED);
    }

    private static void shouldRefuse(String text, Duration limit) {
        // given: other work on the machine makes one of several readings slow, not all of them
        Duration best = LONG;
        for (int i = 0; i < 3 && best.compareTo(limit) >= 0; i++) {
            // when
            long start = CpuTime.nanos();
            Reading reading = read(text);
            Duration taken = Duration.ofNanos(CpuTime.nanos() - start);

            // then
            assertThat(reading.problems()).isNotEmpty();
            best = taken.compareTo(best) < 0 ? taken : best;
        }
        assertThat(best).isLessThan(limit);
    }

    private static Reading read(String text) {
        SourceText source = new SourceText("x.yaml", text);
        Reading reading = Definitions.read(source, Surroundings.UNKNOWN);
        for (Rewritten one : Definitions.rewrite(source, Surroundings.UNKNOWN).documents()) {
            rewritten(reading, one);
        }
        return reading;
    }

    // Whatever can be read is the same definition once it is written anew.
    private static void rewritten(Reading reading, Rewritten one) {
        if (reading.definition() == null) {
            return;
        }
        Reading again = Definitions.read(new SourceText("again.yaml", one.text()), Surroundings.UNKNOWN);
        assertThat(again.definition()).as(one.text()).isNotNull();
        assertThat(Definitions.canonical(Objects.requireNonNull(again.definition())))
                .as(one.text())
                .isEqualTo(Definitions.canonical(reading.definition()));
    }
}
