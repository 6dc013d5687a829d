package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.store.TestDatabase;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events by HTTP: sent in each form, and followed. */
@Timeout(120)
class EventsTest {
    private static final String STRUCTURED = "application/cloudevents+json";

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
    void shouldTakeEventsInEachFormAndEachOnce() throws Exception {
        // when
        Api.Answer one = send(event("form", "1"), STRUCTURED);
        Api.Answer again = send(event("form", "1"), STRUCTURED);
        Api.Answer batch =
                send("[" + event("form", "1") + "," + event("form", "2") + "]", "application/cloudevents-batch+json");
        Api.Answer binary = api.post(
                "/api/events",
                "{\"a\": 1}",
                "Content-Type",
                "application/json",
                "ce-specversion",
                "1.0",
                "ce-id",
                "3",
                "ce-source",
                "/form",
                "ce-type",
                "thing.form",
                "ce-myextension",
                "caf%C3%A9");

        // then
        assertThat(one.body()).isEqualTo("{\"accepted\":1,\"repeated\":0}");
        assertThat(again.body()).isEqualTo("{\"accepted\":1,\"repeated\":1}");
        assertThat(batch.body()).isEqualTo("{\"accepted\":2,\"repeated\":1}");
        assertThat(binary.status()).as(binary.toString()).isEqualTo(202);
        List<String> data = Followed.data(Followed.follow(api, "/api/events?type=thing.form&after=0", null), 3);
        assertThat(data.get(2)).contains("\"id\":\"3\"", "\"data\":{\"a\":1}", "\"myextension\":\"café\"");
    }

    @Test
    void shouldSayWhyItRefusesAnEvent() {
        assertThat(send("{\"id\": \"1\"}", STRUCTURED).body())
                .contains("Expected source as text", "Expected type as text")
                .contains("\"reasons\":[");
        assertThat(send(event("x", "1").replace("/x", "/runs/x"), STRUCTURED).status())
                .isEqualTo(400);
        assertThat(send(event("x", "1").replace("thing.x", "workflow.completed"), STRUCTURED)
                        .body())
                .contains("is the platform's");
        assertThat(send("[" + event("x", "1") + ", 7]", "application/cloudevents-batch+json")
                        .body())
                .contains("event 1: Expected a JSON object");
        assertThat(send("{", STRUCTURED).status()).isEqualTo(400);
        assertThat(api.get("/api/events", "Last-Event-ID", "x").status()).isEqualTo(400);
        assertThat(api.get("/api/runs/none/events").toString()).contains("Expected a known run");
    }

    @Test
    void shouldLeaveOutNothingOfAnEventInSilence() {
        assertThat(reasons("{\"id\":\"1\",\"source\":\"/x\",\"type\":\"thing.x\"}"))
                .contains("specversion 1.0, but found none");
        assertThat(reasons(event("x", "1").replace("\"data\":1", "\"data\":1,\"data_base64\":\"YQ==\"")))
                .contains("found both");
        assertThat(reasons(event("x", "1").replace("\"data\":1", "\"data_base64\":\"*\"")))
                .contains("in base64");
        assertThat(reasons(event("x", "1").replace("\"data\":1", "\"subject\":7")))
                .contains("subject as text");
        assertThat(reasons(event("x", "1").replace("thing.x", "alert.raised"))).contains("is the platform's");
        assertThat(reasons("[" + event("x", "1") + "]")).contains("application/cloudevents-batch+json");
        assertThat(send("x", "application/cloudevents+avro").status()).isEqualTo(415);
        Api.Answer half = api.post("/api/events", "{}", "Content-Type", "application/json", "ce-source", "/x");
        assertThat(half.body()).contains("Expected id as text", "Expected type as text", "specversion");
        Api.Answer wrong =
                api.post("/api/events", "a", "Content-Type", "text/plain", "ce-id", "%zz", "ce-specversion", "1.0");
        assertThat(wrong.status()).as(wrong.toString()).isEqualTo(400);
        assertThat(wrong.body()).contains("percent-encoding");
    }

