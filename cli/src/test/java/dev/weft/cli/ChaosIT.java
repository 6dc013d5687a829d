package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.platform.home.Server;
import dev.weft.platform.process.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Worker and API, Temporal and PostgreSQL are killed again and again, at random, while runs of all kinds are under way:
 * afterwards every run has ended as it should, nothing that history holds was done again, and the event log agrees.
 */
class ChaosIT {
    private static final Map<String, String> ENDS = Map.of(
            "chain", "COMPLETED",
            "loop", "COMPLETED",
            "asking", "COMPLETED",
            "undone", "ROLLED_BACK",
            "family", "COMPLETED");

    private static final String CHAIN = """
            version: "3.0.0"
            id: chain
            defaults: {timeout: 1m}
            tasks:
              a: {action: agent_task, agent: ledger, parameters: {ms: 100}}
              b: {needs: [a], action: agent_task, agent: ledger, parameters: {ms: 300}}
              kept: {needs: [b], action: file_operation, parameters: {operation: write, path: "${{ run.id }}.txt", content: x}}
              c: {needs: [kept], action: agent_task, agent: ledger, parameters: {ms: 300}}
            """;

    private static final String LOOP = """
            version: "3.0.0"
            id: loop
            defaults: {timeout: 1m}
            tasks:
              steps:
                for_each: {in: "${{ [1, 2, 3, 4, 5, 6] }}", as: n, max_concurrent: 2}
                tasks:
                  work: {action: agent_task, agent: ledger, parameters: {ms: 200}}
                  rest: {needs: [work], action: wait, parameters: {for: 300ms}}
              last: {needs: [steps], action: transform, parameters: {value: 1}}
            """;

    private static final String ASKING = """
            version: "3.0.0"
            id: asking
            defaults: {timeout: 1m}
            tasks:
              before: {action: agent_task, agent: ledger, parameters: {ms: 100}}
              gate: {needs: [before], action: approval_gate, parameters: {title: Go on?, levels: [{approvers: [anyone]}]}}
              after: {needs: [gate], when: tasks.gate.output.decision == 'approved', action: agent_task, agent: ledger, parameters: {ms: 200}}
            """;

    private static final String UNDONE = """
            version: "3.0.0"
            id: undone
            defaults: {timeout: 1m}
            tasks:
              first: {action: agent_task, agent: ledger, parameters: {ms: 100}, compensate: {action: agent_task, agent: ledger, parameters: {ms: 300}}}
              second: {needs: [first], action: agent_task, agent: ledger, parameters: {ms: 100}, compensate: {action: agent_task, agent: ledger, parameters: {ms: 300}}}
              broken: {needs: [second], action: fail, parameters: {message: that does it}, on_failure: rollback}
              last: {needs: all, join: always, action: agent_task, agent: ledger, parameters: {ms: 100}}
            """;

    private static final String FAMILY = """
            version: "3.0.0"
            id: family
            tasks:
              child: {action: workflow_trigger, parameters: {workflow: chain, wait: true}}
              end: {needs: [child], action: transform, parameters: {value: 1}}
            """;

    /** What items are made of: each of them tells. */
    private static final Set<String> LOOPED = Set.of("steps.work", "steps.rest");

    /** Runs that are started; those that they start come on top. */
    private static final int RUNS = Integer.getInteger("chaos.runs", 10);

