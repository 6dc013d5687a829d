package dev.weft.platform.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.weft.platform.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemporalNamespaceTest {
    @ParameterizedTest
    @CsvSource({
        "503, Unable to get namespace default info with error: GetNamespace operation failed. Error interrupted (9), true",
        "503, service is starting, false",
        "500, interrupted (9), false",
        "200, '{\"namespaceInfo\":{\"name\":\"default\"}}', false"
    })
    void shouldTellAStuckDatabaseFromOtherTrouble(int status, String body, boolean stuck) throws IOException {
        // given
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/namespaces/default", exchange -> {
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            // when, then
            assertThat(TemporalServer.stuck(server.getAddress().getPort())).isEqualTo(stuck);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void shouldNotTakeAServerThatIsNotThereForStuck() {
        assertThat(TemporalServer.stuck(Ports.free())).isFalse();
        assertThat(TemporalServer.stuck(null)).isFalse();
    }
}
