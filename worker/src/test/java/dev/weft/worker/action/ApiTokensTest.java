package dev.weft.worker.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.action.ActionException;
import dev.weft.worker.egress.HttpGateway;
import dev.weft.worker.egress.dial.EgressPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Credentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens by OAuth 2's client credentials. */
class ApiTokensTest {
    @TempDir
    Path workspace = Path.of("");

    private final MockWebServer api = new MockWebServer();
    private final MockWebServer tokens = new MockWebServer();
    private ApiCalls calls;

    @BeforeEach
    void start() throws IOException {
        api.start();
        tokens.start();
        calls = new ApiCalls(workspace);
    }

    @AfterEach
    void stop() {
        calls.close();
        api.close();
        tokens.close();
    }

    private String url() {
        return "http://127.0.0.1:" + api.getPort() + "/items";
    }

    private Map<String, Object> auth(Object... more) {
        Map<String, Object> credentials = new LinkedHashMap<>();
        credentials.put("token_url", "http://127.0.0.1:" + tokens.getPort() + "/token");
        credentials.put("client_id", "weft:1");
        credentials.put("client_secret", "s3cret/+ value");
        for (int i = 0; i < more.length; i += 2) {
            credentials.put((String) more[i], more[i + 1]);
        }
        return Map.of("client_credentials", credentials);
    }

    private void gives(String token, String more) {
        tokens.enqueue(new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body("{\"access_token\": \"" + token + "\", \"token_type\": \"Bearer\"" + more + "}")
                .build());
    }

    private void answers(int... statuses) {
        for (int status : statuses) {
            api.enqueue(new MockResponse.Builder().code(status).build());
        }
    }

    private String shown() throws InterruptedException {
        return String.valueOf(api.takeRequest().getHeaders().get("Authorization"));
    }

    @Test
    void shouldFetchATokenAndKeepItAndConcealIt() throws Exception {
        gives("t-1", ", \"expires_in\": 3600");
        answers(200, 200);

        calls.call(url(), "auth", auth("scopes", List.of("read", "write"), "audience", "https://api"));
        calls.call(url(), "auth", auth("scopes", List.of("read", "write"), "audience", "https://api"));

        assertThat(shown()).isEqualTo("Bearer t-1");
        assertThat(shown()).isEqualTo("Bearer t-1");
        assertThat(tokens.getRequestCount()).isEqualTo(1);
        RecordedRequest request = tokens.takeRequest();
        assertThat(request.getRequestLine()).startsWith("POST /token ");
        assertThat(request.getHeaders().get("Authorization"))
                .isEqualTo(Credentials.basic("weft%3A1", "s3cret%2F%2B+value"));
        assertThat(Objects.requireNonNull(request.getBody()).utf8())
                .isEqualTo("grant_type=client_credentials&scope=read+write&audience=https%3A%2F%2Fapi");
        assertThat(calls.concealed).contains("access_token=t-1", "client_secret=s3cret%2F%2B+value");
    }

    @Test
    void shouldNeverGiveATokenToOtherCredentials() throws Exception {
        gives("t-1", ", \"expires_in\": 3600");
        gives("t-2", ", \"expires_in\": 3600");
        gives("t-3", ", \"expires_in\": 3600");
        answers(200, 200, 200);

        calls.call(url(), "auth", auth());
        calls.call(url(), "auth", auth("client_secret", "another"));
        calls.call(url(), "auth", auth("scopes", List.of("read")));

        assertThat(List.of(shown(), shown(), shown())).containsExactly("Bearer t-1", "Bearer t-2", "Bearer t-3");
    }

    @Test
    void shouldFetchAnewOnceATokenHasExpired() throws Exception {
        gives("t-1", ", \"expires_in\": 0");
        gives("t-2", ", \"expires_in\": \"3600\"");
        answers(200, 200, 200);

        calls.call(url(), "auth", auth());
        calls.call(url(), "auth", auth());
        calls.call(url(), "auth", auth());

        assertThat(List.of(shown(), shown(), shown())).containsExactly("Bearer t-1", "Bearer t-2", "Bearer t-2");
    }

