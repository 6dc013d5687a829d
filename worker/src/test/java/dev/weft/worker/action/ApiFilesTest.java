package dev.weft.worker.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.action.ActionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms, files that are sent, and answers that become files. */
class ApiFilesTest {
    private static final int LARGE = 20 << 20;

    @TempDir
    Path workspace = Path.of("");

    private final MockWebServer server = new MockWebServer();
    private ApiCalls calls;

    @BeforeEach
    void start() throws IOException {
        server.start();
        calls = new ApiCalls(workspace);
    }

    @AfterEach
    void stop() {
        calls.close();
        server.close();
    }

    private String url() {
        return "http://127.0.0.1:" + server.getPort() + "/items";
    }

    private void answer(int status, byte[] body, String... headers) {
        MockResponse.Builder response = new MockResponse.Builder().code(status).body(new Buffer().write(body));
        for (int i = 0; i < headers.length; i += 2) {
            response.setHeader(headers[i], headers[i + 1]);
        }
        server.enqueue(response.build());
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(4).nextBytes(bytes);
        return bytes;
    }

    @Test
    void shouldSendForms() throws Exception {
        answer(200, new byte[0]);

        calls.call(
                url(),
                "method",
                "POST",
                "form",
                new TreeMap<>(Map.of("title", "a b&c=é", "tag", List.of("x", 2, true), "none", List.of())));

        RecordedRequest request = server.takeRequest();
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(Objects.requireNonNull(request.getBody()).utf8())
                .isEqualTo("tag=x&tag=2&tag=true&title=a+b%26c%3D%C3%A9");
    }

    @Test
    void shouldSendAFileAsItIsAlsoOnceMoreWhereARedirectAsksForIt() throws Exception {
        byte[] content = random(LARGE);
        Files.createDirectories(workspace.resolve("out"));
        Files.write(workspace.resolve("out/report.pdf"), content);
        answer(307, new byte[0], "Location", "/elsewhere");
        answer(201, new byte[0]);

        calls.call(url(), "method", "PUT", "body_from", "out/report.pdf");

        for (String target : List.of("/items", "/elsewhere")) {
            RecordedRequest request = server.takeRequest();
            assertThat(request.getTarget()).isEqualTo(target);
            assertThat(request.getHeaders().get("Content-Length")).isEqualTo("" + LARGE);
            assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/octet-stream");
            assertThat(Objects.requireNonNull(request.getBody()).toByteArray()).isEqualTo(content);
        }
    }

    @Test
    void shouldSendTheTypeThatAHeaderNames() throws Exception {
        Files.writeString(workspace.resolve("a.csv"), "a,b\n");
        answer(200, new byte[0]);

        calls.call(url(), "method", "POST", "body_from", "a.csv", "headers", Map.of("content-type", "text/csv"));

        assertThat(server.takeRequest().getHeaders().values("Content-Type")).containsExactly("text/csv");
    }

    @Test
    void shouldSendNothingOfWhatIsNoFileOfTheWorkspace(@TempDir Path outside) throws Exception {
        Path secret = Files.writeString(outside.resolve("secret"), "s3cret");
        Files.createSymbolicLink(workspace.resolve("link"), secret);
        Files.createSymbolicLink(workspace.resolve("folder"), outside);

        assertThat(calls.failure(url(), "method", "POST", "body_from", "none").code())
                .isEqualTo("not_found");
        assertThat(calls.failure(url(), "method", "POST", "body_from", "link").code())
                .isEqualTo("link_refused");
        assertThat(calls.failure(url(), "method", "POST", "body_from", "folder/secret")
                        .code())
                .isEqualTo("link_refused");
        assertThat(calls.failure(url(), "method", "POST", "body_from", secret.toString())
                        .code())
                .isEqualTo("outside_workspace");
        assertThat(calls.failure(url(), "method", "POST", "body_from", ".").code())
                .isEqualTo("is_folder");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void shouldSaveAnAnswerOfAnyTypeAndSize() throws Exception {
        byte[] content = random(LARGE);
        answer(200, content, "Content-Type", "application/pdf");

        Map<String, ?> output = calls.call(url(), "save_to", "downloads/a/report.pdf");

        assertThat(workspace.resolve("downloads/a/report.pdf")).hasBinaryContent(content);
        assertThat(output.get("path")).isEqualTo("downloads/a/report.pdf");
        assertThat(output.get("size")).isEqualTo((long) LARGE);
        assertThat(output.containsKey("body")).isFalse();
        assertThat(calls.files()).containsExactly("downloads/a/report.pdf");
    }

    @Test
    void shouldReplaceAFileOnlyByAWholeAnswer() throws Exception {
        Files.writeString(workspace.resolve("a"), "old");
        server.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(random(1 << 20)))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());

