package dev.weft.worker.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.WrittenParameters;
import dev.weft.definitions.action.builtin.ApiCall;
import dev.weft.definitions.action.shape.ParameterBinder;
import dev.weft.worker.action.file.Roots;
import dev.weft.worker.egress.HttpGateway;
import dev.weft.worker.egress.dial.EgressPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiCallActionTest {
    @TempDir
    Path home = Path.of("");

    private final MockWebServer server = new MockWebServer();
    private final MockWebServer other = new MockWebServer();
    private final HttpGateway gateway = new HttpGateway(EgressPolicy.allowing(List.of("127.0.0.0/8", "::1")));
    private final HttpGateway closed = new HttpGateway(EgressPolicy.allowing(List.of()));

    @BeforeEach
    void start() throws IOException {
        server.start();
        other.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        closed.close();
        server.close();
        other.close();
    }

    private Map<String, @Nullable Object> call(HttpGateway gateway, Object... parameters) throws Exception {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("url", url(server, "/items"));
        for (int i = 0; i < parameters.length; i += 2) {
            map.put((String) parameters[i], parameters[i + 1]);
        }
        Map<String, @Nullable Object> output = new ApiCallAction(gateway, new Roots(home, List.of()))
                .execute(ParameterBinder.bind(ApiCall.SPEC, map), new TestContext(Path.of(""), "key-1"));
        DescribedOutput.check(ApiCall.SPEC, WrittenParameters.of(map), output);
        return output;
    }

    private Map<String, @Nullable Object> call(Object... parameters) throws Exception {
        return call(gateway, parameters);
    }

    private static String url(MockWebServer server, String path) {
        return "http://127.0.0.1:" + server.getPort() + path;
    }

    private void answer(int status, String body, String... headers) {
        MockResponse.Builder response = new MockResponse.Builder().code(status).body(body);
        for (int i = 0; i < headers.length; i += 2) {
            response.setHeader(headers[i], headers[i + 1]);
        }
        server.enqueue(response.build());
    }

    private static ActionException failure(ThrowingCallable work) {
        return Failing.of(work);
    }

    @Test
    void shouldSendWhatIsAskedAndGiveTheAnswer() throws Exception {
        answer(201, "{\"id\": 7}", "Content-Type", "application/json", "X-A", "b");

        Map<String, @Nullable Object> output = call(
                "method", "POST",
                "query", Map.of("tag", List.of("a b", "c")),
                "headers", Map.of("X-Trace", "t"),
                "body", Map.of("name", "Ada"),
                "auth", Map.of("basic", Map.of("username", "u", "password", "p")));

        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("POST /items?tag=a%20b&tag=c HTTP/1.1");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Basic dTpw");
        assertThat(request.getHeaders().get("Idempotency-Key")).isEqualTo("key-1");
        assertThat(request.getHeaders().get("X-Trace")).isEqualTo("t");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(Objects.requireNonNull(request.getBody()).utf8()).isEqualTo("{\"name\":\"Ada\"}");
        assertThat(output).containsEntry("status", 201).containsEntry("body", Map.of("id", 7));
        assertThat(output.get("headers"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("x-a", "b");
    }

    @Test
    void shouldGiveBodiesByTheirType() throws Exception {
        answer(200, "hello", "Content-Type", "text/plain");
        answer(200, "\0\1", "Content-Type", "image/png");
        answer(204, "");
        answer(200, "[1]", "Content-Type", "text/plain");

        assertThat(call().get("body")).isEqualTo("hello");
        assertThat(call().get("body")).isEqualTo("AAE=");
        assertThat(call().get("body")).isNull();
        assertThat(call("response", "json").get("body")).isEqualTo(List.of(1));
    }

    @Test
    void shouldFailWithTheStatusUnlessItIsExpected() throws Exception {
        answer(404, "no such item");
        answer(404, "no such item");
        answer(503, "busy", "Retry-After", "7");

        assertThat(call("expect", List.of("2xx", 404)).get("status")).isEqualTo(404);
        ActionException missing = failure(this::call);
        assertThat(missing.code()).isEqualTo("http_404");
        assertThat(missing.retryable()).isFalse();
        assertThat(missing).hasMessageContaining("Expected status 2xx").hasMessageContaining("404: no such item");
        ActionException busy = failure(this::call);
        assertThat(busy.code()).isEqualTo("http_503");
        assertThat(busy.retryable()).isTrue();
        assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void shouldNotHandCredentialsToAnotherOrigin() throws Exception {
        answer(302, "", "Location", url(other, "/there"));
        other.enqueue(new MockResponse.Builder().body("ok").build());

        call(
                "headers", Map.of("X-Custom", "x", "Accept", "text/plain"),
                "auth", Map.of("header", Map.of("name", "X-Api-Key", "value", "s3cret")));

        assertThat(server.takeRequest().getHeaders().get("X-Api-Key")).isEqualTo("s3cret");
        RecordedRequest second = other.takeRequest();
        assertThat(second.getTarget()).isEqualTo("/there");
        assertThat(second.getHeaders().names()).doesNotContain("X-Api-Key", "X-Custom", "Authorization");
        assertThat(second.getHeaders().get("Accept")).isEqualTo("text/plain");
    }

    @Test
    void shouldBoundRedirectsAndLetThemBeTurnedOff() {
        for (int i = 0; i < 7; i++) {
            answer(302, "", "Location", "/items");
        }

        assertThat(failure(this::call).code()).isEqualTo("redirect_refused");
        assertThat(failure(() -> call("follow_redirects", false)).code()).isEqualTo("http_302");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/",
                "http://localhost:%d/",
                "http://2130706433:%d/",
                "http://0x7f.1:%d/",
                "http://0127.0.0.1:%d/",
                "http://127.1:%d/",
                "http://0.0.0.0:%d/",
                "http://[::1]:%d/",
                "http://[::ffff:127.0.0.1]:%d/",
                "http://[::ffff:7f00:1]:%d/",
                "http://127.0.0.1.:%d/",
                "http://①②⑦.0.0.1:%d/"
            })
    void shouldRefusePrivateAddressesHoweverTheyAreWritten(String form) {
        ActionException failure = failure(() -> call(closed, "url", form.formatted(server.getPort())));

        assertThat(failure.code()).isIn("egress_refused", "unreachable", "invalid_parameters");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void shouldSayHowARefusedAddressIsAllowed() {
        ActionException failure = failure(() -> call(closed));

        assertThat(failure.code()).isEqualTo("egress_refused");
        assertThat(failure.retryable()).isFalse();
        assertThat(failure)
                .hasMessageContaining("Expected a public address, but found 127.0.0.1")
                .hasMessageContaining("WEFT_EGRESS_ALLOW");
    }

    @Test
    void shouldCheckRedirectsToo() {
        HttpGateway only = new HttpGateway(EgressPolicy.allowing(List.of("127.0.0.1")));
        answer(302, "", "Location", "http://127.0.0.2:" + other.getPort() + "/");

        assertThat(failure(() -> call(only)).code()).isEqualTo("egress_refused");
        assertThat(other.getRequestCount()).isZero();
        only.close();
    }

    @Test
    void shouldTurnEachKindOfBadAnswerIntoAFailure() throws Exception {
        answer(200, "<html>", "Content-Type", "application/json");
        assertThat(failure(this::call).code()).isEqualTo("invalid_answer");

        server.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(new byte[100 << 20]))
                .build());
        assertThat(failure(this::call).code()).isEqualTo("answer_too_large");

        // A request that met a connection which was idle is sent once more by the client.
        for (int i = 0; i < 3; i++) {
            server.enqueue(new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build());
        }
        ActionException closedSocket = failure(this::call);
        assertThat(closedSocket.code()).isEqualTo("connection_lost");
        assertThat(closedSocket.retryable()).isTrue();

        int port = server.getPort();
        server.close();
        assertThat(failure(() -> call("url", "http://127.0.0.1:" + port)).code())
                .isEqualTo("unreachable");
    }

    @Test
    void shouldRefuseParametersThatMakeNoRequest() {
        assertThat(failure(() -> call("url", "ftp://x")).code()).isEqualTo("invalid_parameters");
        assertThat(failure(() -> call("url", "https://u:p@example.com")).code()).isEqualTo("invalid_parameters");
        assertThat(failure(() -> call("body", "x")).code()).isEqualTo("invalid_parameters");
        assertThat(failure(() -> call("headers", Map.of("A", "x\r\nB: y"))).code())
                .isEqualTo("invalid_parameters");
        assertThat(failure(() -> call("expect", List.of("ok"))).code()).isEqualTo("invalid_parameters");
        assertThat(server.getRequestCount()).isZero();
    }
}
