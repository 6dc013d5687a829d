package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.event.PostgresEventSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events that are sent to others: signed, in order, again where that may help, and dead letters of what is refused. */
@Timeout(180)
class SubscriptionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path home;

    private static Api api;
    private static ApiWorker worker;
    private static Receiver receiver;

    @BeforeAll
    static void start() throws Exception {
        api = Api.start(home);
        worker = ApiWorker.sending(home, PostgresEventSink.to(api.settings().database()));
        receiver = Receiver.start(taken -> 200);
    }

    @AfterAll
    static void stop() {
        receiver.close();
        worker.close();
        api.close();
    }

    @Test
    void shouldSendWhatTheFilterLetsPassSignedAndOnce() {
        // given
        send("paid.before", "1", "{\"amount\": 100}");
        subscribe("paid", "\"types\": [\"paid\"], \"filter\": \"event.data.amount > 10\"", "/paid");

        // when
        send("paid", "1", "{\"amount\": 5}");
        send("paid", "2", "{\"amount\": 50}");
        send("other", "3", "{\"amount\": 50}");

        // then
        await().atMost(PATIENCE).until(() -> counts("paid").path("delivered").asInt() == 1);
        List<Receiver.Taken> taken = at("/paid");
        assertThat(taken).hasSize(1);
        assertThat(taken.getFirst().signed()).isTrue();
        assertThat(taken.getFirst().id()).startsWith("evt_");
        assertThat(taken.getFirst().event().path("id").asText()).isEqualTo("2");
        assertThat(taken.getFirst().event().path("specversion").asText()).isEqualTo("1.0");
    }

    @Test
    void shouldSendTheEventsOfARunInTheirOrder() {
        // given
        api.save("""
                version: "3.0.0"
                id: told
                tasks:
                  each:
                    for_each: {in: [1, 2, 3, 4]}
                    action: transform
                    parameters: {value: "${{ item }}"}
                """);
        subscribe("told", "\"workflow\": \"told\"", "/told");

        // when
        String one = api.started("told", "{}");
        String two = api.started("told", "{}");

        // then
        for (String run : List.of(one, two)) {
            await().atMost(PATIENCE)
                    .until(() -> at("/told").stream()
                            .anyMatch(taken -> taken.source().endsWith(run)
                                    && taken.event().path("type").asText().equals("workflow.completed")));
            List<Integer> sequence = at("/told").stream()
                    .filter(taken -> taken.source().endsWith(run))
                    .map(taken -> taken.event().path("data").path("sequence").asInt())
                    .toList();
            assertThat(sequence).isSorted().doesNotHaveDuplicates().startsWith(1);
            assertThat(sequence.getLast()).isEqualTo(sequence.size());
        }
    }

    @Test
    void shouldTryAgainWhereThatMayHelp() {
        // given
        receiver.answer(taken -> taken.path().equals("/busy") && !"3".equals(taken.attempt()) ? 503 : 200);
        subscribe("busy", "\"types\": [\"busy\"]", "/busy");

        // when
        send("busy", "1", "{}");

        // then
        await().atMost(PATIENCE).until(() -> counts("busy").path("delivered").asInt() == 1);
        assertThat(at("/busy")).extracting(Receiver.Taken::attempt).containsExactly("1", "2", "3");
        assertThat(at("/busy"))
                .extracting(Receiver.Taken::id)
                .containsOnly(at("/busy").getFirst().id());
        assertThat(deliveries("busy", "delivered").path(0).path("attempts").asInt())
                .isEqualTo(3);
    }

    @Test
    void shouldKeepWhatIsRefusedAndSendItAgainWhenAsked() throws Exception {
        // given
        receiver.answer(taken -> taken.path().equals("/strict")
                        && taken.event().path("data").path("bad").asBoolean()
                ? 422
                : 200);
        subscribe("strict", "\"types\": [\"strict\"]", "/strict");

        // when
        send("strict", "1", "{\"bad\": true}");
        send("strict", "2", "{\"bad\": false}");
        await().atMost(PATIENCE).until(() -> counts("strict").path("dead").asInt() == 1);
        await().atMost(PATIENCE).until(() -> counts("strict").path("delivered").asInt() == 1);

        // then
        JsonNode dead = deliveries("strict", "dead").path(0);
        assertThat(dead.path("code").asText()).isEqualTo("http_422");
        assertThat(dead.path("reason").asText()).contains("422");

        // when
        receiver.answer(taken -> 200);
        Api.Answer replayed =
                api.post("/api/subscriptions/strict/replay", "{\"delivery\": " + dead.path("delivery") + "}");

        // then
        assertThat(replayed.json().path("replayed").asInt()).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> counts("strict").path("delivered").asInt() == 2);
        await().until(() -> !api.get("/api/subscriptions/strict").json().has("alert"));
        assertThat(at("/strict").stream()
                        .map(taken -> taken.event().path("id").asText())
                        .toList())
                .containsExactlyInAnyOrder("1", "2", "1");
        assertThat(api.post("/api/subscriptions/strict/replay", "{\"delivery\": 999999}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void shouldKeepWhatCantBeSentWithTheReason() {
        // given
        subscribe("lacking", "\"types\": [\"lacking\"], \"filter\": \"event.data.amount > 10\"", "/lacking");
        Api.Answer inside = api.post(
                "/api/subscriptions",
                "{\"id\": \"inside\", \"url\": \"http://169.254.169.254/latest\", \"types\": [\"inside\"], \"secret\": \"OUT\"}");
        Api.Answer unsigned = api.post(
                "/api/subscriptions",
                "{\"id\": \"unsigned\", \"url\": \"" + receiver.url("/unsigned")
                        + "\", \"types\": [\"unsigned\"], \"secret\": \"GONE\", \"retry_for\": \"2s\"}");
        assertThat(inside.status()).as(inside.toString()).isEqualTo(201);
        assertThat(unsigned.status()).as(unsigned.toString()).isEqualTo(201);

        // when
        send("lacking", "1", "{}");
        send("inside", "1", "{}");
        send("unsigned", "1", "{}");

        // then
        await().until(() -> counts("lacking").path("dead").asInt() == 1);
        assertThat(deliveries("lacking", "dead").path(0).path("code").asText()).isEqualTo("filter_failed");
        await().atMost(PATIENCE).until(() -> counts("inside").path("dead").asInt() == 1);
        assertThat(deliveries("inside", "dead").path(0).path("code").asText()).isEqualTo("egress_refused");
        await().atMost(PATIENCE).until(() -> counts("unsigned").path("dead").asInt() == 1);
        assertThat(deliveries("unsigned", "dead").path(0).path("reason").asText())
                .contains("GONE");
        assertThat(at("/unsigned")).isEmpty();
        assertThat(api.get("/api/subscriptions/lacking")
                        .json()
                        .path("alert")
                        .path("reason")
                        .asText())
                .contains("amount");
    }

    @Test
    void shouldKeepWhatComesWhilePausedAndEndWithItsSubscription() {
        // given
        subscribe("resting", "\"types\": [\"resting\"]", "/resting");
        api.post("/api/subscriptions/resting/pause", null);

        // when
        send("resting", "1", "{}");
        await().until(() -> counts("resting").path("due").asInt() == 1);
        assertThat(at("/resting")).isEmpty();
        api.post("/api/subscriptions/resting/resume", null);

        // then
        await().atMost(PATIENCE).until(() -> at("/resting").size() == 1);

        // when
        assertThat(api.delete("/api/subscriptions/resting").status()).isEqualTo(204);

        // then
        assertThat(api.get("/api/subscriptions/resting").status()).isEqualTo(404);
    }

    @Test
    void shouldSayAllThatIsWrongWithASubscription() {
        Api.Answer wrong = api.post(
                "/api/subscriptions",
                "{\"id\": \"A\", \"url\": \"ftp://x\", \"types\": [\" \"], \"filter\": \"evnt.data.x ==\", \"secret\": \"a b\","
                        + " \"retry_for\": \"90d\"}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().path("reasons")).as(wrong.toString()).hasSize(6);
        Api.Answer name = api.post(
                "/api/subscriptions",
                "{\"url\": \"https://example.org/\", \"filter\": \"evnt.data.x == 1\", \"secret\": \"A\"}");
        assertThat(name.json().path("detail").asText()).contains("evnt").contains("event");
        subscribe("twice", "\"types\": [\"twice\"]", "/twice");
        assertThat(api.post(
                                "/api/subscriptions",
                                "{\"id\": \"twice\", \"url\": \"https://example.org/\", \"secret\": \"A\"}")
                        .status())
                .isEqualTo(409);
    }

    private static void subscribe(String id, String more, String path) {
        Api.Answer made = api.post(
                "/api/subscriptions",
                "{\"id\": \"" + id + "\", \"url\": \"" + receiver.url(path) + "\", \"secret\": \"OUT\", " + more + "}");
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
    }

    private static List<Receiver.Taken> at(String path) {
        return receiver.taken().stream()
                .filter(taken -> taken.path().equals(path))
                .toList();
    }

    private static JsonNode counts(String id) {
        return api.get("/api/subscriptions/" + id).json().path("deliveries");
    }

    private static JsonNode deliveries(String id, String state) {
        return api.get("/api/subscriptions/" + id + "/deliveries?state=" + state)
                .json()
                .path("items");
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