    @Test
    void shouldKeepDataThatIsNoText() throws Exception {
        // when
        Api.Answer sent = api.post(
                "/api/events",
                "abc",
                "Content-Type",
                "application/octet-stream",
                "ce-specversion",
                "1.0",
                "ce-id",
                "b",
                "ce-source",
                "/bytes",
                "ce-type",
                "thing.bytes");

        // then
        assertThat(sent.status()).as(sent.toString()).isEqualTo(202);
        assertThat(Followed.data(Followed.follow(api, "/api/events?type=thing.bytes&after=0", null), 1)
                        .getFirst())
                .contains("\"data_base64\":\"YWJj\"", "\"datacontenttype\":\"application/octet-stream\"");
    }

    private static String reasons(String event) {
        Api.Answer answer = send(event, STRUCTURED);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        return answer.json().path("reasons").toString();
    }

    @Test
    void shouldGoOnFromTheLastIdThatAFollowerHas() throws Exception {
        // given
        for (int i = 0; i < 250; i++) {
            send(event("many", Integer.toString(i)), STRUCTURED);
        }

        // when somebody reads some, and goes on later
        List<String> first =
                Followed.lines(Followed.follow(api, "/api/events?type=thing.many&after=0", null), "id: ", 120);
        send(event("many", "250"), STRUCTURED);
        List<String> rest = Followed.lines(
                Followed.follow(
                        api, "/api/events?type=thing.many", first.getLast().substring(4)),
                "id: ",
                131);

        // then nothing is missing nor repeated
        List<String> all = new ArrayList<>(first);
        all.addAll(rest);
        assertThat(all).hasSize(251).doesNotHaveDuplicates();
    }

    @Test
    void shouldSayThatEventsWereCutWhereAFollowerComesTooLate() throws Exception {
        for (int i = 0; i < 5; i++) {
            send(event("old", Integer.toString(i)), STRUCTURED);
        }
        List<String> ids = Followed.lines(Followed.follow(api, "/api/events?type=thing.old&after=0", null), "id: ", 5);
        long third = Long.parseLong(ids.get(2).substring(4));
        try (Connection connection =
                        TestDatabase.of(api.settings().database().url()).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from event where type = 'thing.old' and position <= " + third);
            statement.execute("update event_cut set position = " + third);

            Api.Answer late = api.get(
                    "/api/events?type=thing.old", "Last-Event-ID", ids.get(0).substring(4));
            assertThat(late.status()).as(late.toString()).isEqualTo(410);
            assertThat(late.json().path("code").asText()).isEqualTo("events_cut");
            assertThat(late.json().path("cut").asLong()).isEqualTo(third);
            assertThat(Followed.lines(
                            Followed.follow(
                                    api,
                                    "/api/events?type=thing.old",
                                    ids.get(2).substring(4)),
                            "id: ",
                            2))
                    .isEqualTo(ids.subList(3, 5));
            assertThat(Followed.lines(Followed.follow(api, "/api/events?type=thing.old&after=0", null), "id: ", 2))
                    .isEqualTo(ids.subList(3, 5));
            statement.execute("update event_cut set position = 0");
        }
    }

    @Test
    void shouldTellAFollowerAtOnceAndLetASlowOneHoldUpNobody() throws Exception {
        // given one who doesn't read, and one who does
        String large = "x".repeat(100_000);
        try (InputStream slow = Followed.follow(api, "/api/events?type=thing.big&after=0", null);
                InputStream quick = Followed.follow(api, "/api/events?type=thing.big&after=0", null)) {
            // when
            for (int i = 0; i < 100; i++) {
                send(event("big", Integer.toString(i)).replace("\"data\":1", "\"data\":\"" + large + "\""), STRUCTURED);
            }

            // then
            assertThat(Followed.data(quick, 100)).hasSize(100);
            assertThat(slow.available()).isNotNegative();
        }
    }

    private static Api.Answer send(String body, String type) {
        return api.post("/api/events", body, "Content-Type", type);
    }

    private static String event(String name, String id) {
        return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/%s\",\"type\":\"thing.%s\",\"data\":1}"
                .formatted(id, name, name);
    }
}
