package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.api.event.PostgresEventSink;
import dev.weft.api.log.PostgresLogSink;
import dev.weft.api.store.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests that Schemathesis makes of {@code openapi.json}: none is answered by a server error, nor by what isn't described. Without
 * Python it is left out.
 */
class SchemathesisTest {
    private static final Path VENV = Path.of("target", "schemathesis").toAbsolutePath();
    private static final String REQUIREMENT = "schemathesis==4.32.5";
    private static final Pattern GENERATED = Pattern.compile("(\\d+) generated");

    /**
     * What no server can be held to: a value that fits its schema may still name what isn't there, and one that doesn't may be
     * ignored.
     */
    private static final String LEFT_OUT = "positive_data_acceptance,negative_data_rejection";

    @TempDir
    static Path home;

    private static Api api;
    private static ApiWorker worker;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                exit("python3", "-c", "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))") == 0,
                "Expected Python 3.10 or newer with venv, but it isn't there");
        if (exit(VENV.resolve("bin/st").toString(), "--version") != 0) {
            assertThat(exit("python3", "-m", "venv", VENV.toString())).isZero();
            assertThat(exit(VENV.resolve("bin/pip").toString(), "install", "--quiet", REQUIREMENT))
                    .isZero();
        }
        api = Api.start(Api.with(
                Api.settings(home, TestDatabase.migratedUrl(), List.of(), List.of()),
                AccessSettings.DEFAULTS.withRequestsPerSecond(100_000)));
        worker = ApiWorker.logging(
                home,
                PostgresEventSink.to(api.settings().database()),
                PostgresLogSink.to(api.settings().database()),
                Map.of("WEFT_SANDBOX", "none"));
        api.save("version: \"3.0.0\"\nid: hello\ntasks: {a: {action: transform, parameters: {value: 1}}}\n");
        api.save(
                "version: \"3.0.0\"\nid: gate\ntasks: {ask: {action: approval_gate, parameters: {title: Good, approvers: [anyone]}}}\n");
        api.started("hello", "{}");
        api.started("gate", "{}");
    }

    @AfterAll
    static void stop() {
        if (worker != null) {
            worker.close();
            api.close();
        }
    }

    @Test
    void shouldAnswerFiveHundredCasesAsDescribed() throws Exception {
        check("fuzzing", 9, 500);
    }

    @Test
    @Tag("long")
    void shouldAnswerFiveThousandCasesAsDescribed() throws Exception {
        check("coverage,fuzzing", 60, 5_000);
    }

    private static void check(String phases, int casesOfEach, int least) throws IOException, InterruptedException {
        List<String> command = List.of(
                VENV.resolve("bin/st").toString(),
                "run",
                api.uri() + "/api/openapi.json",
                "--url",
                api.uri() + "/api",
                "-H",
                "Authorization: Bearer " + api.admin(),
                "--checks",
                "all",
                "--exclude-checks",
                LEFT_OUT,
                "--phases",
                phases,
                "-n",
                Integer.toString(casesOfEach),
                "--seed",
                "1",
                "--request-timeout",
                "60",
                // Streams that don't end by themselves.
                "--exclude-path",
                "/events",
                "--exclude-path",
                "/runs/{run}/events",
                // It would sign the caller out.
                "--exclude-path",
                "/session");
        Process process = new ProcessBuilder(command)
                // It writes down there what it has found.
                .directory(home.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        Matcher generated = GENERATED.matcher(said);
        assertThat(generated.find()).as(said).isTrue();
        System.out.println("Schemathesis: " + generated.group(1) + " cases");
        assertThat(Integer.parseInt(generated.group(1))).isGreaterThanOrEqualTo(least);
    }

    private static int exit(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return 1;
        }
    }
}
