package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Triggers by event, from outside: what they start, once each, and what becomes of what can't be started. */
@Timeout(120)
class TriggersTest {
    private static final String DEFINITION = """
            version: "3.0.0"
            id: %s
            inputs: {path: {type: string, minLength: 1}}
            triggers:
              created:
                event:
                  type: %s
                  filter: event.data.kind == 'article'
                  dedupe: ${{ event.data.number }}
                  inputs: {path: "${{ event.data.path }}"}
            tasks:
              say: {action: transform, parameters: {value: "${{ inputs.path }}"}}
            """;

    @TempDir
    static Path home;

    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.start(home);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void shouldStartOneRunForEachKeyWithInputsFromTheEvent() {
        // given
        send("early.created", "0", "{\"kind\": \"article\", \"number\": 0, \"path\": \"before\"}");
        api.save(DEFINITION.formatted("early", "early.created"));

        // when
        send("early.created", "1", "{\"kind\": \"article\", \"number\": 1, \"path\": \"one\"}");
        send("early.created", "2", "{\"kind\": \"picture\", \"number\": 2, \"path\": \"two\"}");
        send("early.created", "3", "{\"kind\": \"article\", \"number\": 1, \"path\": \"again\"}");
        send("early.created", "4", "{\"kind\": \"article\", \"number\": 4, \"path\": \"four\"}");

        // then
        await().atMost(Duration.ofSeconds(20))
                .until(() -> states("early.created").equals(List.of("started", "started")));
        List<String> inputs = new ArrayList<>();
        for (JsonNode firing :
                api.get("/api/triggers/early.created/firings").json().path("items")) {
            JsonNode run = api.get("/api/runs/" + firing.path("run").asText()).json();
            inputs.add(run.path("inputs").path("path").asText());
        }
        assertThat(inputs).containsExactly("four", "one");
        JsonNode trigger = api.get("/api/triggers/early.created").json();
        assertThat(trigger.path("kind").asText()).isEqualTo("event");
        assertThat(trigger.path("firings").path("started").asInt()).isEqualTo(2);
        assertThat(api.get("/api/triggers?workflow=early").json().path("items")).hasSize(1);
    }

    @Test
    void shouldFollowTheRevisionsOfTheDefinition() {
        // given
        api.save(DEFINITION.formatted("moving", "moving.created"));
        send("moving.created", "1", "{\"kind\": \"article\", \"number\": 1, \"path\": \"one\"}");
        await().until(() -> states("moving.created").equals(List.of("started")));

        // when
        put("moving", DEFINITION.formatted("moving", "moving.made"));
        send("moving.created", "2", "{\"kind\": \"article\", \"number\": 2, \"path\": \"two\"}");
        send("moving.made", "3", "{\"kind\": \"article\", \"number\": 3, \"path\": \"three\"}");

        // then
        await().until(() -> states("moving.created").equals(List.of("started", "started")));
        assertThat(api.get("/api/triggers/moving.created")
                        .json()
                        .path("revision")
                        .asInt())
                .isEqualTo(2);

        // when
        assertThat(api.delete("/api/workflows/moving").status()).isEqualTo(204);

        // then
        assertThat(api.get("/api/triggers/moving.created").status()).isEqualTo(404);
        send("moving.made", "4", "{\"kind\": \"article\", \"number\": 4, \"path\": \"four\"}");
        api.save(DEFINITION.formatted("moving", "moving.made"));
        send("moving.made", "5", "{\"kind\": \"article\", \"number\": 5, \"path\": \"five\"}");
        await().until(() -> states("moving.created").equals(List.of("started", "started", "started")));
    }

    @Test
    void shouldStartNothingWhilePaused() {
        // given
        api.save(DEFINITION.formatted("resting", "resting.created"));

        // when
        JsonNode paused = api.post("/api/triggers/resting.created/pause", null).json();
        send("resting.created", "1", "{\"kind\": \"article\", \"number\": 1, \"path\": \"one\"}");
        Api.Answer again = api.post("/api/triggers/resting.created/pause", null);
        api.post("/api/triggers/resting.created/resume", null);
        send("resting.created", "2", "{\"kind\": \"article\", \"number\": 2, \"path\": \"two\"}");

        // then
        assertThat(paused.path("paused").asBoolean()).isTrue();
        assertThat(paused.path("paused_by").asText()).isEqualTo("admin");
        assertThat(again.status()).isEqualTo(409);
        await().until(() -> states("resting.created").equals(List.of("started")));
        assertThat(api.get("/api/triggers/resting.created/firings").body()).contains("#2");
    }

    @Test
    void shouldRaiseAnAlertWhereItsRunCantBeStartedAndClearItLater() throws Exception {
        // given
        api.save(DEFINITION.formatted("broken", "broken.created"));

        // when
        send("broken.created", "1", "{\"kind\": \"article\", \"number\": 1, \"path\": \"\"}");

        // then
        await().until(() -> api.get("/api/triggers/broken.created").json().has("alert"));
        String id = api.get("/api/triggers/broken.created")
                .json()
                .path("alert")
                .path("alert")
                .asText();
        JsonNode firing = api.get("/api/triggers/broken.created/firings")
                .json()
                .path("items")
                .path(0);
        assertThat(firing.path("state").asText()).isEqualTo("due");
        assertThat(firing.path("code").asText()).isEqualTo("invalid_inputs");

        // when
        put(
                "broken",
                DEFINITION
                        .formatted("broken", "broken.created")
                        .replace("{type: string, minLength: 1}", "{type: string}"));

        // then
        await().atMost(Duration.ofSeconds(20))
                .until(() -> states("broken.created").equals(List.of("started")));
        await().until(() -> !api.get("/api/triggers/broken.created").json().has("alert"));
        assertThat(alert("alert.raised", id)).contains("trigger_failed", "broken", "invalid_inputs");
        assertThat(alert("alert.cleared", id)).contains("trigger_failed", "broken");
    }

    @Test
    void shouldKeepWhatAFilterFailsAtAndSayWhy() {
        // given
        api.save(DEFINITION.formatted("picky", "picky.created"));

        // when
        send("picky.created", "1", "{\"number\": 1}");
        send("picky.created", "2", "{\"kind\": \"article\", \"path\": \"no number\"}");

        // then
        await().until(() -> states("picky.created").equals(List.of("dead", "dead")));
        String firings = api.get("/api/triggers/picky.created/firings").body();
        assertThat(firings).contains("filter_failed", "dedupe_failed", "kind", "number");
    }

    private static String alert(String type, String id) throws Exception {
        try (InputStream events = Followed.follow(api, "/api/events?type=" + type + "&after=0", null)) {
            return Followed.lines(events, "data: {\"specversion\":\"1.0\",\"id\":\"" + type + "." + id, 1)
                    .getFirst();
        }
    }

    private static List<String> states(String trigger) {
        List<String> states = new ArrayList<>();
        api.get("/api/triggers/" + trigger + "/firings")
                .json()
                .path("items")
                .forEach(firing -> states.add(firing.path("state").asText()));
        return states;
    }

    private static void put(String id, String definition) {
        Api.Answer saved = api.put("/api/workflows/" + id, definition);
        assertThat(saved.status()).as(saved.toString()).isEqualTo(200);
    }

    private static void send(String type, String id, String data) {
        Api.Answer sent = api.post(
                "/api/events",
                "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"/test/" + type + "\",\"type\":\"" + type
                        + "\",\"data\":" + data + "}",
                "Content-Type",
                "application/cloudevents+json");
        assertThat(sent.status()).as(sent.toString()).isEqualTo(202);
    }
}
