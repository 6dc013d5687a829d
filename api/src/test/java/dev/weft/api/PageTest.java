package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page for people, as a browser gets it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {
    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"(/web/[^\"]+)\"|from '\\./([^']+)'");
    private Api api;

    @BeforeAll
    void start() {
        api = Api.start(Api.folder());
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?status=FAILED", "/runs", "/runs/", "/runs/no-such-run", "/runs/a%20b"})
    void shouldGiveThePageToAnybody(String path) {
        // when
        Api.Answer page = stranger("GET", path);

        // then
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.body()).startsWith("<!doctype html>").contains("<main");
    }

    @ParameterizedTest
    @CsvSource({
        "/web/app.js, text/javascript;charset=utf-8",
        "/web/style.css, text/css;charset=utf-8",
        "/web/icon.svg, image/svg+xml"
    })
    void shouldNameContentTypes(String path, String type) {
        assertThat(stranger("GET", path).status()).isEqualTo(200);
        assertThat(stranger("GET", path).header("Content-Type")).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/runs/any", "/web/app.js", "/web/style.css", "/web/icon.svg"})
    void shouldLetNothingInFromElsewhere(String path) {
        // when
        Api.Answer answer = stranger("GET", path);

        // then
        assertThat(answer.header("Content-Security-Policy").split("; "))
                .contains(
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "img-src 'self'",
                        "connect-src 'self'",
                        "frame-ancestors 'none'",
                        "base-uri 'none'")
                .noneMatch(part -> part.contains("unsafe") || part.contains("*"));
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void shouldSendAFileOnce() {
        // given
        Api.Answer first = stranger("GET", "/web/app.js");
        String tag = first.header("ETag");
        assertThat(tag).matches("\"[0-9a-f]{32}\"");

        // when
        Api.Answer same = stranger("GET", "/web/app.js", "If-None-Match", "\"other\", W/" + tag);
        Api.Answer zipped = stranger("GET", "/web/app.js", "Accept-Encoding", "gzip");
        Api.Answer sameZipped =
                stranger("GET", "/web/app.js", "Accept-Encoding", "gzip", "If-None-Match", zipped.header("ETag"));
        Api.Answer other = stranger("GET", "/web/app.js", "If-None-Match", "\"other\"");

        // then
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.header("ETag")).isEqualTo(tag);
        assertThat(same.header("Content-Security-Policy")).isNotEmpty();
        assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(sameZipped.status()).isEqualTo(304);
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.body()).isEqualTo(first.body());
    }

    @Test
    void shouldAnswerHeadLikeGetWithoutABody() {
        // when
        Api.Answer get = stranger("GET", "/web/style.css");
        Api.Answer head = stranger("HEAD", "/web/style.css");

        // then
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
        assertThat(stranger("HEAD", "/runs/any").header("Content-Type")).startsWith("text/html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/web",
                "/web/",
                "/web/nothing.js",
                "/web/index.html",
                "/web/app.js/",
                "/web/APP.JS",
                "/index.html",
                "/runs/a/b",
                "/runs//",
                "/nothing",
                "/favicon.ico"
            })
    void shouldTellWhatIsNotThere(String path) {
        // when
        String answer = raw(path);

        // then
        assertThat(answer).matches("(?s)HTTP/1\\.1 40[04] .*").contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/web/../../../../etc/passwd",
                "/web/../dev/weft/api/ApiServer.class",
                "/web/%2e%2e/%2e%2e/etc/passwd",
                "/web/..%2f..%2fetc%2fpasswd",
                "/web/%252e%252e/etc/passwd",
                "/web/..;/..;/etc/passwd",
                "/web/..\\..\\etc\\passwd",
                "/web//etc/passwd",
                "/web/app.js%00.css",
                "/web/./../../META-INF/MANIFEST.MF",
                "/runs/../../etc/passwd",
                "/runs/..%2f..%2fetc%2fpasswd",
                "//etc/passwd"
            })
    void shouldNeverLeaveItsFolder(String path) {
        // when
        String answer = raw(path);

        // then
        assertThat(answer).matches("(?s)HTTP/1\\.1 40[04] .*").contains("problem");
        assertThat(answer).doesNotContain("root:").doesNotContain("Manifest-Version");
    }

    @Test
    void shouldRefuseToBeWrittenTo() {
        for (String method : List.of("POST", "PUT", "DELETE", "TRACE", "OPTIONS")) {
            // when
            Api.Answer answer = stranger(method, "/runs/any");

            // then
            assertThat(answer.status()).as(method).isEqualTo(405);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
        }
    }

    @Test
    void shouldLeaveTheApiAlone() {
        assertThat(stranger("GET", "/api/runs").status()).isEqualTo(401);
        assertThat(stranger("GET", "/api").status()).isEqualTo(401);
        assertThat(api.get("/api/runs").header("Content-Type")).isEqualTo("application/json");
        assertThat(stranger("GET", "/livez").status()).isEqualTo(200);
    }

    @Test
    void shouldServeEveryFileOfItsFolder() throws IOException, URISyntaxException {
        // given
        Path folder = Path.of(Objects.requireNonNull(ApiServer.class.getResource("/web/index.html"))
                        .toURI())
                .getParent();

        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                // when
                String name = file.getFileName().toString();
                Api.Answer answer = stranger("GET", name.equals("index.html") ? "/" : "/web/" + name);

                // then
                assertThat(answer.status()).as(name).isEqualTo(200);
                assertThat(answer.body()).as(name).isEqualTo(Files.readString(file));
                assertReferencesLead(answer.body());
                assertThat(answer.body())
                        .as(name)
                        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
                        .doesNotContainPattern("<[^>]* style=|<style|<script(?! type=\"module\" src=)");
            }
        }
    }

    @Test
    void shouldShowTheGraphOfTheRevisionThatARunHas() {
        // given
        api.post("/api/workflows", Samples.hello("grown", "Hi"));
        String more = Samples.hello("grown", "Hi")
                .replace("  shout:", "  more: {action: transform, parameters: {value: 1}}\n  shout:");
        assertThat(api.put("/api/workflows/grown", more).status()).isEqualTo(200);

        // when
        Api.Answer first = api.get("/api/workflows/grown/graph?revision=1");
        Api.Answer current = api.get("/api/workflows/grown/graph");

        // then
        assertThat(first.json().path("tasks")).hasSize(2);
        assertThat(current.json().path("tasks")).hasSize(3);
        assertThat(api.get("/api/workflows/grown/graph?revision=9").status()).isEqualTo(404);
        assertThat(api.get("/api/workflows/grown/graph?revision=x").status()).isEqualTo(400);
    }

    private void assertReferencesLead(String text) {
        Matcher reference = REFERENCE.matcher(text);
        while (reference.find()) {
            String path = reference.group(1) == null ? "/web/" + reference.group(2) : reference.group(1);
            assertThat(stranger("GET", path).status()).as(path).isEqualTo(200);
        }
    }

    private Api.Answer stranger(String method, String path, String... headers) {
        return api.as(null, method, path, null, headers);
    }

    /** A path exactly as it stands: clients would tidy it. */
    private String raw(String path) {
        try (Socket socket = new Socket(api.uri().getHost(), api.uri().getPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
