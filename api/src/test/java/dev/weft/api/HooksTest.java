package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.worker.protocol.event.WebhookSignature;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hooks: those who sign start runs, once for each call, and everybody else learns nothing. */
@Timeout(120)
class HooksTest {
    private static final String DEFINITION = """
            version: "3.0.0"
            id: build
            inputs: {ref: {type: string}, from: {type: string}}
            triggers:
              pushed:
                webhook:
                  secret: HOOK
                  filter: request.body.branch == 'main'
                  inputs: {ref: "${{ request.body.ref }}", from: "${{ request.headers['x-from'] + request.query.by }}"}
              once: {webhook: {secret: HOOK, dedupe: "${{ request.body.ref }}", inputs: {ref: "${{ request.body.ref }}", from: x}}}
              other: {webhook: {secret: GONE, inputs: {ref: a, from: b}}}
            tasks:
              say: {action: transform, parameters: {value: "${{ inputs.ref }}"}}
            """;

    @TempDir
    static Path home;

    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.start(home);
        api.save(DEFINITION);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void shouldStartARunForASignedCall() {
        // when
        Api.Answer called = signed("pushed?by=you", "1", "{\"branch\": \"main\", \"ref\": \"abc\"}");

        // then
        assertThat(called.status()).as(called.toString()).isEqualTo(202);
        assertThat(called.json().path("state").asText()).isEqualTo("started");
        JsonNode run =
                api.get("/api/runs/" + called.json().path("run").asText()).json();
        assertThat(run.path("inputs")).hasToString("{\"ref\":\"abc\",\"from\":\"me,you\"}");
        assertThat(run.path("started_by").asText("trigger:build.pushed")).isEqualTo("trigger:build.pushed");
    }

    @Test
    void shouldStartOneRunForACallThatIsSentAgain() {
        // given
        String body = "{\"branch\": \"main\", \"ref\": \"again\"}";
        Instant now = Instant.now();

        // when
        Api.Answer first = signed("pushed?by=x", "again", body, now, Api.HOOK_SECRET);
        Api.Answer later = signed("pushed?by=x", "again", body, now.plusSeconds(1), Api.HOOK_SECRET);
        Api.Answer replayed = signed("pushed?by=x", "again", body, now, Api.HOOK_SECRET);

        // then
        String run = first.json().path("run").asText();
        assertThat(later.status()).as(later.toString()).isEqualTo(200);
        assertThat(later.json().path("repeated").asBoolean()).isTrue();
        assertThat(later.json().path("run").asText()).isEqualTo(run);
        assertThat(replayed.status()).as(replayed.toString()).isEqualTo(409);
        assertThat(replayed.json().path("code").asText()).isEqualTo("replayed");
        assertThat(replayed.json().path("run").asText()).isEqualTo(run);
    }

    @Test
    void shouldStartOneRunForCallsWithTheSameKey() {
        Api.Answer one = signed("once", "k1", "{\"ref\": \"same\"}");
        Api.Answer two = signed("once", "k2", "{\"ref\": \"same\"}");
        assertThat(two.json().path("run")).isEqualTo(one.json().path("run"));
        assertThat(two.json().path("repeated").asBoolean()).isTrue();
    }

