package dev.weft.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TestServersTest {
    @Test
    void shouldShareOneTemporalServerThatAnswers() {
        // when
        var server = TestServers.temporal();

        // then
        assertThat(server.healthy()).isTrue();
        assertThat(TestServers.temporal()).isSameAs(server);
    }

    @Test
    void shouldGiveEachTestAnEmptyDatabase() throws SQLException {
        // given
        String first = TestServers.newDatabase();
        String second = TestServers.newDatabase();

        // when
        try (var connection = DriverManager.getConnection(
                second, TestServers.postgres().user(), TestServers.postgres().password())) {
            // then
            assertThat(first).isNotEqualTo(second);
            assertThat(connection.isValid(1)).isTrue();
        }
    }
}
