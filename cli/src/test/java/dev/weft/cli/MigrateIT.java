package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Older versions and other dialects, from the file to the saved definition. */
class MigrateIT {
    private static final String OLD = """
            version: "2.0.0"
            # For the board.
            name: Old Report
            tasks:
              read:
                action: agent_task
                agent_id: folder_scanner  # quick
                timeout_seconds: 5
            """;
    private static final String SEVERAL = """
            workflows:
              one:
                # The first.
                steps: [{id: a, agent: folder_scanner}]
              two:
                steps: [{id: a, agent: folder_scanner}]
            """;

    @RegisterExtension
    private static final SharedPlatform PLATFORM = new SharedPlatform();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private static WeftProcess weft;

    @BeforeAll
    static void start() {
        weft = PLATFORM.weft();
    }

    @Test
    void shouldPrintTheNewTextAndSayWhatWasChanged() throws IOException {
        // given
        Path file = write("old.yaml", OLD);

        // when
        WeftProcess.Result printed = weft.run("migrate", file.toString());
        WeftProcess.Result again =
                weft.run("migrate", write("again.yaml", printed.out()).toString());

        // then
        assertThat(printed.exit()).as(printed.toString()).isZero();
        assertThat(printed.out())
                .contains("version: \"3.0.0\"", "# For the board.", "id: old-report", "timeout: 5s", "# quick");
        assertThat(printed.err()).contains("migrated from 2.0.0", "agent_id is now agent");
        assertThat(again.out()).isEqualTo(printed.out());
        assertThat(again.err()).contains("is in 3.0.0");
        assertThat(file).hasContent(OLD);
    }

    @Test
    void shouldShowTheDifference() throws IOException {
        // when
        WeftProcess.Result diff = weft.run("migrate", write("old.yaml", OLD).toString(), "--diff");

        // then
        assertThat(diff.exit()).isZero();
        assertThat(diff.out()).contains("-version: \"2.0.0\"\n", "+version: \"3.0.0\"\n", " # For the board.\n");
    }

    @Test
    void shouldMigrateTheFilesOfAFolderThatCanBe() throws IOException {
        // given
        write("old.yaml", OLD);
        write("several.yaml", SEVERAL);
        Path broken = write("broken.yaml", "recipe: cake\n");

        // when
        WeftProcess.Result first = weft.run("migrate", "--all", folder.toString());
        WeftProcess.Result second = weft.run("migrate", "--all", folder.toString());
        WeftProcess.Result status = weft.run("migrate", "status", folder.toString(), "--output", "json");

        // then
        assertThat(first.exit()).isEqualTo(Exit.FAILED);
        assertThat(first.out()).contains("old.yaml: migrated from 2.0.0", "one.yaml", "two.yaml");
        assertThat(first.err()).contains("broken.yaml: not migrated", "WEFT-1113");
        assertThat(broken).hasContent("recipe: cake");
        assertThat(folder.resolve("one.yaml")).content().contains("# The first.");
        assertThat(second.exit()).isEqualTo(Exit.FAILED);
        assertThat(second.out()).doesNotContain("migrated from").contains("old.yaml: is in 3.0.0");
        assertThat(status.exit()).isEqualTo(Exit.FAILED);
        assertThat(status.json().path("items").findValuesAsText("from")).containsOnly("3.0.0", "null");
        assertThat(status.json().path("outdated").asInt()).isZero();
        Files.delete(broken);
        assertThat(weft.run("migrate", "--all", folder.toString()).exit()).isZero();
        assertThat(weft.run("migrate", "status", folder.toString()).out()).contains("0 of 3 to be migrated");
    }

    @Test
    void shouldTellWrongUseFromWhatIsNotThere() throws IOException {
        // given
        String file = write("old.yaml", OLD).toString();

        // then
        assertThat(weft.run("migrate").exit()).isEqualTo(Exit.WRONG_USE);
        assertThat(weft.run("migrate", file, "--write", "--diff").exit()).isEqualTo(Exit.WRONG_USE);
        assertThat(weft.run("migrate", "--all", file).exit()).isEqualTo(Exit.WRONG_USE);
        assertThat(weft.run("migrate", "--all", "--output-dir", folder.toString())
                        .exit())
                .isEqualTo(Exit.WRONG_USE);
        assertThat(weft.run("migrate", folder.resolve("none.yaml").toString()).exit())
                .isEqualTo(Exit.NOT_FOUND);
        assertThat(weft.run("migrate", "status", folder.resolve("none.yaml").toString())
                        .exit())
                .isEqualTo(Exit.NOT_FOUND);
        assertThat(weft.run("migrate", "known-to-nobody").exit()).isEqualTo(Exit.NOT_FOUND);
        assertThat(weft.run("migrate", "--all", "--server", "http://127.0.0.1:1")
                        .exit())
                .isEqualTo(Exit.UNREACHABLE);
    }

    @Test
    void shouldApplyOtherDialectsAndMigrateWhatIsSaved() throws IOException {
        // given
        String old = write("old.yaml", OLD).toString();
        String several = write("several.yaml", SEVERAL).toString();
        String dag = write(
                        "dag.json",
                        "{\"workflow_id\": \"pipe\", \"tasks\": {\"t\": {\"task_type\": \"folder_scanner\"}}}")
                .toString();

        // when
        WeftProcess.Result applied = weft.run("apply", old, several, dag);
        WeftProcess.Result before = weft.run("migrate", "status");
        WeftProcess.Result shown = weft.run("migrate", "one", "--diff");
        WeftProcess.Result one = weft.run("migrate", "one");
        WeftProcess.Result all = weft.run("migrate", "--all", "--output", "json");
        WeftProcess.Result again = weft.run("migrate", "--all", "--output", "json");
        WeftProcess.Result after = weft.run("migrate", "status", "--output", "json");

        // then
        assertThat(applied.exit()).as(applied.toString()).isZero();
        assertThat(applied.out())
                .contains(
                        "old-report: revision 1 (from 2.0.0)",
                        "two: revision 1 (from steps)",
                        "pipe: revision 1 (from dag)");
        assertThat(before.out()).contains("4 of ").containsPattern("one +steps +to be migrated");
        assertThat(shown.out()).contains("+version: \"3.0.0\"");
        assertThat(one.out()).contains("one: migrated from steps, now revision 2");
        assertThat(states(all)).contains("CURRENT", "MIGRATED").doesNotContain("FAILED");
        assertThat(states(again)).containsOnly("CURRENT");
        assertThat(after.json().path("items").findValuesAsText("from")).containsOnly("3.0.0");
        assertThat(weft.run("apply", several).out()).contains("one: revision 2", "two: revision 2");
        WeftProcess.Result run = weft.run("start", "pipe", "--wait");
        assertThat(run.exit()).as(run.toString()).isZero();
    }

    @Test
    void shouldApplyNothingWhereOneFileHasErrors() throws IOException {
        // given
        String good = write("good.yaml", SEVERAL.replace("one", "good-one").replace("two", "good-two"))
                .toString();
        String bad = write("bad.yaml", "workflows: {bad: {steps: [{id: a, agent: A, depends_on: [b]}]}}\n")
                .toString();

        // when
        WeftProcess.Result applied = weft.run("apply", good, bad);

        // then
        assertThat(applied.exit()).isEqualTo(Exit.FAILED);
        assertThat(applied.err()).contains("bad.yaml:1:");
        assertThat(weft.run("list").out()).doesNotContain("good-one");
    }

    private static Iterable<String> states(WeftProcess.Result result) {
        JsonNode items = result.json().path("items");
        return items.findValuesAsText("state");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
