package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.auth.CodecAccess;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Temporal's web UI asks for, from outside: its protocol, and who may ask. What is sealed is opened by the worker's tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CodecTest {
    private static final String PAYLOADS =
            "{\"payloads\": [{\"metadata\": {\"encoding\": \"anNvbi9wbGFpbg==\"}, \"data\": \"ImhlbGxvIg==\"}]}";

    private Api api;

    @BeforeAll
    void start() {
        api = Api.start(Api.folder());
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void shouldAnswerWithPayloads() {
        Api.Answer answer = api.post("/api/codec/decode", PAYLOADS);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().path("payloads").path(0).path("data").asText()).isEqualTo("ImhlbGxvIg==");
        assertThat(api.post("/api/codec/encode", PAYLOADS).status()).isEqualTo(200);
        assertThat(api.post("/api/codec/decode", "{\"payloads\": 3}").status()).isEqualTo(400);
    }

    @Test
    void shouldLeaveWhatNothingHereCanOpen() {
        Api.Answer answer = api.post(
                "/api/codec/decode",
                "{\"payloads\": [{\"metadata\": {\"encoding\": \"YmluYXJ5L2VuY3J5cHRlZA==\", \"encryption-key-id\": \"MTIz\"}, \"data\": \"AAAA\"}]}");

        // This server's connection has no codec: what is sealed stays so, and is no error.
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("YmluYXJ5L2VuY3J5cHRlZA==");
    }

    @Test
    void shouldPermitABrowserByACookieForTheseRoutesAlone() {
        Api.Answer answer = api.post("/api/codec/permit", "");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Set-Cookie"))
                .startsWith("weft_codec=")
                .contains("Path=/api/codec", "HttpOnly", "SameSite=Strict", "Max-Age=28800");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8233, http://127.0.0.1:8233, true",
        "http://127.0.0.1:8233, http://localhost:8233, true",
        "http://127.0.0.1:8233, http://127.0.0.1:8234, false",
        "http://127.0.0.1:8233, https://127.0.0.1:8233, false",
        "http://127.0.0.1:8233, http://127.0.0.1.evil.example:8233, false",
        "http://127.0.0.1:8233, null, false",
        "https://temporal.example.com, https://temporal.example.com, true",
        "https://temporal.example.com, https://temporal.example.com.evil.example, false",
        "https://temporal.example.com, https://localhost, false",
    })
    void shouldKnowThePagesOfTheWebUi(URI ui, String origin, boolean allowed) {
        assertThat(new CodecAccess(ui, "c").isAllowed(origin)).isEqualTo(allowed);
        assertThat(new CodecAccess(null, "c").isAllowed(origin)).isFalse();
    }
}
