package dev.weft.api.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.api.insight.EventCut;
import dev.weft.api.store.Database;
import dev.weft.api.store.OldRowStore;
import dev.weft.api.store.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Old rows of a real PostgreSQL. */
class UpkeepTest {
    private final DataSource source = TestDatabase.migrated();

    @Test
    void shouldDeleteWhatIsOldAndSettled() throws SQLException {
        Database database = new Database(source);
        Upkeep upkeep = new Upkeep(
                new EventCut(database),
                new OldRowStore(database),
                () -> Duration.ofDays(30),
                KeepBounds.DEFAULTS,
                Clock.systemUTC());
        try (Connection connection = source.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("insert into subscription (id, url, types, secret, retry_seconds, since, created_by)"
                    + " values ('s', 'http://x', '{}', 'S', 1, 0, 'a')");
            // Each some that are old, of which those that are still to be done stay, and as many that are young.
            sql.execute("insert into delivery (subscription, position, lane, state, settled_at) select 's', i, 'x',"
                    + " (array['due', 'handed', 'delivered', 'dead'])[i % 4 + 1],"
                    + " case when i % 4 > 1 then now() - make_interval(days => case when i < 40 then 31 else 29 end) end"
                    + " from generate_series(0, 79) i");
            sql.execute(
                    "insert into firing (workflow, trigger, key, cause, state, settled_at, expires_at) select 'w', 't', i,"
                            + " '{}', (array['due', 'started', 'dead', 'dropped'])[i % 4 + 1],"
                            + " case when i % 4 > 0 then now() - make_interval(days => case when i < 40 then 366 else 364 end) end, now()"
                            + " from generate_series(0, 79) i");
            sql.execute(
                    "insert into idempotency (user_id, route, key, request_digest, created_at) select 'u', 'r', i, 'd',"
                            + " now() - make_interval(days => i) from generate_series(0, 9) i");
            sql.execute("insert into result_cache (digest, workflow, run, generation, path, output, put_at, expires_at)"
                    + " select i, 'w', 'r', 1, 'p', '1', now() - make_interval(days => i),"
                    + " case when i < 5 then now() - interval '1 hour' end from generate_series(0, 99) i");

            upkeep.once();
            upkeep.once();

            assertThat(count(sql, "delivery")).isEqualTo(60);
            assertThat(count(sql, "delivery where state in ('due', 'handed')")).isEqualTo(40);
            assertThat(count(sql, "firing")).isEqualTo(50);
            assertThat(count(sql, "firing where state = 'due'")).isEqualTo(20);
            assertThat(count(sql, "idempotency")).isEqualTo(7);
            assertThat(count(sql, "result_cache")).isEqualTo(85);
        }
    }

    @Test
    void shouldRefuseDurationsThatMakeNoSense() {
        assertThatThrownBy(() ->
                        KeepBounds.of(name -> Optional.of("long").filter(text -> name.equals("WEFT_EVENTS_KEEP"))))
                .hasMessage("Expected WEFT_EVENTS_KEEP to be a duration such as 30d, but found «long».");
        assertThat(KeepBounds.of(name -> Optional.empty())).isEqualTo(KeepBounds.DEFAULTS);
    }

    private static int count(Statement sql, String what) throws SQLException {
        try (ResultSet rows = sql.executeQuery("select count(*) from " + what)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
