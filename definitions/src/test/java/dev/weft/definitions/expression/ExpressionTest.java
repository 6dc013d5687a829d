package dev.weft.definitions.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.AbstractMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
    /** A map that knows its fields only one by one. */
    private static final class Lazy extends AbstractMap<String, Object> {
        @Override
        public @Nullable Object get(@Nullable Object key) {
            return "fetch".equals(key) ? Map.of("output", 7) : null;
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return "fetch".equals(key);
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            throw new AssertionError("a lazy map was read as a whole");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tasks.fetch.output | 7",
                "tasks['fetch'].output | 7",
                "tasks.?none.orValue(1) | 1",
                "has(tasks.fetch) ? 1 : 2 | 1",
                "'none' in tasks ? 1 : 2 | 2"
            })
    void shouldReadLazyMapsFieldByField(String text, long value) throws Exception {
        assertThat(new Expression(text).evaluate(Map.of("tasks", new Lazy())::get))
                .isEqualTo(value);
    }

    @Test
    void shouldAskTheScopeOnceForEachName() throws Exception {
        int[] asked = {0};
        Scope scope = name -> {
            asked[0]++;
            return 2;
        };
        assertThat(new Expression("[1, 2, 3].map(x, x * n + n)").evaluate(scope))
                .isEqualTo(List.of(4L, 6L, 8L));
        assertThat(asked[0]).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "inputs.a + tasks.fetch.output.x | inputs,tasks | fetch | false",
                "tasks['a-b'].output == tasks.?c | tasks | a-b,c | false",
                "tasks[inputs.name] | tasks,inputs | '' | true",
                "size(tasks) | tasks | '' | true",
                "[1].map(tasks, tasks.x + item) | item | '' | false",
                "[tasks.a].map(x, tasks.b) | tasks | a,b | false",
                "math.ceil(now) + math | now,math | '' | false",
                "1 + | '' | '' | false"
            })
    void shouldTellWhatItRefersTo(String text, String roots, String tasks, boolean allTasks) {
        References references = new Expression(text).references();
        assertThat(references.roots()).containsExactlyElementsOf(words(roots));
        assertThat(references.tasks()).containsExactlyElementsOf(words(tasks));
        assertThat(references.allTasks()).isEqualTo(allTasks);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(","));
    }

    @Test
    void shouldBeEqualWhenTheTextsAre() {
        assertThat(new Expression("a")).isEqualTo(new Expression("a")).isNotEqualTo(new Expression("b"));
        assertThat(new Expression("a")).hasSameHashCodeAs(new Expression("a")).hasToString("a");
    }

    @Test
    void shouldBeEvaluatedByManyThreadsAtOnce() throws Exception {
        Expression shared = new Expression("lists.range(50).map(x, x * n).filter(x, x % 2 == 0).size()");
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<@Nullable Object>> values = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> shared.evaluate(name -> (long) (i % 2 + 1))))
                    .toList();
            for (int i = 0; i < values.size(); i++) {
                assertThat(values.get(i).get()).isEqualTo(i % 2 == 0 ? 25L : 50L);
            }
        }
    }

    @Test
    void shouldForgetProgramsThatManyOthersFollow() throws Exception {
        Expression kept = new Expression("'kept' + n");
        for (int i = 0; i < 12_000; i++) {
            new Expression("n + '" + i + "'").evaluate(name -> "x");
        }
        assertThat(kept.evaluate(name -> "!")).isEqualTo("kept!");
        assertThat(Expressions.cached()).isLessThan(10_000);
    }

    @ParameterizedTest
    @CsvSource({"1+, 3000", "(, 300", "[, 300", "a?b:, 900", "a., 1000", "x || , 5000"})
    void shouldRefuseWhatIsNestedTooDeep(String piece, int times) {
        Expression deep = new Expression(piece.repeat(times) + "1" + (piece.equals("(") ? ")".repeat(times) : ""));
        assertThatThrownBy(() -> deep.evaluate(name -> true)).isInstanceOf(EvaluationException.class);
    }

    @Test
    void shouldWarmUp() {
        Expressions.warmUp();
        assertThat(Expressions.cached()).isPositive();
    }
}