        ActionException broken = calls.failure(url(), "save_to", "a");

        assertThat(broken.code()).isEqualTo("connection_lost");
        assertThat(broken.retryable()).isTrue();
        assertThat(workspace.resolve("a")).hasContent("old");
        assertThat(calls.files()).containsExactly("a");

        answer(200, "new".getBytes(StandardCharsets.UTF_8));
        calls.call(url(), "save_to", "a");

        assertThat(workspace.resolve("a")).hasContent("new");
    }

    @Test
    void shouldSaveNoAnswerWhoseStatusIsNotExpected() throws Exception {
        answer(404, "no such report".getBytes(StandardCharsets.UTF_8));
        answer(404, "no such report".getBytes(StandardCharsets.UTF_8));
        answer(302, "moved".getBytes(StandardCharsets.UTF_8), "Location", "/there");
        answer(200, "there".getBytes(StandardCharsets.UTF_8));

        assertThat(calls.failure(url(), "save_to", "a"))
                .hasMessageContaining("404: no such report")
                .extracting(ActionException::code)
                .isEqualTo("http_404");
        assertThat(calls.files()).isEmpty();

        calls.call(url(), "save_to", "a", "expect", List.of(404));
        assertThat(workspace.resolve("a")).hasContent("no such report");

        calls.call(url(), "save_to", "b", "expect", List.of("2xx", "3xx"));
        assertThat(workspace.resolve("b")).hasContent("there");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldBoundWhatIsSavedWhileItComes(boolean sizeIsKnown) throws Exception {
        byte[] content = random(1 << 20);
        MockResponse.Builder answer = new MockResponse.Builder();
        Buffer body = new Buffer().write(content);
        server.enqueue((sizeIsKnown ? answer.body(body) : answer.chunkedBody(body, 1000)).build());

        ActionException failure = calls.failure(url(), "save_to", "a", "max_size", "512KiB");

        assertThat(failure.code()).isEqualTo("answer_too_large");
        assertThat(failure.retryable()).isFalse();
        assertThat(failure).hasMessageContaining("at most 524288 bytes");
        assertThat(calls.files()).isEmpty();

        answer(200, content);
        assertThat(calls.call(url(), "save_to", "a", "max_size", "1MiB").get("size"))
                .isEqualTo(1L << 20);
    }

    @Test
    void shouldCountWhatIsUnpacked() throws Exception {
        Buffer packed = new Buffer();
        try (BufferedSink sink = Okio.buffer(new GzipSink(packed))) {
            sink.write(new byte[4 << 20]);
        }
        assertThat(packed.size()).isLessThan(100_000);
        server.enqueue(new MockResponse.Builder()
                .body(packed)
                .setHeader("Content-Encoding", "gzip")
                .build());

        assertThat(calls.failure(url(), "save_to", "a", "max_size", "2MiB").code())
                .isEqualTo("answer_too_large");
        assertThat(calls.files()).isEmpty();
    }

    @Test
    void shouldBoundBodiesInOutputsToo() throws Exception {
        answer(200, "0123456789".getBytes(StandardCharsets.UTF_8), "Content-Type", "text/plain");
        answer(200, "0123456789".getBytes(StandardCharsets.UTF_8), "Content-Type", "text/plain");

        assertThat(calls.call(url(), "max_size", "10B").get("body")).isEqualTo("0123456789");
        assertThat(calls.failure(url(), "max_size", "9B")).hasMessageContaining("at most 9 bytes");
    }

    @Test
    void shouldRefusePlacesBeforeAnythingIsAsked(@TempDir Path outside) throws Exception {
        Files.createDirectories(workspace.resolve("folder"));
        Files.createSymbolicLink(workspace.resolve("link"), outside);

        assertThat(calls.failure(url(), "save_to", "folder").code()).isEqualTo("is_folder");
        assertThat(calls.failure(url(), "save_to", "link/a").code()).isEqualTo("link_refused");
        assertThat(calls.failure(url(), "save_to", "../a").code()).isEqualTo("outside_workspace");
        assertThat(server.getRequestCount()).isZero();
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void shouldLeaveNothingBehindWhenItIsCancelled() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(random(1 << 20)))
                .throttleBody(1000, 50, TimeUnit.MILLISECONDS)
                .build());
        CompletableFuture<String> end = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                calls.call(url(), "save_to", "a");
                end.complete("done");
            } catch (InterruptedException e) {
                end.complete("interrupted");
            } catch (Exception e) {
                end.complete(e.toString());
            }
        });
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (calls.files().isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(calls.files()).hasSize(1);

        thread.interrupt();

        assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo("interrupted");
        assertThat(calls.files()).isEmpty();
    }
}
