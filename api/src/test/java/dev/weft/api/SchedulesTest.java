package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.gateway.Schedules;
import dev.weft.definitions.schedule.CronText;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleDescription;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Triggers by schedule: Temporal's schedules follow them, and their times start runs, once each. */
@Timeout(180)
class SchedulesTest {
    private static final String DEFINITION = """
            version: "3.0.0"
            id: %s
            inputs: {time: {type: string}}
            triggers:
              regularly:
                schedule: {cron: "%s", timezone: %s, overlap: %s, catch_up: 2h, inputs: {time: "${{ schedule.time }}"}}
            tasks:
              say: {action: transform, parameters: {value: "${{ inputs.time }}"}}
            """;

    @TempDir
    static Path home;

    private static Api api;
    private static ApiWorker worker;
    private static ScheduleClient schedules;

    @BeforeAll
    static void start() throws Exception {
        api = Api.start(home);
        worker = ApiWorker.start(home);
        schedules = ScheduleClient.newInstance(
                Api.temporal(home).getWorkflowServiceStubs(),
                ScheduleClientOptions.newBuilder()
                        .setNamespace(Api.temporal(home).getOptions().getNamespace())
                        .build());
    }

    @AfterAll
    static void stop() {
        worker.close();
        api.close();
    }

    @Test
    void shouldHaveTemporalsSchedulesFollow() {
        // when
        api.save(DEFINITION.formatted("followed", "0 6 * * 1-5", "Europe/Stockholm", "buffer_one"));

        // then
        await().until(() -> isThere("followed"));
        ScheduleDescription made = described("followed");
        assertThat(made.getSchedule().getSpec().getTimeZoneName()).isEqualTo("Europe/Stockholm");
        assertThat(made.getSchedule().getPolicy().getCatchupWindow()).isEqualTo(Duration.ofHours(2));
        assertThat(String.valueOf(made.getSchedule().getPolicy().getOverlap())).endsWith("BUFFER_ONE");

        // when
        api.put("/api/workflows/followed", DEFINITION.formatted("followed", "30 7 * * *", "UTC", "skip"));

        // then
        await().until(() -> described("followed")
                .getInfo()
                .getNextActionTimes()
                .getFirst()
                .toString()
                .endsWith("T07:30:00Z"));

        // when
        api.post("/api/triggers/followed.regularly/pause", null);

        // then
        await().until(() -> described("followed").getSchedule().getState().isPaused());
        assertThat(api.get("/api/triggers/followed.regularly").json().has("next"))
                .isFalse();

        // when
        api.post("/api/triggers/followed.regularly/resume", null);
        await().until(() -> !described("followed").getSchedule().getState().isPaused());
        api.delete("/api/workflows/followed");

        // then
        await().until(() -> !isThere("followed"));
    }

    @Test
    void shouldHavePastTimesComeOnceEach() {
        // given
        api.save(DEFINITION.formatted("past", "0 * * * *", "UTC", "skip"));
        await().until(() -> isThere("past"));
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        String stretch = "\"from\": \"" + hour.minus(Duration.ofHours(2)) + "\", \"to\": \"" + hour + "\"";

        // when
        JsonNode dry = api.post("/api/triggers/past.regularly/backfill", "{" + stretch + ", \"dry_run\": true}")
                .json();
        Api.Answer capped = api.post("/api/triggers/past.regularly/backfill", "{" + stretch + ", \"most\": 2}");
        Api.Answer done = api.post("/api/triggers/past.regularly/backfill", "{" + stretch + "}");

        // then
        assertThat(dry.path("starts")).as(dry.toString()).hasSize(3);
        assertThat(dry.path("dry_run").asBoolean()).isTrue();
        assertThat(capped.json().path("code").asText()).isEqualTo("too_many_times");
        assertThat(done.status()).as(done.toString()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(60)).until(() -> started("past") == 3);
        List<String> times = new ArrayList<>();
        for (JsonNode firing :
                api.get("/api/triggers/past.regularly/firings").json().path("items")) {
            JsonNode run = api.get("/api/runs/" + firing.path("run").asText() + "?wait=20s")
                    .json();
            assertThat(run.path("status").asText()).isEqualTo("COMPLETED");
            times.add(run.path("inputs").path("time").asText());
        }
        assertThat(times)
                .containsExactlyInAnyOrder(
                        hour.minus(Duration.ofHours(2)).toString(),
                        hour.minus(Duration.ofHours(1)).toString(),
                        hour.toString());

        // when
        JsonNode again = api.post("/api/triggers/past.regularly/backfill", "{" + stretch + "}")
                .json();

        // then
        assertThat(again.path("starts")).isEmpty();
        assertThat(again.path("started_before")).hasSize(3);
        assertThat(started("past")).isEqualTo(3);
    }

    @Test
    void shouldNameTheTimesThatTemporalNames() {
        // Summer time ends in Stockholm on a Sunday of October, and begins on one of March.
        for (String cron : List.of(
                "30 2 * * *",
                "0 6 1,15 * 1-5",
                "*/20 8-9 * * mon,SUN",
                "0 0 29 2 *",
                "15 3 * 1-3 7",
                "0 12 13 * 5",
                "5 4 * jan *")) {
            String id = "same-" + Integer.toHexString(cron.hashCode());
            api.save(DEFINITION.formatted(id, cron, "Europe/Stockholm", "skip"));
            await().until(() -> isThere(id));
            List<Instant> temporal =
                    await().until(() -> described(id).getInfo().getNextActionTimes(), times -> times.size() > 3);
            ZonedDateTime time = ZonedDateTime.now(ZoneId.of("Europe/Stockholm"));
            List<Instant> own = new ArrayList<>();
            for (int i = 0; i < temporal.size(); i++) {
                time = CronText.next(cron, time).orElseThrow();
                own.add(time.toInstant());
            }
            assertThat(own).as(cron).isEqualTo(temporal);
        }
    }

    private static long started(String workflow) {
        return api.get("/api/triggers/" + workflow + ".regularly")
                .json()
                .path("firings")
                .path("started")
                .asLong();
    }

    private static boolean isThere(String workflow) {
        try {
            return described(workflow) != null;
        } catch (RuntimeException e) {
            assertThat(String.valueOf(e.getMessage() + e.getCause()).toLowerCase(Locale.ROOT))
                    .contains("not found");
            return false;
        }
    }

    private static ScheduleDescription described(String workflow) {
        return schedules.getHandle(Schedules.id(workflow, "regularly")).describe();
    }
}
