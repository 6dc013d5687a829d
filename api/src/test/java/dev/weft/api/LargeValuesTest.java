package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.store.TestDatabase;
import dev.weft.worker.blob.BlobStores;
import dev.weft.worker.protocol.large.LargeValueStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Runs with large inputs, values and outputs, asked for by HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeValuesTest {
    private static final int SIZE = 1_500_000;

    private static final String DEFINITION = """
            version: "3.0.0"
            id: large
            inputs:
              text: {type: string, minLength: 1000}
              kind: {type: string, default: plain}
            tasks:
              twice: {action: transform, parameters: {value: {text: "${{ inputs.text + inputs.text }}", kind: "${{ inputs.kind }}"}}}
              write: {needs: [twice], action: file_operation, parameters: {operation: write, path: "${{ run.id }}.txt", content: "${{ tasks.twice.output.text }}"}}
              size: {needs: [write], when: "tasks.twice.output.text.startsWith('x')", action: transform, parameters: {value: "${{ size(tasks.twice.output.text) }}"}}
            outputs: {size: "${{ tasks.size.output }}", text: "${{ inputs.text }}"}
            """;

    private Path home;
    private Api api;
    private LargeApi both;

    @BeforeAll
    void start() throws IOException {
        both = LargeApi.start(DEFINITION);
        home = both.home();
        api = both.api();
    }

    @AfterAll
    void stop() {
        both.close();
    }

    @Test
    void shouldShowHowLargeValuesAreAndGiveThemWhole() throws IOException {
        String text = "x".repeat(SIZE);
        String run = api.started("large", "{\"inputs\":{\"text\":\"" + text + "\"}}");

        JsonNode ended = api.get("/api/runs/" + run + "?wait=60s").json();
        assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("COMPLETED");
        assertThat(ended.toString().length()).isLessThan(10_000);
        assertThat(ended.path("inputs").path("text").path("large").path("bytes").asInt())
                .isEqualTo(SIZE + 2);
        assertThat(ended.path("inputs").path("kind").asText()).isEqualTo("plain");
        assertThat(ended.path("outputs").path("size").asInt()).isEqualTo(2 * SIZE);
        assertThat(ended.path("outputs").path("text").has("large")).isTrue();
        assertThat(api.get("/api/runs/" + run + "/outputs").json().path("text").asText())
                .isEqualTo(text);
        assertThat(api.get("/api/runs/" + run + "/inputs").json().path("text").asText())
                .isEqualTo(text);
        assertThat(api.get("/api/runs/" + run + "/tasks/twice")
                        .json()
                        .path("output")
                        .path("text")
                        .asText())
                .isEqualTo(text + text);
        assertThat(Files.readString(home.resolve("workspace").resolve(run + ".txt")))
                .isEqualTo(text + text);
    }

    @Test
    void shouldKeepWhatHoldsWhereARunIsRestarted() {
        String text = "xy".repeat(SIZE / 2);
        String run = api.started("large", "{\"inputs\":{\"text\":\"" + text + "\"}}");
        api.get("/api/runs/" + run + "?wait=60s");

        String again = api.post("/api/runs/" + run + "/restart", "{}")
                .json()
                .path("run")
                .asText();

        JsonNode ended = api.get("/api/runs/" + again + "?wait=60s").json();
        assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("COMPLETED");
        assertThat(ended.path("outputs").path("size").asInt()).isEqualTo(SIZE * 2);
        assertThat(api.get("/api/runs/" + again + "/outputs")
                        .json()
                        .path("text")
                        .asText())
                .isEqualTo(text);
    }

    @Test
    void shouldRefuseWhatIsTooLargeOrDoesNotFit() {
        Api.Answer tooLarge =
                api.post("/api/workflows/large/start", "{\"inputs\":{\"text\":\"" + "x".repeat(17 << 20) + "\"}}");
        assertThat(tooLarge.status()).isEqualTo(413);
        Api.Answer unfit = api.post("/api/workflows/large/start", "{\"inputs\":{\"text\":\"x\"}}");
        assertThat(unfit.status()).isEqualTo(422);
    }

    @Test
    void shouldSayThatABlobIsGone() throws IOException {
        String text = "xz".repeat(SIZE / 2);
        String run = api.started("large", "{\"inputs\":{\"text\":\"" + text + "\"}}");
        api.get("/api/runs/" + run + "?wait=60s");
        LargeValueStore other = new LargeValueStore(BlobStores.open(home, Map.of()));
        try (Api fresh = Api.start(Api.settings(home, TestDatabase.migratedUrl(), other))) {
            try (Stream<Path> blobs = Files.walk(home.resolve("blobs"))) {
                for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
                    Files.delete(blob);
                }
            }

            Api.Answer gone = fresh.get("/api/runs/" + run + "/outputs");

            assertThat(gone.status()).isEqualTo(502);
            assertThat(gone.json().path("code").asText()).isEqualTo("blob_missing");
            assertThat(gone.json().path("detail").asText()).contains("restart the run");
        }
    }
}
