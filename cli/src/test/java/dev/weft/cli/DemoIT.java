package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.platform.home.Server;
import dev.weft.platform.process.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
    private static final long REST_KILOBYTES = 400_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static WeftProcess weft;

    @BeforeAll
    static void start() {
        weft = new WeftProcess(folder.resolve("home"));
        WeftProcess.Result up = weft.up();
        assertThat(up.exit()).as(up.out() + up.err()).isZero();
        assertThat(up.out()).contains("weft ready: http://127.0.0.1:", "token file: ", "Temporal UI: http://");
    }

    @AfterAll
    static void stop() throws Exception {
        weft.close();
    }

    @Test
    void shouldPublishASampleAndSayWhereToLook() throws IOException {
        // when
        WeftProcess.Result demo = weft.run("demo");

        // then
        assertThat(demo.exit()).as(demo.out() + demo.err()).isZero();
        assertThat(demo.out())
                .contains("the demo approves itself")
                .contains("weft down")
                .containsPattern("Run page: +http://127\\.0\\.0\\.1:[0-9]+/runs/publish-article")
                .containsPattern(
                        "Temporal UI: http://127\\.0\\.0\\.1:[0-9]+/namespaces/default/workflows/publish-article");
        assertThat(demo.out().lines().filter(line -> line.contains("outline") && line.contains("COMPLETED")))
                .hasSize(1);
        String page = demo.out()
                .lines()
                .filter(line -> line.startsWith("Published:"))
                .map(line -> line.substring(10).strip())
                .findFirst()
                .orElseThrow();
        assertThat(Files.readString(Path.of(page))).contains("<html");
    }

    @Test
    void shouldRunTheDemoOnAFileOfTheUsersOwn() throws IOException {
        // given
        Path article = Files.writeString(
                folder.resolve("own.md"), "# My own words\n\nHello.\n\n## One\n\nText.\n\n## Two\n\nMore text.\n");

        // when
        WeftProcess.Result demo = weft.run("demo", "--input", "source=" + article);

        // then
        assertThat(demo.exit()).as(demo.out() + demo.err()).isZero();
        assertThat(demo.out()).contains("My own words");
    }

    @Test
    void shouldGoOnWithARunWhoseServersWereKilledWhileTheProcessLives() throws IOException {
        // given
        Files.createDirectories(folder.resolve("home/workspace"));
        Files.writeString(folder.resolve("home/workspace/kill.md"), "# Kill\n\nA.\n\n## One\n\nB.\n\n## Two\n\nC.\n");
        String run = weft.run("start", "publish-article", "--input", "source=kill.md", "--output", "json")
                .json()
                .path("run")
                .asText();
        assertThat(Await.until(Duration.ofMinutes(2), () -> waitsForApproval(run)))
                .isTrue();

        // when
        weft.kill(Server.TEMPORAL);
        weft.kill(Server.POSTGRES);
        WeftProcess.Result again = weft.run("up");
        WeftProcess.Result approved = weft.run("approve", run, "review", "--comment", "good");

        // then
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(approved.exit()).as(approved.err()).isZero();
        WeftProcess.Result end = weft.run("monitor", run, "--duration", "120");
        assertThat(end.exit()).as(end.out() + end.err()).isZero();
    }

    @Test
    void shouldStayBelowFourHundredMegabytes() throws IOException {
        // given
        long pid = weft.file().living(Server.WEFT).orElseThrow().pid();
        Path status = Path.of("/proc/" + pid + "/status");
        if (!Files.exists(status)) {
            return;
        }

        // when
        String resident = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElseThrow();

        // then
        assertThat(Long.parseLong(resident.replaceAll("[^0-9]", ""))).isLessThan(REST_KILOBYTES);
    }

    private static boolean waitsForApproval(String run) {
        JsonNode state = weft.run("status", run, "--output", "json").json();
        return state.path("tasks").path("review").path("status").asText().equals("WAITING");
    }
}
