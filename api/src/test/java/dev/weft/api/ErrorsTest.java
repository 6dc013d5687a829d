package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong is told as problem+json. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorsTest {
    private Api api;

    @BeforeAll
    void start() {
        api = Api.start(Api.folder());
        api.post("/api/workflows", Samples.hello("hello", "Hi"));
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void shouldTellUnknownRoutes() {
        assertProblem(api.get("/api/nothing"), 404, "not_found");
        assertProblem(api.get("/nothing"), 404, "not_found");
        assertProblem(api.get("/api/runs/%2e%2e%2fx"), 400, "bad_request");
        assertProblem(api.get("/api/runs/no-such-run"), 404, "not_found");
        assertProblem(api.get("/api/runs/a%20b"), 404, "not_found");
    }

    @Test
    void shouldTellMethodsAndMediaTypes() {
        Api.Answer method = api.delete("/api/runs");
        assertProblem(method, 405, "method_not_allowed");
        assertThat(method.header("Allow")).contains("GET");
        assertProblem(api.post("/api/workflows/hello", "{}"), 405, "method_not_allowed");
        assertProblem(api.post("/api/workflows", "x", "Content-Type", "text/csv"), 415, "unsupported_media_type");
        assertProblem(api.get("/api/runs", "Accept", "image/png"), 406, "not_acceptable");
    }

    @Test
    void shouldPointIntoMalformedJson() {
        // when
        Api.Answer malformed = api.post("/api/workflows/hello/start", "{\"inputs\":\n  {\"who\": nope}}");

        // then
        assertProblem(malformed, 400, "malformed_json");
        assertThat(malformed.json().path("line").asInt()).isEqualTo(2);
        assertThat(malformed.json().path("column").asInt()).isGreaterThan(1);
        assertProblem(api.post("/api/workflows/hello/start", "{\"inputs\": 3}"), 400, "invalid_field");
        assertProblem(api.post("/api/workflows/hello/start", "{} {}"), 400, "malformed_json");
        assertProblem(api.post("/api/workflows/hello/start", "{\"key\":\"a\",\"key\":\"b\"}"), 400, "malformed_json");
        assertProblem(api.post("/api/workflows/hello/start", "{".repeat(2000)), 400, "malformed_json");
    }

    @Test
    void shouldGuessUnknownFields() {
        // when
        Api.Answer unknown = api.post("/api/workflows/hello/start", "{\"input\": {}}");

        // then
        assertProblem(unknown, 400, "unknown_field");
        assertThat(unknown.json().path("detail").asText()).contains("Did you mean «inputs»?");
    }

    @Test
    void shouldRefuseLargeBodies() {
        assertProblem(
                api.post("/api/workflows/hello/start", "{\"key\":\"" + "x".repeat(3_000_000) + "\"}"),
                413,
                "too_large");
    }

    @Test
    void shouldRefuseABodyThatGrowsTooLarge() throws IOException {
        // given a body that doesn't say how large it will be
        try (Socket socket = new Socket(api.uri().getHost(), api.uri().getPort())) {
            socket.getOutputStream()
                    .write(("POST /api/workflows HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                                    + "Content-Type: application/yaml\r\nAuthorization: Bearer " + api.admin()
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            // when
            byte[] chunk = ("8000\r\n" + "x".repeat(0x8000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            try {
                for (int i = 0; i < 100; i++) {
                    socket.getOutputStream().write(chunk);
                }
            } catch (IOException e) {
                // The server has answered and closed: what it said can still be read.
            }

            // then
            assertThat(firstLine(socket.getInputStream())).contains("413");
        }
    }

    @Test
    void shouldRefuseInputsThatAHistoryCannotHold() {
        // when
        Api.Answer large =
                api.post("/api/workflows/hello/start", "{\"inputs\":{\"who\":\"" + "x".repeat(1_600_000) + "\"}}");

        // then
        assertProblem(large, 413, "too_large");
        assertThat(large.json().path("detail").asText()).contains("1500000").contains("file in the workspace");
    }

    @Test
    void shouldRefuseControlCharacters() {
        assertProblem(api.post("/api/workflows/hello/start", "{\"key\":\"\\u0000\"}"), 400, "invalid_request");
        assertProblem(api.post("/api/workflows/hello/start", "{\"labels\":{\"a\":\"\\u0000\"}}"), 422, "invalid_label");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a=b\":\"c\"}", "{\" a\":\"c\"}", "{\"a\":\" c\"}", "{\"a\":\"\"}", "{\"a\":null}"})
    void shouldRefuseLabelsThatADefinitionCouldNotHave(String labels) {
        assertProblem(api.post("/api/workflows/hello/start", "{\"labels\":" + labels + "}"), 422, "invalid_label");
    }

    @Test
    void shouldTellThatARequestCameTooSlowly() throws IOException {
        try (Socket socket = new Socket(api.uri().getHost(), api.uri().getPort())) {
            // when
            socket.getOutputStream()
                    .write(("POST /api/workflows/hello/start HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
                                    + "Content-Type: application/json\r\nAuthorization: Bearer " + api.admin()
                                    + "\r\n\r\n{\"")
                            .getBytes(StandardCharsets.US_ASCII));

            // then
            assertThat(firstLine(socket.getInputStream())).contains("408");
        }
    }

    @Test
    void shouldKeepAConnectionThroughARefusal() throws IOException {
        try (Socket socket = new Socket(api.uri().getHost(), api.uri().getPort())) {
            // given a request without a token whose body comes late
            socket.getOutputStream()
                    .write("POST /api/workflows HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            // when the body and another request follow
            socket.getOutputStream()
                    .write("{}GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            // then
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers).contains("401").contains("HTTP/1.1 200");
        }
    }

    @Test
    void shouldSayThatAConnectionEndsWithALargeBodyUnread() throws IOException {
        try (Socket socket = new Socket(api.uri().getHost(), api.uri().getPort())) {
            // when
            socket.getOutputStream()
                    .write(("POST /api/workflows HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n"
                                    + "x".repeat(100_000))
                            .getBytes(StandardCharsets.US_ASCII));

            // then
            StringBuilder head = new StringBuilder();
            for (String line = firstLine(socket.getInputStream());
                    !line.isBlank();
                    line = firstLine(socket.getInputStream())) {
                head.append(line).append('\n');
            }
            assertThat(head.toString()).contains("401").containsIgnoringCase("Connection: close");
        }
    }

    @Test
    void shouldTellWhatIsNotEvenHttp() throws IOException {
        try (Socket socket = new Socket(api.uri().getHost(), api.uri().getPort())) {
            // when
            socket.getOutputStream().write("nonsense\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            // then
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .contains("400")
                    .contains("application/problem+json")
                    .doesNotContain("<html");
        }
    }

    @Test
    void shouldRefuseWhatIsNotUtf8() throws IOException {
        try (Socket socket = new Socket(api.uri().getHost(), api.uri().getPort())) {
            // when
            socket.getOutputStream()
                    .write(("POST /api/workflows HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n"
                                    + "Content-Type: application/yaml\r\nAuthorization: Bearer " + api.admin()
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[] {(byte) 0xC3, (byte) 0x28});

            // then
            assertThat(firstLine(socket.getInputStream())).contains("400");
        }
    }

    @Test
    void shouldAnswerProbesWithoutAToken() {
        assertThat(api.as(null, "GET", "/livez", null).status()).isEqualTo(200);
        assertThat(api.as(null, "GET", "/readyz", null).status()).isEqualTo(200);
    }

    private static void assertProblem(Api.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("code").asText()).isEqualTo(code);
        assertThat(answer.json().path("title").asText()).isNotBlank();
        assertThat(answer.json().path("detail").asText()).isNotBlank();
        assertThat(answer.body()).doesNotContain("\tat ").doesNotContain("Exception");
    }

    private static String firstLine(InputStream stream) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = stream.read(); next >= 0 && next != '\n'; next = stream.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    @Test
    void shouldRefuseADocumentThatIsNoneWithoutAContentType() {
        for (String route : new String[] {"/api/workflows", "/api/workflows/validate"}) {
            assertThat(api.post(route, null).status()).as(route).isIn(200, 400, 415, 422);
        }
        assertThat(api.as(api.admin(), "PUT", "/api/workflows", null).status()).isIn(400, 415, 422);
        assertThat(api.as(api.admin(), "PUT", "/api/workflows/none", null).status())
                .isIn(400, 415, 422);
    }

    @Test
    void shouldWaitNoLongerThanItCanHoweverLongIsAskedFor() {
        api.save("version: \"3.0.0\"\nid: never-started\ntasks: {a: {action: transform, parameters: {value: 1}}}\n");
        for (String path : new String[] {"/api/runs/none", "/api/workflows/never-started/status"}) {
            assertThat(api.get(path + "?wait=889695004h646408457us8ns").status())
                    .as(path)
                    .isEqualTo(404);
        }
    }
}
