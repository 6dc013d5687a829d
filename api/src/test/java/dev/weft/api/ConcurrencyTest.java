package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Starts of runs that share a key, with a real worker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConcurrencyTest {
    private Api api;
    private ApiWorker worker;

    @BeforeAll
    void start() throws IOException {
        Path home = Api.folder();
        worker = ApiWorker.start(home);
        api = Api.start(home);
    }

    @AfterAll
    void stop() {
        worker.close();
        api.close();
    }

    @Test
    void shouldRefuseTheStartOfOneMoreAndSayWhoHoldsThePlace() {
        // given
        api.save(gate("only-one", "reject"));
        String first = api.started("only-one", "{\"inputs\": {\"customer\": \"x\"}, \"key\": \"mine\"}");

        // when
        Api.Answer second = api.post("/api/workflows/only-one/start", "{\"inputs\": {\"customer\": \"x\"}}");
        Api.Answer same =
                api.post("/api/workflows/only-one/start", "{\"inputs\": {\"customer\": \"x\"}, \"key\": \"mine\"}");
        String other = api.started("only-one", "{\"inputs\": {\"customer\": \"y\"}}");

        // then
        assertThat(second.status()).as(second.toString()).isEqualTo(409);
        assertThat(second.json().path("code").asText()).isEqualTo("concurrency_full");
        assertThat(second.json().path("detail").asText()).contains(first, "«only-one x»");
        assertThat(second.json().path("holders").path(0).asText()).isEqualTo(first);
        assertThat(same.json().path("run").asText()).as(same.toString()).isEqualTo(first);
        cancel(first);
        cancel(other);
        String third = api.started("only-one", "{\"inputs\": {\"customer\": \"x\"}}");
        await().until(() -> kindOfWait(third), "approval"::equals);
        cancel(third);
    }

    @Test
    void shouldTellOfARunThatWaitsForItsPlace() {
        // given
        api.save(gate("queued", "queue"));
        String first = api.started("queued", "{\"inputs\": {\"customer\": \"x\"}}");
        await().until(() -> kindOfWait(first), "approval"::equals);

        // when
        String second = api.started("queued", "{\"inputs\": {\"customer\": \"x\"}}");

        // then
        await().until(() -> waits(second).path("reason").asText(), reason -> reason.contains(first));
        assertThat(kindOfWait(second)).isEqualTo("lease");
        cancel(first);
        await().until(() -> kindOfWait(second), "approval"::equals);
        cancel(second);
    }

    @Test
    void shouldRefuseTheRetryOfARunWhosePlaceIsTakenAndHoldItWhereItIsFree() {
        // given
        api.save(gate("again", "reject"));
        String first = api.started("again", "{\"inputs\": {\"customer\": \"x\"}}");
        cancel(first);
        String second = api.started("again", "{\"inputs\": {\"customer\": \"x\"}}");

        // when
        Api.Answer refused = api.post("/api/runs/" + first + "/tasks/ask/retry", null);
        cancel(second);
        Api.Answer retried = api.post("/api/runs/" + first + "/tasks/ask/retry", null);

        // then
        assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
        assertThat(refused.json().path("code").asText()).isEqualTo("concurrency_full");
        assertThat(refused.json().path("holders").path(0).asText()).isEqualTo(second);
        assertThat(retried.status()).as(retried.toString()).isEqualTo(202);
        await().until(() -> kindOfWait(first), "approval"::equals);
        assertThat(api.post("/api/workflows/again/start", "{\"inputs\": {\"customer\": \"x\"}}")
                        .status())
                .isEqualTo(409);
        cancel(first);
    }

    private void cancel(String run) {
        assertThat(api.post("/api/runs/" + run + "/cancel", null).status()).isBetween(200, 299);
        assertThat(api.get("/api/runs/" + run + "?wait=30s")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("CANCELLED");
    }

    private String kindOfWait(String run) {
        return waits(run).path("kind").asText();
    }

    private JsonNode waits(String run) {
        return api.get("/api/runs/" + run).json().path("waiting_on").path(0);
    }

    private static String gate(String id, String whenFull) {
        return """
                version: "3.0.0"
                id: %s
                inputs: {customer: {type: string}}
                policy: {concurrency: {key: "${{ run.workflow + ' ' + inputs.customer }}", when_full: %s}}
                tasks:
                  ask: {action: approval_gate, parameters: {approvers: [anyone]}}
                outputs: {by: "${{ tasks.ask.output.decided_by }}"}
                """.formatted(id, whenFull);
    }
}
