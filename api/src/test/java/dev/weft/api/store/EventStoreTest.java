package dev.weft.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.protocol.event.CloudEvent;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.protocol.event.FactBatch;
import dev.weft.worker.protocol.event.FactType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStoreTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.123Z");
    private EventStore store;

    @BeforeEach
    void open() throws Exception {
        DataSource source = TestDatabase.migrated();
        store = new EventStore(new Database(source));
    }

    @Test
    void shouldLetNoReaderSeeAGapWhileManyWrite() throws Exception {
        // given writers that put the same and other events at the same time
        int writers = 6;
        int each = 60;
        List<Long> seen = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> writing = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String own = "writer" + writer;
                Callable<Integer> puts = () -> IntStream.range(0, each)
                        .map(i ->
                                store.put(List.of(event("all", "same" + i), event(own, "a" + i), event(own, "b" + i))))
                        .sum();
                writing.add(threads.submit(puts));
            }

            // when somebody reads on from what was read last
            while (seen.size() < each * (1 + 2 * writers)) {
                long last = seen.isEmpty() ? 0 : seen.getLast();
                store.after(last, EventFilter.ALL, 50).forEach(one -> seen.add(one.offset()));
            }

            // then each event is there once
            int put = 0;
            for (Future<Integer> one : writing) {
                put += one.get();
            }
            assertThat(put).isEqualTo(seen.size());
        }
        assertThat(seen)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, seen.size()).boxed().toList());
        assertThat(store.last()).isEqualTo(seen.size());
    }

    @Test
    void shouldRefuseWhatARunToldWhereItDoesNotKnowWhatCameBefore() {
        assertThat(store.put(List.of(told(1, 2)), false)).isEmpty();

        assertThat(store.put(List.of(told(4, 5)), false)).containsExactly(told(4, 5));
        assertThat(store.put(List.of(told(3, 3), told(4, 5)), false)).isEmpty();
        assertThat(store.put(List.of(told(1, 5)), true)).isEmpty();

        assertThat(store.after(0, new EventFilter(null, null, "run"), 10))
                .extracting(one -> one.event().id())
                .containsExactly("1.1." + at(), "1.2." + at(), "1.3." + at(), "1.4." + at(), "1.5." + at());
    }

    @Test
    void shouldRefuseThatARunBeginsOnceMoreOfWhichItDoesNotKnowTheEnd() {
        store.put(List.of(told(1, 2)), false);
        FactBatch again = going(2, 3, FactType.WORKFLOW_STARTED);

        assertThat(store.put(List.of(again), false)).containsExactly(again);
        assertThat(store.put(List.of(going(1, 3, FactType.WORKFLOW_FAILED), again), false))
                .isEmpty();
        assertThat(store.put(List.of(going(2, 4, FactType.TASK_STARTED)), false))
                .isEmpty();
        FactBatch third = going(3, 5, FactType.WORKFLOW_STARTED);
        assertThat(store.put(List.of(third), false)).containsExactly(third);
        store.put(List.of(going(2, 5, FactType.WORKFLOW_COMPLETED)), false);
        FactBatch last = going(3, 6, FactType.WORKFLOW_STARTED);
        assertThat(store.put(List.of(last), false)).isEmpty();
    }

    @Test
    void shouldTellTheTimeOfTheNewestFactOfARun() {
        assertThat(store.latest("run")).isEmpty();
        store.put(List.of(told(1, 2)), false);

        assertThat(store.latest("run")).contains(TIME);
        assertThat(store.latest("other")).isEmpty();
    }

    @Test
    void shouldGiveEventsBackAsTheyWerePut() {
        CloudEvent event = new CloudEvent(
                "1",
                "/shop",
                "order.paid",
                null,
                TIME,
                Map.of("text", "a\u0000b", "list", List.of(1, 2.5)),
                Map.of("x", true));
        store.put(List.of(event, event("other", "1")));

        assertThat(store.after(0, new EventFilter("order.paid", null, null), 10))
                .containsExactly(new LoggedEvent(1, event));
        assertThat(store.has(event)).isTrue();
    }

    private static long at() {
        return TIME.toEpochMilli();
    }

    private static FactBatch told(int from, int to) {
        return new FactBatch(
                "run",
                "execution",
                "flow",
                1,
                1,
                IntStream.rangeClosed(from, to)
                        .mapToObj(i -> new Fact(i, TIME, FactType.TASK_CHANGED, "it", Map.of("status", "WAITING")))
                        .toList());
    }

    private static FactBatch going(int generation, int sequence, FactType type) {
        return new FactBatch(
                "run",
                "execution",
                "flow",
                1,
                generation,
                List.of(new Fact(sequence, TIME, type, null, Map.of("status", "RUNNING"))));
    }

    private static CloudEvent event(String source, String id) {
        return new CloudEvent(id, "/" + source, "some.thing", null, TIME, null, Map.of());
    }
}
