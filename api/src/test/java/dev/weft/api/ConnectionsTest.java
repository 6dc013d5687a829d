package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.api.store.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Those who want to keep the server from others: by much, by little at a time, or by being many. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionsTest {
    private static final int MOST = 60;
    private static final int BLOCK = 64 * 1024;

    private Api api;

    @BeforeAll
    void start() {
        ApiSettings plain = Api.settings(Api.folder(), TestDatabase.migratedUrl(), List.of(), List.of());
        api = Api.start(Api.with(plain, AccessSettings.DEFAULTS.withConnections(MOST)));
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void shouldRefuseABodyOf100MegabytesWithoutTakingIt() throws IOException {
        for (String length : List.of("Content-Length: 104857600", "Transfer-Encoding: chunked")) {
            try (Socket socket = open()) {
                // when
                OutputStream out = socket.getOutputStream();
                out.write(ascii("POST /api/workflows HTTP/1.1\r\nHost: x\r\nContent-Type: application/yaml\r\n"
                        + "Authorization: Bearer " + api.admin() + "\r\n" + length + "\r\n\r\n"));
                int sent = 0;
                try {
                    while (sent < 100 * 1024 * 1024) {
                        if (length.startsWith("T")) {
                            out.write(ascii(Integer.toHexString(BLOCK) + "\r\n"));
                        }
                        out.write(new byte[BLOCK]);
                        if (length.startsWith("T")) {
                            out.write(ascii("\r\n"));
                        }
                        sent += BLOCK;
                    }
                } catch (IOException e) {
                    // It has closed, as it should.
                }

                // then
                assertThat(sent).as(length).isLessThan(50 * 1024 * 1024);
            }
        }
        assertThat(api.get("/api/me").status()).isEqualTo(200);
    }

    @Test
    void shouldCloseWhatDripsAndServeOthersMeanwhile() throws Exception {
        String head =
                "POST /api/workflows HTTP/1.1\r\nHost: x\r\nContent-Type: application/yaml\r\nAuthorization: Bearer "
                        + api.admin() + "\r\n";
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // given some whose headers come byte by byte, and some whose bodies do
            List<Future<Boolean>> slow = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                slow.add(threads.submit(() -> drip(head)));
                slow.add(threads.submit(() -> drip(head + "Content-Length: 100000\r\n\r\n{")));
                slow.add(threads.submit(
                        () -> drip("POST /api/events HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\n{")));
            }

            // when others ask
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        assertThat(api.get("/api/me").status()).isEqualTo(200);
                        return slow.stream().allMatch(Future::isDone);
                    });

            // then each was closed before it had come to its end
            for (Future<Boolean> one : slow) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    @Test
    void shouldServeOthersHoweverManyHoldConnections() throws IOException {
        hold(api, 4 * MOST);
    }

    @Test
    @Tag("long")
    void shouldServeOthersThoughTenThousandHoldConnections() throws IOException {
        try (Api one = Api.start(Api.folder())) {
            hold(one, 9_000);
        }
    }

    private static void hold(Api api, int many) throws IOException {
        List<Socket> held = new ArrayList<>();
        try {
            // when
            for (int i = 0; i < many; i++) {
                Socket socket = new Socket(api.uri().getHost(), api.uri().getPort());
                socket.getOutputStream().write(ascii("GET /api/me HTT"));
                held.add(socket);
                if (i % 50 == 0) {
                    assertThat(api.get("/api/me").status())
                            .as(i + " connections")
                            .isEqualTo(200);
                }
            }

            // then
            assertThat(api.get("/api/me").status()).isEqualTo(200);
            assertThat(held.stream().filter(ConnectionsTest::isClosed).count())
                    .isGreaterThanOrEqualTo(many - api.settings().access().connections());
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    private static boolean isClosed(Socket socket) {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Whether it was closed within a minute, to which a byte is sent twice a second after what comes first. */
    private boolean drip(String first) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        try (Socket socket = open()) {
            socket.setSoTimeout(500);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            out.write(ascii(first));
            while (System.nanoTime() < end) {
                out.write('x');
                try {
                    while (in.read() >= 0) {
                        // What it says before it closes.
                    }
                    return true;
                } catch (SocketTimeoutException e) {
                    // Still open.
                }
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private Socket open() throws IOException {
        return new Socket(api.uri().getHost(), api.uri().getPort());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
