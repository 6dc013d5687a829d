package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What can be asked of runs that have ended: to be done again, and to go back. */
class EndedRunsIT {
    @RegisterExtension
    private static final SharedPlatform PLATFORM = new SharedPlatform();

    /** Each writing leaves a line, so that a task that was done twice can be told from one that holds. */
    private static final String AGAIN = """
            version: "3.0.0"
            id: again
            inputs: {good: {type: boolean}, log: {type: string}}
            tasks:
              first: {action: file_operation, parameters: {operation: append, path: "${{ inputs.log }}", content: "first\\n"}}
              check: {needs: [first], when: "!inputs.good", action: fail, parameters: {code: broken, message: Not today}}
              last: {needs: [check], join: none_failed, action: file_operation, parameters: {operation: append, path: "${{ inputs.log }}", content: "last\\n"}}
            """;

    private static final String UNDONE = """
            version: "3.0.0"
            id: undone
            tasks:
              first: {action: file_operation, parameters: {operation: write, path: "${{ run.id }}/first", content: x}, compensate: {action: file_operation, parameters: {operation: delete, path: "${{ output.path }}"}}}
              second: {needs: [first], action: file_operation, parameters: {operation: write, path: "${{ run.id }}/second", content: x}, compensate: {action: file_operation, parameters: {operation: delete, path: "${{ output.path }}"}}}
              broken: {needs: [second], action: fail, parameters: {code: broken, message: Not today}}
            """;

    @BeforeAll
    static void define(@TempDir Path folder) throws IOException {
        for (String definition : List.of(AGAIN, UNDONE)) {
            Path file = Files.writeString(folder.resolve("definition.yaml"), definition);
            WeftProcess.Result applied = weft().run("apply", file.toString());
            assertThat(applied.exit()).as(applied.err()).isZero();
        }
    }

    @Test
    void shouldDoARunAgainButForWhatHolds() throws IOException {
        // given
        String failed = json("start", "again", "--input", "good=false", "--input", "log=again.log")
                .path("run")
                .asText();
        assertThat(weft().run("monitor", failed, "--duration", "60").exit()).isEqualTo(Exit.FAILED);

        // when
        WeftProcess.Result said = weft().run("restart", failed, "--input", "good=true");
        String next = json("status", "again").path("run").asText();

        // then
        assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
        assertThat(said.out()).contains("Started " + next + " in the place of " + failed, "weft monitor " + next);
        assertThat(weft().run("monitor", next, "--duration", "60").exit()).isEqualTo(Exit.DONE);
        assertThat(json("status", next).path("restarted_from").asText()).isEqualTo(failed);
        assertThat(lines("again.log")).containsExactly("first", "last");

        // when one task is to be done again whatever holds
        String third = json("restart", next, "--from", "last").path("run").asText();

        // then
        assertThat(weft().run("monitor", third, "--duration", "60").exit()).isEqualTo(Exit.DONE);
        assertThat(lines("again.log")).containsExactly("first", "last", "last");
    }

    @Test
    void shouldSayWhyARunCannotBeDoneAgain() throws IOException {
        // given
        String run = json("start", "again", "--input", "good=true", "--input", "log=other.log", "--wait")
                .path("run")
                .asText();

        // when
        WeftProcess.Result unknown = weft().run("restart", run, "--from", "nobody");
        WeftProcess.Result wrong = weft().run("restart", run, "--input", "good=perhaps");
        WeftProcess.Result revision = weft().run("restart", run, "--revision", "9");

        // then
        assertThat(unknown.exit()).as(unknown.toString()).isEqualTo(Exit.NOT_FOUND);
        assertThat(unknown.err()).contains("nobody").doesNotContain("\tat ");
        assertThat(wrong.exit()).as(wrong.toString()).isEqualTo(Exit.FAILED);
        assertThat(wrong.err()).contains("good", "boolean").doesNotContain("\tat ");
        assertThat(revision.exit()).as(revision.toString()).isEqualTo(Exit.FAILED);
        assertThat(weft().run("restart", "no-such-run").exit()).isEqualTo(Exit.NOT_FOUND);
        assertThat(lines("other.log")).containsExactly("first", "last");
    }

    @Test
    void shouldLetARunThatHasEndedGoBack() {
        // given
        String run = json("start", "undone").path("run").asText();
        assertThat(weft().run("monitor", run, "--duration", "60").exit()).isEqualTo(Exit.FAILED);
        Path files = PLATFORM.workspace().resolve(run);
        assertThat(files.resolve("second")).exists();

        // when
        WeftProcess.Result checkpoints = weft().run("checkpoints", run);
        WeftProcess.Result unknown = weft().run("rollback", run, "--checkpoint", "nobody");
        WeftProcess.Result back = weft().run("rollback", run, "--checkpoint", "first");

        // then it goes on from there, and fails once more
        assertThat(checkpoints.out()).contains("first", "second").doesNotContain("broken");
        assertThat(unknown.exit()).as(unknown.toString()).isEqualTo(Exit.NOT_FOUND);
        assertThat(back.exit()).as(back.err()).isEqualTo(Exit.DONE);
        assertThat(back.out()).contains(run + ": ROLLING_BACK");
        assertThat(weft().run("monitor", run, "--duration", "60").exit()).isEqualTo(Exit.FAILED);
        JsonNode once = json("status", run);
        assertThat(once.path("status").asText()).isEqualTo("FAILED");
        assertThat(once.path("tasks").path("second").path("status").asText()).isEqualTo("COMPLETED");
        assertThat(files.resolve("second")).exists();

        // when all of it is undone
        WeftProcess.Result all = weft().run("rollback", run, "--all");

        // then
        assertThat(all.exit()).as(all.err()).isEqualTo(Exit.DONE);
        assertThat(weft().run("monitor", run, "--duration", "60").exit()).isEqualTo(Exit.FAILED);
        assertThat(json("status", run).path("status").asText()).isEqualTo("ROLLED_BACK");
        assertThat(files.resolve("first")).doesNotExist();
        assertThat(files.resolve("second")).doesNotExist();
    }

    private static WeftProcess weft() {
        return PLATFORM.weft();
    }

    private static JsonNode json(String... command) {
        List<String> all = new ArrayList<>(Arrays.asList(command));
        all.addAll(List.of("--output", "json"));
        return weft().run(all.toArray(String[]::new)).json();
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(PLATFORM.workspace().resolve(file));
    }
}
