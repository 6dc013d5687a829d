package dev.weft.api.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.api.ApiSettings.DatabaseSettings;
import dev.weft.worker.protocol.cache.ResultCacheException;
import dev.weft.worker.protocol.cache.WantedResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresResultCacheTest {
    @Test
    void shouldFailSoonWhereNothingListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertFailsSoon(port);
    }

    @Test
    void shouldFailSoonWhereWhoeverListensSaysNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertFailsSoon(silent.getLocalPort());
        }
    }

    private static void assertFailsSoon(int port) {
        DatabaseSettings nowhere =
                new DatabaseSettings("jdbc:postgresql://127.0.0.1:" + port + "/none", "nobody", "none");
        try (PostgresResultCache cache = PostgresResultCache.to(nowhere)) {
            Instant before = Instant.now();

            assertThatThrownBy(() -> cache.find(List.of(new WantedResult("a", null))))
                    .isInstanceOf(ResultCacheException.class);

            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
    }
}
