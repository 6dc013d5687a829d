package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.platform.home.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Worker and PostgreSQL are killed: what was put is taken afterwards, and no run waits for a cache that is away. */
@Tag("long")
class CacheKillIT {
    private static final String DEFINITION = """
            version: "3.0.0"
            id: cached
            inputs: {key: {type: string}}
            tasks:
              rest: {action: wait, parameters: {for: 1s}}
              work:
                needs: [rest]
                cache: {key: "${{ inputs.key }}"}
                action: file_operation
                parameters: {operation: write, path: "done-${{ run.id }}.txt", content: x}
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldTakeWhatWasPutBeforeAndWorkForTheRest() throws Exception {
        Path definition = Files.writeString(folder.resolve("cached.yaml"), DEFINITION);
        try (WeftProcess weft = new WeftProcess(folder.resolve("home"))) {
            // given
            assertThat(weft.up().exit()).isZero();
            assertThat(weft.run("apply", definition.toString()).exit()).isZero();
            String first = started(weft, "one");
            assertThat(ended(weft, first).path("status").asText()).isEqualTo("COMPLETED");

            // when all is killed
            weft.kill(Server.WEFT);
            weft.kill(Server.POSTGRES);
            assertThat(weft.run("up", "--detach").exit()).isZero();

            // then what was put is there
            JsonNode next = ended(weft, started(weft, "one"));
            assertThat(next.path("status").asText()).isEqualTo("COMPLETED");
            assertThat(next.path("tasks").path("work").path("cached_from").asText())
                    .isEqualTo(first);

            // when PostgreSQL is killed under a run
            String third = started(weft, "two");
            weft.kill(Server.POSTGRES);

            // then it goes on
            JsonNode end = ended(weft, third);
            assertThat(end.path("status").asText()).isEqualTo("COMPLETED");
            assertThat(end.path("tasks").path("work").path("attempts").asInt()).isEqualTo(1);
            assertThat(weft.run("up", "--detach").exit()).isZero();
            assertThat(weft.run("down").exit()).isZero();
        }
    }

    private static String started(WeftProcess weft, String key) {
        return weft.run("start", "cached", "--input", "key=" + key, "--output", "json")
                .json()
                .path("run")
                .asText();
    }

    private static JsonNode ended(WeftProcess weft, String run) {
        WeftProcess.Result end = weft.run("monitor", run, "--duration", "120");
        assertThat(end.exit()).as(end.out() + end.err()).isZero();
        return weft.run("status", run, "--output", "json").json();
    }
}
