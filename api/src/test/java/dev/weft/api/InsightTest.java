package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.event.PostgresEventSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures of real runs, on a real Temporal server, in a real PostgreSQL. */
class InsightTest {
    private static final String WELL = """
            version: "3.0.0"
            id: well
            tasks:
              one: {action: file_operation, parameters: {operation: write, path: "${{ run.id }}.txt", content: x}}
            """;

    private static final String BADLY = """
            version: "3.0.0"
            id: badly
            tasks:
              one: {action: file_operation, parameters: {operation: read, path: none.txt}}
            """;

    @TempDir
    static Path home;

    private static Api api;
    private static ApiWorker worker;

    @BeforeAll
    static void start() throws Exception {
        api = Api.start(home);
        worker = ApiWorker.start(home, PostgresEventSink.to(api.settings().database()));
        api.save(WELL);
        api.save(BADLY);
        for (int i = 0; i < 3; i++) {
            api.started("well", "{\"inputs\":{}}");
        }
        api.started("badly", "{\"inputs\":{}}");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> api.get("/api/analytics")
                                        .json()
                                        .path("runs")
                                        .path("completed")
                                        .asInt()
                                == 3
                        && api.get("/api/analytics")
                                        .json()
                                        .path("runs")
                                        .path("failed")
                                        .asInt()
                                == 1);
    }

    @AfterAll
    static void stop() {
        worker.close();
        api.close();
    }

    @Test
    void shouldTellThroughputSuccessAndDurations() {
        JsonNode all = api.get("/api/analytics").json();
        assertThat(all.path("error_rate").asDouble()).isEqualTo(25);
        assertThat(all.path("workflows_per_hour").asDouble()).isPositive();
        assertThat(all.path("avg_task_duration").asDouble()).isNotNegative();
        assertThat(all.path("runs").path("started").asInt()).isEqualTo(4);
        assertThat(all.path("runs").path("success_rate").asDouble()).isEqualTo(75);
        assertThat(all.path("runs").path("duration").path("p99").asDouble())
                .isGreaterThanOrEqualTo(
                        all.path("runs").path("duration").path("p50").asDouble());
        assertThat(all.path("items")).hasSize(2);
        assertThat(all.path("items").path(1).path("workflow").asText()).isEqualTo("well");
        assertThat(all.path("items").path(1).path("figures").path("completed").asInt())
                .isEqualTo(3);
        assertThat(all.path("series").size()).isBetween(1, 2);
        assertThat(all.path("behind").asLong()).isZero();
    }

    @Test
    void shouldTellOfTasksOfOneWorkflow() {
        JsonNode tasks = api.get("/api/analytics?workflow=badly&by=task").json();
        assertThat(tasks.path("items")).hasSize(1);
        assertThat(tasks.path("items").path(0).path("task").asText()).isEqualTo("one");
        assertThat(tasks.path("items").path(0).path("figures").path("failed").asInt())
                .isEqualTo(1);
        assertThat(tasks.path("runs").path("completed").asInt()).isZero();
    }

    @Test
    void shouldAnswerAtTheRootToo() {
        assertThat(api.get("/orchestrator/analytics")
                        .json()
                        .path("runs")
                        .path("completed")
                        .asInt())
                .isEqualTo(3);
        assertThat(api.as(null, "GET", "/orchestrator/analytics", null).status())
                .isEqualTo(401);
    }

    @Test
    void shouldRefuseWhatItCannotAnswer() {
        assertThat(api.get("/api/analytics?by=colour").body()).contains("workflow, task or agent", "«colour»");
        assertThat(api.get("/api/analytics?every=week").status()).isEqualTo(400);
        assertThat(api.get("/api/analytics?since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z")
                        .status())
                .isEqualTo(400);
        assertThat(api.get("/api/analytics?since=yesterday").body()).contains("2026-01-31T08:00:00Z");
        assertThat(api.get("/api/alerts?status=some").status()).isEqualTo(400);
    }

    @Test
    void shouldScoreADefinitionAndSayWhatCostsIt() {
        JsonNode well = api.get("/api/workflows/well/health").json();
        assertThat(well.path("score").asInt()).isEqualTo(100);
        assertThat(well.path("level").asText()).isEqualTo("healthy");
        assertThat(well.path("checks")).hasSize(4);

        JsonNode badly = api.get("/api/workflows/badly/health").json();
        assertThat(badly.path("score").asInt()).isEqualTo(40);
        assertThat(badly.path("level").asText()).isEqualTo("critical");
        assertThat(badly.path("checks").path(0).path("detail").asText())
                .startsWith("1 of 1 runs failed within a day.")
                .contains("weft debug badly");

        assertThat(api.get("/api/workflows/none/health").status()).isEqualTo(404);
    }

    @Test
    void shouldTellPrometheusWhatItCounts() {
        Api.Answer metrics = api.as(null, "GET", "/metrics", null);
        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.header("Content-Type")).startsWith("text/plain; version=0.0.4");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(api.as(null, "GET", "/metrics", null).body())
                                .contains(
                                        "weft_runs_ended_total{outcome=\"completed\",workflow=\"well\"} 3.0\n",
                                        "weft_runs_ended_total{outcome=\"failed\",workflow=\"badly\"} 1.0\n",
                                        "weft_http_requests_seconds_count{method=\"GET\",route=\"/analytics\",status=\"200\"}",
                                        "jvm_memory_used_bytes",
                                        "weft_events_behind 0.0\n"));
    }

    @Test
    void shouldCountWhatTheDashboardDraws() throws Exception {
        Api.Answer metrics = api.as(null, "GET", "/metrics", null);
        String dashboard = Files.readString(Path.of("../deploy/grafana-dashboard.json"));
        assertThat(Pattern.compile("\\b(weft|jvm|process)_[a-z_]+\\b")
                        .matcher(dashboard)
                        .results()
                        .map(MatchResult::group)
                        .distinct()
                        .toList())
                .hasSizeGreaterThan(8)
                .allSatisfy(name -> assertThat(metrics.body()).contains(name));
    }
}
