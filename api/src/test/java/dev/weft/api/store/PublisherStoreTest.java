package dev.weft.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.protocol.event.EventGaps;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublisherStoreTest {
    private static final Duration SILENCE = Duration.ofSeconds(12);
    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00.123Z");
    private Database database;
    private PublisherStore store;

    @BeforeEach
    void open() throws Exception {
        database = new Database(TestDatabase.migrated());
        store = new PublisherStore(database);
    }

    @Test
    void shouldGiveOneThatDiedToOneThatLivesAlone() {
        store.alive("dead", EventGaps.NONE);
        store.alive("first", EventGaps.NONE);
        store.alive("second", EventGaps.NONE);
        assertThat(store.silent(SILENCE, "first")).isEmpty();
        silence("dead");

        assertThat(store.silent(SILENCE, "first").orElseThrow().publisher()).isEqualTo("dead");
        assertThat(store.silent(SILENCE, "second")).isEmpty();
        assertThat(store.silent(SILENCE, "first").orElseThrow().publisher()).isEqualTo("dead");

        silence("first");
        assertThat(store.silent(SILENCE, "second")).isPresent();
    }

    @Test
    void shouldTellWhatAllKnowThatIsMissing() {
        assertThat(store.gaps(SILENCE)).isEqualTo(EventGaps.NONE);

        store.alive("one", new EventGaps(2, SINCE.plusSeconds(1), "a-1: broken"));
        store.alive("two", new EventGaps(1, SINCE, null));
        store.alive("three", EventGaps.NONE);
        assertThat(store.gaps(SILENCE)).isEqualTo(new EventGaps(3, SINCE, "a-1: broken"));

        store.alive("one", EventGaps.NONE);
        store.done("two");
        assertThat(store.gaps(SILENCE)).isEqualTo(EventGaps.NONE);

        silence("three");
        assertThat(store.gaps(SILENCE).since()).isNotNull();
    }

    private void silence(String publisher) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "update event_publisher set seen_at = seen_at - interval '1 minute' where publisher = ?",
                        publisher));
    }
}