    @Test
    void shouldTellStrangersTheSameWhateverIsThere() {
        String body = "{\"branch\": \"main\", \"ref\": \"abc\"}";
        Instant now = Instant.now();
        List<Api.Answer> refused = List.of(
                signed("pushed", "w1", body, now, "another secret"),
                signed("other", "w2", body, now, Api.HOOK_SECRET),
                signed("unknown", "w3", body, now, Api.HOOK_SECRET),
                call("pushed", body, null, Long.toString(now.getEpochSecond()), "v1,abc"),
                call("pushed", body, "w5", "yesterday", "v1,abc"),
                call("pushed", body, "w6", null, "v1,abc"));
        for (Api.Answer answer : refused) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
            assertThat(answer.json().path("code").asText()).isEqualTo("unauthenticated");
            assertThat(answer.body()).isEqualTo(refused.getFirst().body());
        }
        assertThat(call("pushed", body, null, null, null).status()).isEqualTo(401);
    }

    @Test
    void shouldRefuseACallThatWasSignedLongAgoOrIsNotTheOneThatWasSigned() {
        String body = "{\"branch\": \"main\", \"ref\": \"abc\"}";
        Api.Answer old = signed("pushed", "o1", body, Instant.now().minusSeconds(301), Api.HOOK_SECRET);
        Api.Answer early = signed("pushed", "o2", body, Instant.now().plusSeconds(330), Api.HOOK_SECRET);
        String time = Long.toString(Instant.now().getEpochSecond());
        String signature = sign("o3", time, body, Api.HOOK_SECRET);
        assertThat(old.status()).isEqualTo(401);
        assertThat(old.json().path("code").asText()).isEqualTo("stale_signature");
        assertThat(early.json().path("code").asText()).isEqualTo("stale_signature");
        assertThat(call("pushed", body.replace("abc", "evil"), "o3", time, signature)
                        .status())
                .isEqualTo(401);
        assertThat(call("pushed", body, "o4", time, signature).status()).isEqualTo(401);
    }

    @Test
    void shouldSayWhyACallStartsNothing() {
        // when
        Api.Answer left = signed("pushed", "f1", "{\"branch\": \"side\", \"ref\": \"abc\"}");
        Api.Answer failing = signed("pushed", "f2", "{\"ref\": \"abc\"}");
        Api.Answer unfit = signed("pushed?by=x", "f3", "{\"branch\": \"main\", \"ref\": 7}");
        Api.Answer unread = signed("pushed", "f4", "{\"branch\": ");

        // then
        assertThat(left.status()).isEqualTo(200);
        assertThat(left.json().path("state").asText()).isEqualTo("filtered");
        assertThat(failing.status()).as(failing.toString()).isEqualTo(422);
        assertThat(failing.json().path("code").asText()).isEqualTo("filter_failed");
        assertThat(unfit.status()).as(unfit.toString()).isEqualTo(422);
        assertThat(unfit.json().path("code").asText()).isEqualTo("invalid_inputs");
        assertThat(unread.status()).isEqualTo(400);

        // when
        api.post("/api/triggers/build.once/pause", null);
        Api.Answer paused = signed("once", "f5", "{\"ref\": \"paused\"}");
        api.post("/api/triggers/build.once/resume", null);

        // then
        assertThat(paused.json().path("code").asText()).isEqualTo("trigger_paused");
        await().until(() -> signed("once", "f5", "{\"ref\": \"paused\"}").json().has("run"));
    }

    @Test
    void shouldLetACallerWithATokenCallWithoutASignature() {
        Api.Answer called = api.post("/api/hooks/build.once", "{\"ref\": \"by token\"}");
        assertThat(called.status()).as(called.toString()).isEqualTo(202);
        String viewer = api.token("vera", "\"viewer\"", "");
        assertThat(api.as(viewer, "POST", "/api/hooks/build.once", "{\"ref\": \"x\"}")
                        .status())
                .isEqualTo(403);
    }

    /** A signature opens its own hook alone. */
    @Test
    void shouldOpenNothingElseByASignature() {
        String body = "{\"ref\": \"abc\"}";
        String time = Long.toString(Instant.now().getEpochSecond());
        String signature = sign("n1", time, body, Api.HOOK_SECRET);
        for (String path :
                List.of("/api/workflows/build/start", "/api/hooks/build.once/..%2F..%2Fruns", "/api/events")) {
            Api.Answer answer = api.as(
                    null,
                    "POST",
                    path,
                    body,
                    "webhook-id",
                    "n1",
                    "webhook-timestamp",
                    time,
                    "webhook-signature",
                    signature);
            assertThat(answer.status()).as(path + answer).isIn(400, 401, 404);
        }
    }

    private static Api.Answer signed(String hook, String id, String body) {
        return signed(hook, id, body, Instant.now(), Api.HOOK_SECRET);
    }

    private static Api.Answer signed(String hook, String id, String body, Instant time, String secret) {
        String seconds = Long.toString(time.getEpochSecond());
        return call(hook, body, id, seconds, sign(id, seconds, body, secret));
    }

    private static String sign(String id, String seconds, String body, String secret) {
        return "v1,other " + WebhookSignature.of(secret, id, seconds, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Api.Answer call(
            String hook, String body, @Nullable String id, @Nullable String seconds, @Nullable String signature) {
        List<String> headers = new java.util.ArrayList<>(List.of("X-From", "me,"));
        if (id != null) {
            headers.addAll(List.of("webhook-id", id));
        }
        if (seconds != null) {
            headers.addAll(List.of("webhook-timestamp", seconds));
        }
        if (signature != null) {
            headers.addAll(List.of("webhook-signature", signature));
        }
        return api.as(null, "POST", "/api/hooks/build." + hook, body, headers.toArray(String[]::new));
    }
}
