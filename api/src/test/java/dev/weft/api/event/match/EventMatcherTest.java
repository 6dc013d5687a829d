package dev.weft.api.event.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.api.event.match.EventMatcher.Look;
import dev.weft.api.gateway.RunEvents.Told;
import dev.weft.api.store.Database;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.EventWaitStore;
import dev.weft.api.store.TestDatabase;
import dev.weft.worker.protocol.LogPoint;
import dev.weft.worker.protocol.event.AwaitedEvent;
import dev.weft.worker.protocol.event.CloudEvent;
import dev.weft.worker.protocol.event.EventMark;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.protocol.event.FactBatch;
import dev.weft.worker.protocol.event.FactType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Looks at the log in a real PostgreSQL, for runs that only remember what they were told. */
@Timeout(120)
class EventMatcherTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private final List<String> told = new CopyOnWriteArrayList<>();
    private Told answer = Told.YES;
    private boolean down;
    private Database database;
    private EventStore events;
    private EventWaitStore waits;
    private EventMatcher matcher;

    @BeforeEach
    void open() throws Exception {
        DataSource source = TestDatabase.migrated();
        database = new Database(source);
        events = new EventStore(database);
        waits = new EventWaitStore(database);
        matcher = matcher("one");
    }

    private EventMatcher matcher(String id) {
        return new EventMatcher(id, database, new Teller(this::tell));
    }

    private Told tell(String run, CloudEvent event) {
        if (down) {
            throw new IllegalStateException("out of reach");
        }
        told.add(run + " " + event.id());
        return answer;
    }

    @Test
    void shouldFindWhatCameBeforeAndAfterTheWaitBegan() {
        // given
        put("paid", "0", 17);
        put("paid", "1", 17);
        put("paid", "2", 18);

        // when
        waits.add(awaited("a", "it", 1, LogPoint.after(1), "paid", "event.data.n > inputs.n"));
        waits.add(awaited("b", "it", 1, LogPoint.from(Instant.now()), "paid", null));
        waits.add(awaited("c", "it", 1, LogPoint.from(Instant.now().plus(Duration.ofHours(1))), "paid", null));
        looks();
        put("other", "3", 18);
        put("paid", "4", 18);
        looks();

        // then
        assertThat(toldFirst()).containsExactlyInAnyOrder("a 2", "b 0", "c 4");
    }

    /** What each run was told first: one that takes no event, as here, is told of the next after a while. */
    private List<String> toldFirst() {
        Set<String> runs = new HashSet<>();
        return told.stream().filter(one -> runs.add(one.substring(0, 1))).toList();
    }

    @Test
    void shouldTellAgainWhereItDidNotComeToNotingThat() {
        // given
        waits.add(awaited("a", "it", 1, LogPoint.after(0), "paid", null));
        looks();
        put("paid", "1", 1);

        // when Temporal is out of reach, and then the server dies
        down = true;
        assertThatThrownBy(matcher::look).hasStackTraceContaining("out of reach");
        down = false;
        matcher.leave();
        EventMatcher next = matcher("two");
        next.look();

        // then
        assertThat(told).containsExactly("a 1");
    }

    @Test
    void shouldLetOneServerLookAndAnotherTakeOver() {
        waits.add(awaited("a", "it", 1, LogPoint.after(0), "paid", null));
        EventMatcher other = matcher("two");
        looks();

        assertThat(other.look()).isEqualTo(Look.ANOTHER);
        matcher.leave();
        put("paid", "1", 1);
        assertThat(other.look()).isNotEqualTo(Look.ANOTHER);
        assertThat(matcher.look()).isEqualTo(Look.ANOTHER);

        assertThat(told).containsExactly("a 1");
    }

    @Test
    void shouldEndAWaitByWhatItsRunTellsLaterAlone() {
        // given what an earlier execution told comes late
        waits.add(awaited("a", "it", 7, LogPoint.after(0), "paid", null));
        waits.add(awaited("b", "it", 7, LogPoint.after(0), "paid", null));
        fact("a", 5, FactType.TASK_CANCELLED, "it");
        fact("a", 8, FactType.TASK_COMPLETED, "other");
        fact("b", 8, FactType.TASK_COMPLETED, "it");

        // when one is noted that is over already, and one of a run that has ended
        fact("c", 9, FactType.TASK_CHANGED, "it");
        waits.add(awaited("c", "it", 8, LogPoint.after(0), "paid", null));
        fact("d", 9, FactType.WORKFLOW_FAILED, null);
        waits.add(awaited("d", "it", 8, LogPoint.after(0), "paid", null));
        looks();
        put("paid", "1", 1);
        looks();

        // then
        assertThat(told).containsExactly("a 1");
    }

    @Test
    void shouldForgetRunsThatAreGone() {
        waits.add(awaited("a", "it", 1, LogPoint.after(0), "paid", null));
        answer = Told.GONE;
        put("paid", "1", 1);
        looks();
        put("paid", "2", 1);
        looks();

        assertThat(told).containsExactly("a 1");
        assertThat(waits.upToDate()).isEmpty();
        assertThat(waits.nextDue()).isEmpty();
    }

    @Test
    void shouldTryAgainWhatTemporalRefuses() {
        waits.add(awaited("a", "it", 1, LogPoint.after(0), "paid", null));
        answer = Told.REFUSED;
        put("paid", "1", 1);
        looks();
        answer = Told.YES;
        until(2);

        assertThat(told).containsExactly("a 1", "a 1");
    }

    @Test
    void shouldTellARunOfAsManyEventsAsItWaitsForAtFirst() {
        // given three items and what one took; and another task
        for (int i = 0; i < 3; i++) {
            waits.add(new AwaitedEvent(
                    "a-each-" + i,
                    "a",
                    "each[" + i + "]",
                    "each",
                    1,
                    null,
                    LogPoint.after(0),
                    "paid",
                    null,
                    Map.of(),
                    List.of(EventMark.of("/test", "2"))));
        }
        waits.add(awaited("a", "other", 1, LogPoint.after(0), "paid", null));

        // when
        for (int i = 0; i < 50; i++) {
            put("paid", Integer.toString(i), i);
        }
        looks();

        // then nothing is told twice, and the rest once it is clear that those weren't taken
        assertThat(told).containsExactly("a 0", "a 1", "a 3");
        until(12);
        assertThat(told).doesNotHaveDuplicates();
    }

    @Test
    void shouldKeepUpWithManyWaits() {
        // given
        int count = 400;
        for (int i = 0; i < count; i++) {
            AwaitedEvent one = awaited("run-" + i, "it", 1, LogPoint.after(0), "paid", "event.data.n == inputs.n");
            waits.add(new AwaitedEvent(
                    one.id(),
                    one.run(),
                    one.path(),
                    one.task(),
                    1,
                    null,
                    one.since(),
                    "paid",
                    one.filter(),
                    Map.of("inputs", Map.of("n", i)),
                    List.of()));
        }
        looks();

        // when
        IntStream.range(0, 100).forEach(i -> put("paid", Integer.toString(i), i * 4));
        looks();

        // then
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 100)
                        .mapToObj(i -> "run-" + i * 4 + " " + i)
                        .toList());
    }

    private void looks() {
        while (matcher.look() == Look.MORE) {
            // Until it is up with the log, but for what is due later.
        }
    }

    private void until(int count) {
        await().pollInSameThread()
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    looks();
                    assertThat(told).hasSizeGreaterThanOrEqualTo(count);
                });
    }

    private void put(String type, String id, int n) {
        events.put(List.of(new CloudEvent(id, "/test", type, null, TIME, Map.of("n", n), Map.of())));
    }

    private void fact(String run, int sequence, FactType type, @Nullable String task) {
        events.put(
                List.of(new FactBatch(
                        run,
                        "execution",
                        "flow",
                        1,
                        1,
                        List.of(new Fact(sequence, TIME, type, task, Map.of("status", "x"))))),
                true);
    }

    private static AwaitedEvent awaited(
            String run, String path, int sequence, LogPoint since, String type, @Nullable String filter) {
        return new AwaitedEvent(
                run + "-" + path,
                run,
                path,
                path,
                sequence,
                null,
                since,
                type,
                filter,
                Map.of("inputs", Map.of("n", 17)),
                List.of());
    }
}
