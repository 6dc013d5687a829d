package dev.weft.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.model.Definition;
import dev.weft.definitions.plan.Order;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.ProblemPrinter;
import dev.weft.definitions.random.PlanModel;
import dev.weft.definitions.random.RandomDefinition;
import dev.weft.definitions.random.Spelling;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Text to canonical text and back is the identity, however it is spelt; planning is deterministic and agrees with a model. */
final class IdentityTest {
    // What no release carries out yet, and what is doubted but runs: conditions that chance made of literals alone,
    // times
    // and error codes that are drawn one by one, so that one always comes before another or never occurs.
    private static final Set<String> BY_CHANCE = Set.of(
            ProblemCode.NOT_SUPPORTED.code(),
            ProblemCode.CONSTANT.code(),
            ProblemCode.NEVER_RUNS.code(),
            ProblemCode.UNREAD_DECISION.code(),
            ProblemCode.TIMES.code(),
            ProblemCode.ERROR_CODE.code());

    private static final int CASES = Integer.getInteger("random.definitions", 400);
    private static final long SEED = Long.getLong("random.seed", 2026L);
    private static final Path DIGESTS = Path.of("src/test/resources/random/digests.txt");
    private static final int GOLDEN = 40;

    @Test
    void shouldKeepEveryRandomDefinition() {
        for (long seed = SEED; seed < SEED + CASES; seed++) {
            // given
            String text = Spelling.yaml(RandomDefinition.tree(seed), seed);
            Definition definition = read(text, "random.yaml", seed);

            // when
            String canonical = Definitions.canonical(definition);
            Plan plan = Definitions.compile(canonical);

            // then
            assertThat(plan.definition()).as(text).isEqualTo(definition);
            assertThat(read(canonical, "canonical.json", seed)).as(text).isEqualTo(definition);
            assertThat(Definitions.canonical(plan.definition())).isEqualTo(canonical);
            assertThat(Definitions.compile(canonical).tasks()).isEqualTo(plan.tasks());
        }
    }

    @Test
    void shouldGiveOneCanonicalTextHoweverItIsSpelt() {
        for (long seed = SEED; seed < SEED + CASES / 2; seed++) {
            // given
            Map<String, @Nullable Object> tree = RandomDefinition.tree(seed);
            String one = Spelling.yaml(tree, seed);
            String other = Spelling.yaml(tree, -seed);
            String json = Spelling.json(tree, seed);

            // when
            String canonical = Definitions.canonical(read(one, "one.yaml", seed));

            // then
            assertThat(Definitions.canonical(read(other, "other.yaml", seed)))
                    .as(other)
                    .isEqualTo(canonical);
            assertThat(Definitions.canonical(read(json, "other.json", seed)))
                    .as(json)
                    .isEqualTo(canonical);
        }
    }

    @Test
    void shouldPlanAsTheModelDoes() {
        for (long seed = SEED; seed < SEED + CASES; seed++) {
            // given
            Definition definition = read(Spelling.yaml(RandomDefinition.tree(seed), seed), "random.yaml", seed);
            PlanModel model = new PlanModel(definition);

            // when
            Plan plan = Definitions.compile(Definitions.canonical(definition));

            // then
            assertThat(plan.tasks().stream().map(task -> expected(plan, task)))
                    .as("seed %d", seed)
                    .isEqualTo(model.tasks());
            for (PlannedTask task : plan.tasks()) {
                assertThat(plan.tasks().get(task.index())).isSameAs(task);
                assertThat(plan.task(task.path())).containsSame(task);
            }
            assertThat(paths(Order.sequential(plan))).as("seed %d", seed).isEqualTo(model.order());
            assertThat(paths(Order.criticalPath(plan))).as("seed %d", seed).isEqualTo(model.critical());
        }
    }

    @Test
    void shouldKeepDigestsOverTheYears() throws IOException {
        List<String> digests = new ArrayList<>();
        for (long seed = 1; seed <= GOLDEN; seed++) {
            String canonical = Definitions.canonical(read(Spelling.yaml(RandomDefinition.tree(seed), seed), "a", seed));
            digests.add(seed + " " + Definitions.digest(canonical));
        }
        if (Boolean.getBoolean("corpus.update")) {
            Files.createDirectories(DIGESTS.getParent());
            Files.write(DIGESTS, digests);
            return;
        }
        assertThat(digests).isEqualTo(Files.readAllLines(DIGESTS));
    }

    private static PlanModel.Expected expected(Plan plan, PlannedTask task) {
        return new PlanModel.Expected(
                task.path(),
                path(plan, task.parent()),
                task.needs().stream().map(need -> path(plan, need)).toList(),
                task.dependents().stream()
                        .map(dependent -> path(plan, dependent))
                        .toList(),
                task.level(),
                paths(plan.children(task)),
                path(plan, task.fallback()),
                path(plan, task.compensation()));
    }

    private static String path(Plan plan, int index) {
        return index < 0 ? "" : plan.tasks().get(index).path();
    }

    private static List<String> paths(List<PlannedTask> tasks) {
        return tasks.stream().map(PlannedTask::path).toList();
    }

    private static Definition read(String text, String file, long seed) {
        Reading reading = Definitions.read(new SourceText(file, text), Surroundings.UNKNOWN);
        List<Problem> wrong = reading.problems().stream()
                .filter(problem -> !BY_CHANCE.contains(problem.code()))
                .toList();
        assertThat(wrong)
                .as(() -> "seed " + seed + ":\n" + text + "\n" + new ProblemPrinter(false).print(wrong))
                .isEmpty();
        return Objects.requireNonNull(reading.definition());
    }
}
