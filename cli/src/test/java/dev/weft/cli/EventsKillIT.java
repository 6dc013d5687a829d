package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.platform.home.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Worker, API and PostgreSQL are killed while runs tell what they do: afterwards the log agrees with the runs. */
class EventsKillIT {
    private static final String DEFINITION = """
            version: "3.0.0"
            id: teller
            defaults: {timeout: 1m}
            tasks:
              steps:
                for_each: {in: "${{ [1, 2, 3, 4, 5, 6] }}", as: n, max_concurrent: 2}
                tasks:
                  work: {action: file_operation, parameters: {operation: write, path: "told/${{ run.id }}-${{ n }}.txt", content: x}}
                  rest: {needs: [work], action: wait, parameters: {for: 700ms}}
              last: {needs: [steps], action: transform, parameters: {value: 1}}
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldHaveToldEachChangeOnceWhateverWasKilled() throws Exception {
        Path definition = Files.writeString(folder.resolve("teller.yaml"), DEFINITION);
        Random random = new Random(7);
        try (WeftProcess weft = new WeftProcess(folder.resolve("home"))) {
            assertThat(weft.up().exit()).isZero();
            assertThat(weft.run("apply", definition.toString()).exit()).isZero();
            List<String> runs = new ArrayList<>();
            for (List<Server> victims :
                    List.of(List.of(Server.WEFT), List.of(Server.POSTGRES), List.of(Server.WEFT, Server.POSTGRES))) {
                // given
                for (int i = 0; i < 3; i++) {
                    runs.add(weft.run("start", "teller", "--output", "json")
                            .json()
                            .path("run")
                            .asText());
                }
                TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));

                // when
                victims.forEach(weft::kill);
                assertThat(weft.run("up", "--detach").exit()).isZero();
            }

            // then
            for (String run : runs) {
                WeftProcess.Result end = weft.run("monitor", run, "--duration", "180");
                assertThat(end.exit()).as(end.out() + end.err()).isZero();
                check(
                        told(weft, run),
                        weft.run("status", run, "--output", "json").json());
            }
            assertThat(weft.run("down").exit()).isZero();
        }
    }

    private static void check(List<JsonNode> told, JsonNode run) {
        Map<String, String> tasks = new HashMap<>();
        for (int i = 0; i < told.size(); i++) {
            JsonNode data = told.get(i).path("data");
            assertThat(data.path("sequence").asInt()).as(told.toString()).isEqualTo(i + 1);
            if (data.has("task")) {
                tasks.put(data.path("task").asText(), data.path("status").asText());
            }
        }
        // What items are made of is done by them alone.
        tasks.keySet().removeAll(Set.of("steps.work", "steps.rest"));
        assertThat(run.path("status").asText()).isEqualTo("COMPLETED");
        run.path("tasks").properties().stream()
                .filter(task -> tasks.containsKey(task.getKey()))
                .forEach(task -> assertThat(tasks.get(task.getKey()))
                        .isEqualTo(task.getValue().path("status").asText()));
        assertThat(tasks).containsEntry("last", "COMPLETED").containsEntry("steps[5].rest", "COMPLETED");
        assertThat(tasks.values()).containsOnly("COMPLETED");
    }

    /** The events of a run, up to its end. */
    private static List<JsonNode> told(WeftProcess weft, String run) throws IOException, InterruptedException {
        String token = Files.readString(Path.of(String.valueOf(weft.file().tokenFile())))
                .strip();
        HttpRequest request = HttpRequest.newBuilder(URI.create(weft.file().api() + "/api/runs/" + run + "/events"))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofMinutes(2))
                .build();
        List<JsonNode> events = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        HttpResponse<Stream<String>> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            assertThat(response.statusCode()).isEqualTo(200);
            for (String line : (Iterable<String>) lines::iterator) {
                if (line.startsWith("data: ")) {
                    events.add(json.readTree(line.substring(6)));
                    if (events.getLast().path("type").asText().equals("workflow.completed")) {
                        return events;
                    }
                }
            }
        }
        throw new IllegalStateException("Expected the end of run " + run + ", but found only " + events);
    }
}
