package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.platform.home.Server;
import dev.weft.platform.process.Await;
import dev.weft.platform.process.ProcessMark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers are killed while runs wait for events and are told of them: each run has its event once, and none is missing. */
@Tag("long")
class EventWaitsKillIT {
    private static final String DEFINITION = """
            version: "3.0.0"
            id: waiter
            inputs: {order: {type: integer}}
            tasks:
              each:
                for_each: {in: [1, 2, 3], max_concurrent: 3}
                action: wait_for_event
                parameters: {type: order.paid, filter: event.data.order == inputs.order}
            outputs: {ids: "${{ tasks.each.output.map(event, event.id) }}"}
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldTakeEachEventOnceWhateverIsKilled() throws Exception {
        Path definition = Files.writeString(folder.resolve("waiter.yaml"), DEFINITION);
        Random random = new Random(11);
        try (WeftProcess weft = new WeftProcess(folder.resolve("home"))) {
            assertThat(weft.up().exit()).isZero();
            assertThat(weft.run("apply", definition.toString()).exit()).isZero();
            List<String> runs = new ArrayList<>();
            for (List<Server> victims : List.of(
                    List.of(Server.WEFT),
                    List.of(Server.TEMPORAL, Server.WEFT),
                    List.of(Server.POSTGRES),
                    List.of(Server.TEMPORAL, Server.POSTGRES, Server.WEFT))) {
                // given
                int order = runs.size();
                String run = weft.run("start", "waiter", "--input", "order=" + order, "--output", "json")
                        .json()
                        .path("run")
                        .asText();
                runs.add(run);
                send(weft, order, "a");
                TimeUnit.MILLISECONDS.sleep(random.nextInt(500));

                // when
                send(weft, order, "b");
                victims.forEach(weft::kill);
                assertThat(weft.run("up", "--detach").exit()).isZero();
                send(weft, order, "c");
            }

            // then
            for (String run : runs) {
                WeftProcess.Result end = weft.run("monitor", run, "--duration", "120");
                assertThat(end.exit()).as(end.out() + end.err()).isZero();
                JsonNode ids = weft.run("status", run, "--output", "json")
                        .json()
                        .path("outputs")
                        .path("ids");
                int order = runs.indexOf(run);
                List<String> taken = new ArrayList<>();
                ids.forEach(id -> taken.add(id.asText()));
                assertThat(taken).as(ids.toString()).containsExactlyInAnyOrder("a" + order, "b" + order, "c" + order);
            }
            assertThat(weft.run("down").exit()).isZero();
        }
    }

    /** Between the match and the signal: Temporal takes nothing when the server tells the run, and then both are killed. */
    @Test
    void shouldTellTheRunThoughTheServerIsKilledBetweenMatchAndSignal() throws Exception {
        Path definition = Files.writeString(folder.resolve("waiter.yaml"), DEFINITION.replace("[1, 2, 3]", "[1]"));
        try (WeftProcess weft = new WeftProcess(folder.resolve("home"))) {
            // given
            assertThat(weft.up().exit()).isZero();
            assertThat(weft.run("apply", definition.toString()).exit()).isZero();
            String run = weft.run("start", "waiter", "--input", "order=7", "--output", "json")
                    .json()
                    .path("run")
                    .asText();
            assertThat(Await.until(
                            Duration.ofSeconds(60),
                            () -> weft.run("status", run).out().contains("weft events send order.paid")))
                    .isTrue();

            // when
            long temporal = weft.file()
                    .living(Server.TEMPORAL)
                    .flatMap(ProcessMark::handle)
                    .orElseThrow()
                    .pid();
            assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(temporal))
                            .start()
                            .waitFor())
                    .isZero();
            send(weft, 7, "x");
            weft.kill(Server.WEFT);
            weft.kill(Server.TEMPORAL);
            assertThat(weft.run("up", "--detach").exit()).isZero();

            // then
            WeftProcess.Result end = weft.run("monitor", run, "--duration", "120");
            assertThat(end.exit()).as(end.out() + end.err()).isZero();
            assertThat(weft.run("status", run).out()).contains("x7");
            assertThat(weft.run("down").exit()).isZero();
        }
    }

    private static void send(WeftProcess weft, int order, String id) throws Exception {
        WeftProcess.Result sent =
                weft.run("events", "send", "order.paid", "--data", "{\"order\": " + order + "}", "--id", id + order);
        assertThat(sent.exit()).as(sent.out() + sent.err()).isZero();
    }
}
