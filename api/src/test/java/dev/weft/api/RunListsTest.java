package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.figure.SeenRun;
import dev.weft.api.store.Database;
import dev.weft.api.store.SeenRunStore;
import dev.weft.api.store.TestDatabase;
import dev.weft.worker.protocol.RunMarks;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Lists of runs: as the event log tells them, and as Temporal shows them where no worker tells anything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunListsTest {
    private static final int RUNS = 400;
    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-05-01T00:00:00Z");

    /** So young that nobody wonders that Temporal doesn't show it. */
    private static final Instant RECENT = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private Path home;
    private Api api;
    private SeenRunStore seen;

    @BeforeAll
    void start() {
        home = Api.folder();
        api = Api.start(home);
        seen = new SeenRunStore(
                new Database(TestDatabase.of(api.settings().database().url())));
        api.save(Samples.hello("hello", "Hi"));
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void shouldFindWhatAModelFinds() {
        // given runs of five definitions, of which many began in the same moment
        Random random = new Random(11);
        List<SeenRun> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            runs.add(random(random, i));
        }
        seen.put(runs);
        runs.sort(Comparator.comparing(SeenRun::startedAt)
                .thenComparing(SeenRun::run)
                .reversed());

        for (int question = 0; question < 150; question++) {
            // when all pages of a list are asked for, while others begin
            Map<String, String> filter = filter(random, runs);
            List<String> found = new ArrayList<>();
            String cursor = "";
            do {
                JsonNode page = page(filter, 1 + random.nextInt(60), cursor);
                page.path("items").forEach(item -> found.add(item.path("run").asText()));
                cursor = page.path("next").asText("");
                if (random.nextInt(20) == 0) {
                    seen.put(List.of(young("late", question)));
                }
            } while (!cursor.isEmpty());

            // then
            assertThat(found)
                    .as(filter.toString())
                    .containsExactlyElementsOf(runs.stream()
                            .filter(run -> fits(run, filter))
                            .map(SeenRun::run)
                            .toList());
        }
    }

    @Test
    void shouldShowAllOfARun() {
        // given
        SeenRun run = new SeenRun(
                "all-1",
                "all",
                3,
                1,
                LATER,
                null,
                Map.of("team", "a=b"),
                null,
                "ann",
                "above-1",
                "0f",
                new SeenRun.Stand("WAITING", 25, List.of("approval:review")),
                true,
                LATER);
        seen.put(List.of(run));

        // when
        JsonNode item = page(Map.of("workflow", "all"), 10, "").path("items").path(0);

        // then
        assertThat(item.path("revision").asInt()).isEqualTo(3);
        assertThat(item.path("status").asText()).isEqualTo("WAITING");
        assertThat(item.path("progress").asInt()).isEqualTo(25);
        assertThat(item.path("started_at").asText()).isEqualTo(LATER.toString());
        assertThat(item.path("started_by").asText()).isEqualTo("ann");
        assertThat(item.path("parent").asText()).isEqualTo("above-1");
        assertThat(item.path("labels").path("team").asText()).isEqualTo("a=b");
        assertThat(item.path("waiting_for").path(0).asText()).isEqualTo("approval:review");
        assertThat(item.path("links").path("temporal_ui").asText()).endsWith("/workflows/all-1/0f/history");
        assertThat(page(Map.of("label", "team=a=b"), 10, "").path("items")).hasSize(1);
    }

    @Test
    void shouldShowARunAtOnceThatNoWorkerHasTakenUp() {
        // when
        String run = api.started("hello", "{\"labels\":{\"case\":\"alone\"}}");

        // then
        JsonNode item =
                page(Map.of("label", "case=alone"), 10, "").path("items").path(0);
        assertThat(item.path("run").asText()).isEqualTo(run);
        assertThat(item.path("status").asText()).isEqualTo("RUNNING");
    }

    @Test
    void shouldShowWhatOthersStartAndEndInTemporal() {
        // given
        WorkflowClient client = Api.temporal(home);
        RunRequest request =
                new RunRequest("foreign", 4, "{}", Map.of(), Map.of(), "somebody", Map.of("case", "foreign"));
        WorkflowStub stub = client.newUntypedWorkflowStub(
                WeftRun.TYPE,
                WorkflowOptions.newBuilder()
                        .setWorkflowId("foreign-1")
                        .setTaskQueue(WeftRun.TASK_QUEUE)
                        .setMemo(RunMarks.memo(request))
                        .setTypedSearchAttributes(RunMarks.attributes(request))
                        .build());

        // when
        stub.start(request);

        // then
        await().until(() -> status("foreign"), "RUNNING"::equals);
        JsonNode item =
                page(Map.of("label", "case=foreign"), 10, "").path("items").path(0);
        assertThat(item.path("run").asText()).isEqualTo("foreign-1");
        assertThat(item.path("revision").asInt()).isEqualTo(4);
        assertThat(item.path("started_by").asText()).isEqualTo("somebody");
        assertThat(item.path("links").path("temporal_ui").asText()).endsWith("/history");

        // when
        stub.terminate("by hand");

        // then
        await().until(() -> status("foreign"), "TERMINATED"::equals);
        assertThat(page(Map.of("workflow", "foreign", "status", "TERMINATED"), 10, "")
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void shouldForgetAnOpenRunThatTemporalHasNoLonger() {
        // given
        seen.put(List.of(young("lost", 1), ended("lost", 2)));
        assertThat(page(Map.of("workflow", "lost"), 10, "").path("items")).hasSize(2);

        // then
        await().until(() ->
                page(Map.of("workflow", "lost"), 10, "").path("items").size() == 1);
        assertThat(status("lost")).isEqualTo("COMPLETED");
    }

    @Test
    void shouldTakeNothingFromTemporalThatTheLogKnowsBetter() {
        // given one that has ended as the log tells, and one of which it tells that it waits
        SeenRun waits = stand("better-1", "WAITING", null);
        SeenRun ended = stand("better-2", "FAILED", RECENT.plusSeconds(60));
        seen.put(List.of(waits, ended));

        // when Temporal shows what was before
        seen.shown(stand("better-1", "RUNNING", null), RECENT);
        seen.shown(stand("better-2", "RUNNING", null), RECENT);

        // then
        assertThat(statuses("better-1", "better-2")).containsExactly("WAITING", "FAILED");

        // when it shows an end that the log doesn't know, and what began after one
        seen.shown(stand("better-1", "TERMINATED", RECENT.plusSeconds(90)), RECENT);
        seen.shown(stand("better-2", "RUNNING", null), RECENT.plusSeconds(61));

        // then
        assertThat(statuses("better-1", "better-2")).containsExactly("TERMINATED", "RUNNING");

        // when the log tells late what was before that end
        seen.put(List.of(stand("better-1", "RUNNING", null)));

        // then
        assertThat(statuses("better-1")).containsExactly("TERMINATED");
    }

    private List<String> statuses(String... runs) {
        Map<String, SeenRun> known = seen.of(List.of(runs));
        return List.of(runs).stream()
                .map(run -> Objects.requireNonNull(known.get(run), run).status())
                .toList();
    }

    private static SeenRun stand(String run, String status, @Nullable Instant end) {
        return run(run, "better", RECENT, end, Map.of(), null, status, end == null ? RECENT : end);
    }

    private static SeenRun young(String workflow, int number) {
        return run(
                workflow + "-" + number, workflow, Instant.now().minusSeconds(3_600), null, Map.of(), null, "RUNNING");
    }

    private static SeenRun ended(String workflow, int number) {
        return run(workflow + "-" + number, workflow, LATER, LATER.plusSeconds(1), Map.of(), null, "COMPLETED");
    }

    private static SeenRun run(
            String run,
            String workflow,
            Instant start,
            @Nullable Instant end,
            Map<String, String> labels,
            @Nullable String parent,
            String status) {
        return run(run, workflow, start, end, labels, parent, status, start);
    }

    private static SeenRun run(
            String run,
            String workflow,
            Instant start,
            @Nullable Instant end,
            Map<String, String> labels,
            @Nullable String parent,
            String status,
            Instant asOf) {
        return new SeenRun(
                run,
                workflow,
                1,
                1,
                start,
                end,
                labels,
                null,
                "ann",
                parent,
                null,
                new SeenRun.Stand(status, 0, List.of()),
                true,
                asOf);
    }

    /** Ended, as Temporal doesn't know it. */
    private static SeenRun random(Random random, int number) {
        RunStatus[] ends = java.util.Arrays.stream(RunStatus.values())
                .filter(RunStatus::ended)
                .toArray(RunStatus[]::new);
        Map<String, String> labels = new LinkedHashMap<>();
        if (random.nextBoolean()) {
            labels.put("team", random.nextBoolean() ? "shop" : "it's odd \\ = ü");
        }
        if (random.nextInt(4) == 0) {
            labels.put("stage", "x");
        }
        Instant start = BEGIN.plusSeconds(random.nextInt(200)).plusNanos(1_000L * random.nextInt(3));
        String workflow = "m" + random.nextInt(5);
        return run(
                workflow + "-" + number,
                workflow,
                start,
                start.plusSeconds(1),
                labels,
                random.nextInt(3) == 0 ? "above-" + random.nextInt(3) : null,
                ends[random.nextInt(ends.length)].name());
    }

    private static Map<String, String> filter(Random random, List<SeenRun> runs) {
        SeenRun like = runs.get(random.nextInt(runs.size()));
        Map<String, String> filter = new LinkedHashMap<>();
        filter.put(
                "until",
                BEGIN.plusSeconds(random.nextBoolean() ? 1_000 : random.nextInt(200))
                        .toString());
        if (random.nextInt(3) == 0) {
            filter.put("workflow", like.workflow());
        }
        if (random.nextInt(3) == 0) {
            filter.put("status", like.status());
        }
        if (random.nextInt(3) == 0) {
            filter.put("since", like.startedAt().toString());
        }
        if (random.nextInt(3) == 0 && like.parent() != null) {
            filter.put("parent", like.parent());
        }
        if (random.nextInt(2) == 0 && !like.labels().isEmpty()) {
            var label = like.labels().entrySet().iterator().next();
            filter.put("label", label.getKey() + "=" + label.getValue());
        }
        filter.putIfAbsent("since", BEGIN.toString());
        return filter;
    }

    private static boolean fits(SeenRun run, Map<String, String> filter) {
        String label = filter.get("label");
        return run.startedAt().isBefore(Instant.parse(filter.get("until")))
                && !run.startedAt().isBefore(Instant.parse(filter.get("since")))
                && filter.getOrDefault("workflow", run.workflow()).equals(run.workflow())
                && filter.getOrDefault("status", run.status()).equals(run.status())
                && (filter.get("parent") == null || filter.get("parent").equals(run.parent()))
                && (label == null
                        || label.substring(label.indexOf('=') + 1)
                                .equals(run.labels().get(label.substring(0, label.indexOf('=')))));
    }

    private String status(String workflow) {
        return page(Map.of("workflow", workflow), 10, "")
                .path("items")
                .path(0)
                .path("status")
                .asText();
    }

    private JsonNode page(Map<String, String> filter, int limit, String cursor) {
        StringBuilder query = new StringBuilder("/api/runs?limit=" + limit + "&cursor=" + cursor);
        filter.forEach(
                (name, value) -> query.append("&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        Api.Answer answer = api.get(query.toString());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }
}
