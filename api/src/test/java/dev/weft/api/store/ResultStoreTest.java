package dev.weft.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.protocol.cache.CachedResult;
import dev.weft.worker.protocol.cache.FoundResult;
import dev.weft.worker.protocol.cache.WantedResult;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.protocol.event.FactBatch;
import dev.weft.worker.protocol.event.FactType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResultStoreTest {
    private DataSource source;
    private ResultStore store;

    @BeforeEach
    void open() throws Exception {
        source = TestDatabase.migrated();
        store = new ResultStore(new Database(source));
    }

    @Test
    void shouldGiveTheLastThatWasPut() {
        store.put(List.of(result("a", "one", null), result("b", "one", null)));
        store.put(List.of(result("a", "two", null)));

        assertThat(store.find(List.of(wanted("a", null), wanted("b", null), wanted("c", null)))
                        .found())
                .containsExactlyInAnyOrder(new FoundResult("a", "two", "{}"), new FoundResult("b", "one", "{}"));
    }

    @Test
    void shouldGiveNothingThatIsOlderThanItsReaderOrWriterWants() {
        store.put(List.of(result("short", "one", 300L), result("long", "one", 3_600_000L)));
        assertThat(found("long", 60_000L)).isNotEmpty();

        Awaitility.await().until(() -> found("short", null).isEmpty());
        Awaitility.await().until(() -> found("long", 300L).isEmpty());

        assertThat(found("short", 60_000L)).isEmpty();
        assertThat(found("long", null)).isNotEmpty();
        assertThat(store.find(List.of(wanted("short", null), wanted("none", null), wanted("long", 300L)))
                        .expired())
                .containsExactlyInAnyOrder("short", "long");
    }

    @Test
    void shouldSweepWhatIsPastItsTimeWithWhatIsPut() {
        store.put(List.of(result("old", "one", 1L), result("kept", "one", null)));
        Awaitility.await().until(() -> found("old", null).isEmpty());

        store.put(List.of(result("new", "one", 60_000L)));

        List<String> rows = Jdbi.create(source)
                .withHandle(handle -> handle.createQuery("select digest from result_cache order by digest")
                        .mapTo(String.class)
                        .list());
        assertThat(rows).containsExactly("kept", "new");
    }

    @Test
    void shouldDropWhatARunHasPutUpToAGoing() {
        store.put(List.of(result("a", "one", null), result("b", "two", null)));
        store.put(List.of(new CachedResult("c", "flow", "one", 2, "t", null, "{}")));

        store.drop("one", 1);

        assertThat(found("a", null)).isEmpty();
        assertThat(found("b", null)).isNotEmpty();
        assertThat(found("c", null)).isNotEmpty();
    }

    @Test
    void shouldGiveNothingOfARunThatGoesBackAlsoWhereTheDropWasLost() {
        store.put(List.of(result("a", "one", null), result("b", "two", null)));
        store.put(List.of(new CachedResult("c", "flow", "one", 2, "t", null, "{}")));

        new EventStore(new Database(source))
                .put(
                        List.of(new FactBatch(
                                "one",
                                "execution",
                                "flow",
                                1,
                                1,
                                List.of(new Fact(1, Instant.now(), FactType.WORKFLOW_ROLLING_BACK, null, Map.of())))),
                        true);

        assertThat(found("a", null)).isEmpty();
        assertThat(found("b", null)).isNotEmpty();
        assertThat(found("c", null)).isNotEmpty();
    }

    @Test
    void shouldDropWhatRunsOfADefinitionHavePut() {
        store.put(List.of(result("a", "one", null), new CachedResult("b", "other", "two", 1, "", null, "{}")));

        assertThat(store.clear("flow")).isEqualTo(1);
        assertThat(found("b", null)).isNotEmpty();
        assertThat(store.clear(null)).isEqualTo(1);
    }

    @Test
    void shouldTakeTheSameFromManyAtOnce() throws Exception {
        Duration most = Duration.ofSeconds(30);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> writing = new ArrayList<>();
            for (int writer = 0; writer < 6; writer++) {
                String run = "run-" + writer;
                boolean backwards = writer % 2 == 0;
                Callable<Boolean> puts = () -> {
                    for (int i = 0; i < 40; i++) {
                        store.put(IntStream.range(0, 10)
                                .map(n -> backwards ? 9 - n : n)
                                .mapToObj(n -> result("same-" + n, run, 1L))
                                .toList());
                    }
                    return true;
                };
                writing.add(threads.submit(puts));
            }
            for (Future<Boolean> one : writing) {
                assertThat(one.get(most.toSeconds(), TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private List<FoundResult> found(String digest, @Nullable Long ttl) {
        return store.find(List.of(wanted(digest, ttl))).found();
    }

    private static WantedResult wanted(String digest, @Nullable Long ttl) {
        return new WantedResult(digest, ttl);
    }

    private static CachedResult result(String digest, String run, @Nullable Long ttl) {
        return new CachedResult(digest, "flow", run, 1, "task", ttl, "{}");
    }
}
