package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What authors use without a server. */
class AuthoringIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VALID = """
            version: "3.0.0"
            id: valid
            tasks:
              a: {action: transform, parameters: {value: 1}}
              b: {needs: [a], action: transform, parameters: {value: 2}}
            """;
    private static final String WITH_A_WARNING = """
            version: "3.0.0"
            id: unread
            tasks:
              gate: {action: approval_gate, parameters: {approvers: [anyone]}}
              after: {needs: [gate], action: transform, parameters: {value: 1}}
            """;

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private WeftProcess weft;

    @BeforeEach
    void place() {
        weft = new WeftProcess(folder.resolve("home"));
    }

    @AfterEach
    void stop() throws Exception {
        weft.close();
    }

    @Test
    void shouldValidateFilesAndFoldersAtOnce() throws IOException {
        // given
        Path definitions = Files.createDirectories(folder.resolve("definitions"));
        write("definitions/valid.yaml", VALID);
        write("definitions/unread.yaml", WITH_A_WARNING);
        Path wrong = write("wrong.yaml", VALID.replace("needs", "neds"));

        // when
        WeftProcess.Result good = weft.run("validate", definitions.toString());
        WeftProcess.Result strict = weft.run("validate", "--strict", definitions.toString());
        WeftProcess.Result all = weft.run("validate", "--output", "json", definitions.toString(), wrong.toString());
        WeftProcess.Result none = weft.run(
                "validate", Files.createDirectories(folder.resolve("none")).toString());

        // then
        assertThat(good.exit()).as(good.toString()).isEqualTo(Exit.DONE);
        assertThat(good.out()).contains("valid.yaml: no problems", "warning[WEFT-1604]", "unread.yaml: 1 warning");
        assertThat(strict.exit()).isEqualTo(Exit.FAILED);
        assertThat(all.exit()).isEqualTo(Exit.FAILED);
        JsonNode value = JSON.readTree(all.out());
        assertThat(value.path("valid").asBoolean()).isFalse();
        assertThat(value.path("files")).hasSize(3);
        assertThat(value.path("files").get(2).path("errors").asInt()).isEqualTo(1);
        assertThat(value.path("problems").findValuesAsText("code")).containsExactly("WEFT-1604", "WEFT-1103");
        assertThat(none.exit()).isEqualTo(Exit.NOT_FOUND);
        assertThat(weft.run("validate").exit()).isEqualTo(Exit.WRONG_USE);
    }

    @Test
    void shouldCheckFilesTogetherThatAreGivenTogether() throws IOException {
        // given
        String starts = "{version: 3.0.0, id: %s, tasks: {go: {action: workflow_trigger, parameters: {workflow: %s}}}}";
        Path first = write("first.yaml", starts.formatted("first", "second"));
        Path second = write("second.yaml", starts.formatted("second", "first"));

        // when
        WeftProcess.Result together = weft.run("validate", first.toString(), second.toString());
        WeftProcess.Result alone = weft.run("validate", first.toString());

        // then
        assertThat(together.out()).contains("first → second → first", "second → first → second");
        assertThat(alone.out()).contains("no problems");
    }

    @Test
    void shouldCheckAgentsFiles() throws IOException {
        // given
        Path good = write("good.yaml", "name: translator\nkind: http\nurl: https://agents.example.com/translate\n");
        Path wrong = write("wrong.yaml", "name: translator\nkind: http\nulr: https://agents.example.com/translate\n");

        // when
        WeftProcess.Result right = weft.run("validate", good.toString());
        WeftProcess.Result refused = weft.run("validate", wrong.toString());

        // then
        assertThat(right.exit()).as(right.toString()).isEqualTo(Exit.DONE);
        assertThat(right.out()).contains("good.yaml: no problems");
        assertThat(refused.exit()).isEqualTo(Exit.FAILED);
        assertThat(refused.out()).contains("wrong.yaml:3:1", "Did you mean \"url\"?");
    }

    @Test
    void shouldValidateStandardInput() throws IOException {
        // given
        Path file = write("valid.yaml", VALID);
        weft.through("bash", "-c", "cat " + file + " | \"$0\" \"$@\"");

        // when
        WeftProcess.Result result = weft.run("validate", "-");

        // then
        assertThat(result.exit()).as(result.toString()).isEqualTo(Exit.DONE);
        assertThat(result.out()).contains("standard input: no problems");
    }

    @Test
    void shouldReadStandardInputInEachCommandOfAFile() throws IOException {
        // given
        Path file = write("valid.yaml", VALID);
        weft.through("bash", "-c", "cat " + file + " | \"$0\" \"$@\"");

        // when
        WeftProcess.Result graph = weft.run("graph", "-");
        WeftProcess.Result diff = weft.run("diff", "-", file.toString());
        WeftProcess.Result migrate = weft.run("migrate", "-");
        WeftProcess.Result twice = weft.run("diff", "-", "-");
        WeftProcess.Result written = weft.run("migrate", "-", "--write");

        // then
        assertThat(graph.out()).as(graph.toString()).contains("level 0");
        assertThat(diff.out()).as(diff.toString()).contains("No difference in meaning.");
        assertThat(migrate.exit()).as(migrate.toString()).isEqualTo(Exit.DONE);
        assertThat(twice.err()).contains("standard input can be read only once");
        assertThat(written.err()).contains("Leave out --write");
    }

    @Test
    void shouldSayThatAFolderIsNoDefinition() throws IOException {
        // given
        Path empty = Files.createDirectories(folder.resolve("empty"));

        // when
        WeftProcess.Result graph = weft.run("graph", empty.toString());
        WeftProcess.Result migrate = weft.run("migrate", empty.toString());
        WeftProcess.Result three = weft.run("diff", "a.yaml", "b.yaml", "c.yaml");

        // then
        assertThat(graph.err()).contains("but it is a folder");
        assertThat(graph.exit()).isEqualTo(Exit.WRONG_USE);
        assertThat(migrate.err()).contains("found none");
        assertThat(migrate.exit()).isEqualTo(Exit.NOT_FOUND);
        assertThat(three.err()).contains("Expected two files, or one id");
        assertThat(three.exit()).isEqualTo(Exit.WRONG_USE);
    }

    @Test
    void shouldCompareTwoFilesByWhatTheyMean() throws IOException {
        // given
        Path first = write("first.yaml", VALID);
        Path same = write("same.yaml", "# Another comment.\n" + VALID);
        Path other = write("other.yaml", VALID.replace("{value: 2}", "{value: 3}"));
        Path wrong = write("wrong.yaml", VALID.replace("needs", "neds"));

        // when
        WeftProcess.Result equal = weft.run("diff", first.toString(), same.toString());
        WeftProcess.Result different = weft.run("diff", first.toString(), other.toString());
        WeftProcess.Result json = weft.run("diff", "--output", "json", first.toString(), other.toString());
        WeftProcess.Result broken = weft.run("diff", first.toString(), wrong.toString());

        // then
        assertThat(equal.exit()).as(equal.toString()).isEqualTo(Exit.DONE);
        assertThat(equal.out()).contains("No difference in meaning.");
        assertThat(different.exit()).isEqualTo(Exit.FAILED);
        assertThat(different.out())
                .contains(
                        "~ b", "parameters.value: 2 -> 3", "holds       a", "runs again  b (parameters.value changed)");
        assertThat(json.exit()).isEqualTo(Exit.FAILED);
        assertThat(JSON.readTree(json.out()).path("takeover").path("runs_again"))
                .hasToString("[\"b\"]");
        assertThat(broken.exit()).isEqualTo(Exit.WRONG_USE);
        assertThat(broken.err()).contains("WEFT-1103");
        assertThat(weft.run("diff", first.toString()).exit()).isEqualTo(Exit.WRONG_USE);
        assertThat(weft.run("diff", first.toString(), same.toString(), "--from", "1")
                        .exit())
                .isEqualTo(Exit.WRONG_USE);
    }

    @Test
    void shouldPrintSchemas() throws IOException {
        assertThat(JSON.readTree(weft.run("schema").out()).path("title").asText())
                .isEqualTo("Weft definition 3.0.0");
        assertThat(JSON.readTree(weft.run("schema", "agent").out())
                        .path("title")
                        .asText())
                .isEqualTo("Weft agent");
        assertThat(JSON.readTree(weft.run("schema", "file_operation").out()).path("properties"))
                .hasSize(2);
        WeftProcess.Result unknown = weft.run("schema", "file_op");
        assertThat(unknown.exit()).isEqualTo(Exit.NOT_FOUND);
        assertThat(unknown.err()).contains("file_operation");
    }

    @Test
    void shouldExplainCodes() {
        assertThat(weft.run("explain").out()).contains("WEFT-1001  Not YAML", "WEFT-1901  ");
        assertThat(weft.run("explain", "1103").out()).contains("Unknown field", "neds: [a]", "needs: [a]");
        assertThat(weft.run("explain", "9999").exit()).isEqualTo(Exit.NOT_FOUND);
    }

    @Test
    void shouldDrawAGraph() throws IOException {
        Path file = write("valid.yaml", VALID);

        assertThat(weft.run("graph", file.toString()).out()).contains("longest chain (*): a -> b");
        assertThat(weft.run("graph", file.toString(), "--format", "svg").out()).startsWith("<svg ");
        assertThat(weft.run("graph", file.toString(), "--format", "png").exit()).isEqualTo(Exit.WRONG_USE);
    }

    @Test
    void shouldDrawTheDefinitionsOfAFile() throws IOException {
        // given
        String file = write(
                        "two.yaml",
                        "workflows:\n  one: {steps: [{id: a, agent: A}]}\n  two: {steps: [{id: b, agent: B}]}\n")
                .toString();

        // then
        assertThat(weft.run("graph", file).out()).contains("one: 1 task", "two: 1 task");
        assertThat(weft.run("graph", file, "--format", "json").json()).hasSize(2);
        assertThat(weft.run("graph", file, "--format", "svg", "--id", "two").out())
                .startsWith("<svg ");
        WeftProcess.Result several = weft.run("graph", file, "--format", "dot");
        assertThat(several.exit()).isEqualTo(Exit.WRONG_USE);
        assertThat(several.err()).contains("one, two", "--id");
        assertThat(weft.run("graph", file, "--id", "three").exit()).isEqualTo(Exit.NOT_FOUND);
    }

    @Test
    void shouldDrawNeedsThatLeadInACircle() throws IOException {
        Path file = write("circle.yaml", """
                version: "3.0.0"
                id: circle
                tasks:
                  a: {needs: [b], action: transform, parameters: {value: 1}}
                  b: {needs: [a], action: transform, parameters: {value: 1}}
                """);

        WeftProcess.Result drawn = weft.run("graph", file.toString());

        assertThat(drawn.exit()).isEqualTo(Exit.FAILED);
        assertThat(drawn.out()).contains("need each other in a circle (!): a, b");
        assertThat(drawn.err()).contains("WEFT-1204");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