    private static final int RUNS_A_KILL = 5;
    private static final long SEED = Long.getLong("chaos.seed", 7);

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);

    @Test
    void shouldEndEveryRunAsIfNothingHadBeenKilled() throws Exception {
        Path definitions = Files.createDirectories(folder.resolve("definitions"));
        for (String definition : List.of(CHAIN, LOOP, ASKING, UNDONE, FAMILY)) {
            Files.writeString(
                    definitions.resolve(definition.lines().toList().get(1).substring(4) + ".yaml"), definition);
        }
        try (Ledger ledger = new Ledger();
                WeftProcess weft = new WeftProcess(folder.resolve("home")).with("WEFT_EGRESS_ALLOW", "127.0.0.1")) {
            Path folderOfAgents = Files.createDirectories(folder.resolve("agents"));
            Files.writeString(folderOfAgents.resolve("ledger.yaml"), ledger.agent());
            String agents = folderOfAgents.toString();
            assertThat(weft.up("--agents", agents).exit()).isZero();
            assertThat(weft.run("apply", definitions.toString()).exit()).isZero();
            PlatformApi api = new PlatformApi(weft);

            // when
            Map<String, String> runs = new LinkedHashMap<>();
            while (runs.size() < RUNS) {
                for (int i = 0; i < RUNS_A_KILL && runs.size() < RUNS; i++) {
                    String workflow = List.of("chain", "loop", "asking", "undone", "family")
                            .get(runs.size() % 5);
                    runs.put(start(api, workflow, "chaos-" + runs.size()), workflow);
                }
                approve(api, runs);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
                List<Server> victims = victims();
                System.out.println(runs.size() + " runs, kill -9 of " + victims);
                victims.forEach(weft::kill);
                WeftProcess.Result up = weft.run("up", "--detach", "--agents", agents);
                assertThat(up.exit()).as(up.err()).isZero();
            }
            assertThat(Await.until(Duration.ofMinutes(5), () -> allEnded(api, runs)))
                    .as("runs that did not end: %s", open(api))
                    .isTrue();

            // then
            Map<String, String> all = all(api);
            assertThat(all).containsAllEntriesOf(runs);
            assertThat(all)
                    .hasSize(RUNS
                            + (int) runs.values().stream()
                                    .filter("family"::equals)
                                    .count());
            try (Histories histories = new Histories(weft.file())) {
                for (Map.Entry<String, String> run : all.entrySet()) {
                    JsonNode view = api.get("/api/runs/" + run.getKey());
                    assertThat(view.path("status").asText()).as(view.toString()).isEqualTo(ENDS.get(run.getValue()));
                    assertThat(histories.repeated(run.getKey()))
                            .as(run.getKey())
                            .isEmpty();
                    agree(api.events(run.getKey()), view);
                }
            }
            ledger.keys().forEach((task, keys) -> assertThat(keys).as(task).hasSize(1));
            assertThat(weft.run("down").exit()).isZero();
        }
    }

    private List<Server> victims() {
        List<Server> victims = new ArrayList<>();
        for (Server server : List.of(Server.WEFT, Server.TEMPORAL, Server.POSTGRES)) {
            if (random.nextInt(3) > 0) {
                victims.add(server);
            }
        }
        return victims.isEmpty() ? List.of(Server.WEFT) : victims;
    }

    private static String start(PlatformApi api, String workflow, String key) throws Exception {
        PlatformApi.Answer started =
                api.post("/api/workflows/" + workflow + "/start", "{\"inputs\": {}, \"key\": \"" + key + "\"}", key);
        assertThat(started.status()).as(started.body().toString()).isEqualTo(202);
        return started.body().path("run").asText();
    }

    /** Decides the gates that are open by now. */
    private static void approve(PlatformApi api, Map<String, String> runs) throws Exception {
        for (JsonNode gate : api.get("/api/approvals?status=pending&limit=200").path("items")) {
            String run = gate.path("run").asText();
            if (runs.containsKey(run)) {
                PlatformApi.Answer decided =
                        api.post("/api/runs/" + run + "/approvals/gate", "{\"decision\": \"approve\"}", run);
                assertThat(decided.status()).as(decided.body().toString()).isLessThan(500);
            }
        }
    }

    private static boolean allEnded(PlatformApi api, Map<String, String> runs) {
        try {
            approve(api, runs);
            return open(api).isEmpty();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> open(PlatformApi api) throws IOException, InterruptedException {
        List<String> open = new ArrayList<>();
        for (JsonNode run : listed(api)) {
            String status = run.path("status").asText();
            if (!ENDS.containsValue(status)
                    && !List.of("FAILED", "CANCELLED", "TERMINATED", "TIMED_OUT")
                            .contains(status)) {
                open.add(run.path("run").asText() + " " + status);
            }
        }
        return open;
    }

    private static Map<String, String> all(PlatformApi api) throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>();
        listed(api)
                .forEach(run ->
                        all.put(run.path("run").asText(), run.path("workflow").asText()));
        return all;
    }

    private static List<JsonNode> listed(PlatformApi api) throws IOException, InterruptedException {
        List<JsonNode> runs = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get("/api/runs?limit=200" + cursor);
            page.path("items").forEach(runs::add);
            cursor = page.path("next").isTextual()
                    ? "&cursor=" + page.path("next").asText()
                    : "";
        } while (!cursor.isEmpty());
        return runs;
    }

    /** What was told is the run's whole story: no gap, and the last of each task is what the run says of it. */
    private static void agree(List<JsonNode> told, JsonNode view) {
        Map<String, String> tasks = new HashMap<>();
        for (int i = 0; i < told.size(); i++) {
            JsonNode data = told.get(i).path("data");
            assertThat(data.path("sequence").asInt()).as(told.toString()).isEqualTo(i + 1);
            if (data.has("task")) {
                tasks.put(data.path("task").asText(), data.path("status").asText());
            }
        }
        assertThat(told.getLast().path("data").path("status").asText())
                .isEqualTo(view.path("status").asText());
        view.path("tasks").properties().stream()
                .filter(task -> !LOOPED.contains(task.getKey()))
                .forEach(task -> assertThat(tasks.getOrDefault(task.getKey(), "PENDING"))
                        .as(view.path("run").asText() + " " + task.getKey())
                        .isEqualTo(task.getValue().path("status").asText()));
    }
}