    @Test
    void shouldFetchAnewOnceWhereATokenIsRefused() throws Exception {
        gives("t-1", "");
        gives("t-2", "");
        gives("t-3", "");
        answers(401, 200, 401, 401);

        calls.call(url(), "auth", auth());
        ActionException refused = calls.failure(url(), "auth", auth());

        assertThat(refused.code()).isEqualTo("http_401");
        assertThat(refused.retryable()).isFalse();
        assertThat(List.of(shown(), shown(), shown(), shown()))
                .containsExactly("Bearer t-1", "Bearer t-2", "Bearer t-2", "Bearer t-3");
        assertThat(tokens.getRequestCount()).isEqualTo(3);
    }

    @Test
    void shouldNotFetchAnewWhere401IsExpectedOrComesFromElsewhere() throws Exception {
        gives("t-1", "");
        answers(401);
        calls.call(url(), "auth", auth(), "expect", List.of(401));
        MockWebServer other = new MockWebServer();
        other.start();
        other.enqueue(new MockResponse.Builder().code(401).build());
        api.enqueue(new MockResponse.Builder()
                .code(302)
                .setHeader("Location", "http://127.0.0.1:" + other.getPort() + "/other")
                .build());

        assertThat(calls.failure(url(), "auth", auth()).code()).isEqualTo("http_401");

        assertThat(other.takeRequest().getHeaders().get("Authorization")).isNull();
        other.close();
        assertThat(tokens.getRequestCount()).isEqualTo(1);
    }

    @Test
    void shouldTellTheClientInTheFormWhereTheServerKnowsNoOtherWay() throws Exception {
        tokens.enqueue(new MockResponse.Builder()
                .code(400)
                .body("{\"error\": \"invalid_client\"}")
                .build());
        gives("t-1", "");
        answers(200);

        calls.call(url(), "auth", auth());

        assertThat(shown()).isEqualTo("Bearer t-1");
        tokens.takeRequest();
        RecordedRequest second = tokens.takeRequest();
        assertThat(second.getHeaders().get("Authorization")).isNull();
        assertThat(Objects.requireNonNull(second.getBody()).utf8())
                .endsWith("&client_id=weft%3A1&client_secret=s3cret%2F%2B+value");
    }

    @Test
    void shouldSayWhyThereIsNoToken() {
        tokens.enqueue(new MockResponse.Builder()
                .code(400)
                .body("{\"error\": \"invalid_scope\", \"error_description\": \"no such scope\"}")
                .build());
        ActionException refused = calls.failure(url(), "auth", auth());
        assertThat(refused.code()).isEqualTo("token_refused");
        assertThat(refused.retryable()).isFalse();
        assertThat(refused)
                .hasMessageContaining("/token, but found 400: invalid_scope, no such scope.")
                .hasMessageNotContaining("s3cret");

        tokens.enqueue(new MockResponse.Builder()
                .code(503)
                .setHeader("Retry-After", "9")
                .build());
        ActionException busy = calls.failure(url(), "auth", auth());
        assertThat(busy.code()).isEqualTo("token_refused");
        assertThat(busy.retryable()).isTrue();
        assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(9));

        for (String body : List.of(
                "<html>", "{}", "{\"access_token\": \"a b\"}", "{\"access_token\": \"a\", \"token_type\": \"mac\"}")) {
            tokens.enqueue(new MockResponse.Builder().body(body).build());
            assertThat(calls.failure(url(), "auth", auth()).code()).as(body).isEqualTo("token_refused");
        }
        tokens.enqueue(new MockResponse.Builder()
                .code(302)
                .setHeader("Location", url())
                .build());
        assertThat(calls.failure(url(), "auth", auth()).code()).isEqualTo("token_refused");
        assertThat(api.getRequestCount()).isZero();
    }

    @Test
    void shouldReachOnlyServersOfTokensThatMayBeReached() throws Exception {
        ApiCalls closed = new ApiCalls(workspace, new HttpGateway(EgressPolicy.allowing(List.of())));

        assertThat(closed.failure("https://example.com/", "auth", auth()).code())
                .isEqualTo("egress_refused");
        assertThat(tokens.getRequestCount()).isZero();
        closed.close();
    }

    @Test
    void shouldFetchOneTokenForManyAttemptsAtOnce() throws Exception {
        gives("t-1", ", \"expires_in\": 3600");
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                answers(200);
                all.add(threads.submit(() -> calls.call(url(), "auth", auth())));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }

        assertThat(tokens.getRequestCount()).isEqualTo(1);
        assertThat(api.getRequestCount()).isEqualTo(40);
    }
}
