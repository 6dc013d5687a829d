package dev.weft.worker.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.WrittenParameters;
import dev.weft.definitions.action.builtin.Command;
import dev.weft.definitions.action.shape.ParameterBinder;
import dev.weft.worker.action.file.Roots;
import dev.weft.worker.sandbox.Sandbox;
import dev.weft.worker.sandbox.SandboxMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommandActionTest {
    private static final String PATH = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");

    @TempDir
    Path home = Path.of("");

    private Path workspace = Path.of("");
    private SandboxMode mode = SandboxMode.NONE;

    @BeforeEach
    void makeWorkspace() throws IOException {
        workspace = Files.createDirectory(home.resolve("workspace")).toRealPath();
    }

    private void in(SandboxMode wanted) {
        mode = wanted;
        assumeTrue(mode == SandboxMode.NONE || works(), "bubblewrap is missing or doesn't work here");
    }

    private boolean works() {
        try {
            run("argv", List.of("true"));
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    private Map<String, @Nullable Object> run(Object... parameters) throws Exception {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.put((String) parameters[i], parameters[i + 1]);
        }
        CommandAction action =
                new CommandAction(new Sandbox(mode, List.of(), PATH), new Roots(workspace, List.of(home)));
        Map<String, @Nullable Object> output =
                action.execute(ParameterBinder.bind(Command.SPEC, map), new TestContext(workspace, "key-1"));
        DescribedOutput.check(Command.SPEC, WrittenParameters.of(map), output);
        return output;
    }

    private static List<String> shell(String script) {
        return List.of("sh", "-c", script);
    }

    private ActionException failure(Object... parameters) {
        return Failing.of(() -> run(parameters));
    }

    @ParameterizedTest
    @EnumSource(SandboxMode.class)
    void shouldRunAProgramAndGiveAllThatItSays(SandboxMode wanted) throws Exception {
        in(wanted);

        assertThat(run("argv", shell("cat; echo oops >&2; echo x > made"), "stdin", "in"))
                .isEqualTo(Map.of("exit_code", 0, "stdout", "in", "stderr", "oops\n"));
        assertThat(workspace.resolve("made")).hasContent("x");
        // There is no shell.
        assertThat(run("argv", List.of("printf", "%s|", "$HOME", "a b", "*")).get("stdout"))
                .isEqualTo("$HOME|a b|*|");
    }

    @ParameterizedTest
    @EnumSource(SandboxMode.class)
    void shouldGiveItVariablesAndThoseOfTheAttempt(SandboxMode wanted) throws Exception {
        in(wanted);

        assertThat(run(
                                "argv",
                                shell("echo $A $WEFT_RUN $WEFT_TASK $WEFT_ATTEMPT $WEFT_IDEMPOTENCY_KEY"),
                                "env",
                                Map.of("A", "s 3"))
                        .get("stdout"))
                .isEqualTo("s 3 article-01 publish 1 key-1\n");
    }

    @Test
    void shouldReadValuesAsJsonAndGiveThemInEachForm() throws Exception {
        assertThat(run("argv", List.of("cat"), "stdin", Map.of("a", List.of(1)), "stdout", "json")
                        .get("stdout"))
                .isEqualTo(Map.of("a", List.of(1)));
        assertThat(run("argv", List.of("printf", "\\377\\001"), "stdout", "base64")
                        .get("stdout"))
                .isEqualTo("/wE=");
        assertThat(failure("argv", List.of("printf", "\\377")))
                .hasMessageContaining("Use stdout: base64")
                .extracting(ActionException::code)
                .isEqualTo("invalid_answer");
        assertThat(failure("argv", List.of("echo", "{"), "stdout", "json").code())
                .isEqualTo("invalid_answer");
        assertThat(run("argv", List.of("cat")).get("stdout")).isEqualTo("");
    }

    @ParameterizedTest
    @EnumSource(SandboxMode.class)
    void shouldFailWithTheExitCodeUnlessItIsExpected(SandboxMode wanted) throws Exception {
        in(wanted);

        ActionException failed = failure("argv", shell("echo broken >&2; exit 3"));
        assertThat(failed.code()).isEqualTo("exit_3");
        assertThat(failed.retryable()).isTrue();
        assertThat(failed).hasMessage("Expected exit code 0 of sh, but found 3: broken");
        assertThat(run("argv", shell("exit 3"), "expect", List.of(0, 3)).get("exit_code"))
                .isEqualTo(3);
        assertThat(failure("argv", shell("exit 0"), "expect", List.of(1)).code())
                .isEqualTo("exit_0");
        assertThat(failure("argv", List.of("no-such-program")))
                .hasMessageContaining("can't be found or run")
                .extracting(ActionException::code)
                .isEqualTo("exit_127");
    }

    @ParameterizedTest
    @EnumSource(SandboxMode.class)
    void shouldRunInAFolderOfTheWorkspaceAlone(SandboxMode wanted) throws Exception {
        in(wanted);
        Files.createDirectories(workspace.resolve("a/b"));
        Files.createDirectories(home.resolve("outside"));
        Files.createSymbolicLink(workspace.resolve("link"), home.resolve("outside"));
        Files.writeString(workspace.resolve("file"), "");

        assertThat(run("argv", List.of("pwd"), "folder", "a/b").get("stdout"))
                .isEqualTo(workspace.resolve("a/b") + "\n");
        assertThat(run("argv", List.of("pwd"), "folder", ".").get("stdout")).isEqualTo(workspace + "\n");
        assertThat(failure("argv", List.of("pwd"), "folder", "link").code()).isEqualTo("link_refused");
        assertThat(failure("argv", List.of("pwd"), "folder", "file").code()).isEqualTo("not_a_folder");
        assertThat(failure("argv", List.of("pwd"), "folder", "none").code()).isEqualTo("not_found");
        assertThat(failure("argv", List.of("pwd"), "folder", "..").code()).isEqualTo("outside_workspace");
        assertThat(failure(
                                "argv",
                                List.of("pwd"),
                                "folder",
                                home.resolve("outside").toString())
                        .code())
                .isEqualTo("outside_workspace");
    }

    @ParameterizedTest
    @EnumSource(SandboxMode.class)
    void shouldHoldItToItsLimits(SandboxMode wanted) throws Exception {
        in(wanted);

        for (String stream : List.of("1", "2")) {
            ActionException loud = failure(
                    "argv",
                    shell("while :; do echo 0123456789 >&" + stream + "; done"),
                    "limits",
                    Map.of("output", "1KiB"));
            assertThat(loud.code()).isEqualTo("too_large");
            assertThat(loud).hasMessageContaining(stream.equals("1") ? "on stdout" : "on stderr");
        }
        assertThat(failure("argv", shell("while :; do :; done"), "limits", Map.of("cpu", "500ms"))
                        .code())
                .isIn("exit_137", "exit_152", "exit_158");
        assertThat(failure("argv", shell("head -c 100000 /dev/zero > big"), "limits", Map.of("file_size", "10KiB"))
                        .code())
                .startsWith("exit_");
        assertThat(Files.size(workspace.resolve("big"))).isLessThanOrEqualTo(10 << 10);
    }

    @ParameterizedTest
    @EnumSource(SandboxMode.class)
    void shouldEndWhatBecomesTooMany(SandboxMode wanted) throws Exception {
        in(wanted);

        ActionException many = failure(
                "argv",
                shell("i=0; while [ $i -lt 30 ]; do sleep 99 & i=$((i+1)); done; wait"),
                "limits",
                Map.of("processes", 10));

        assertThat(many.code()).isEqualTo("too_many_processes");
        assertThat(many.retryable()).isFalse();
        assertThat(run("argv", shell("sleep 1 & sleep 1 & wait; echo done"), "limits", Map.of("processes", 3))
                        .get("stdout"))
                .isEqualTo("done\n");
    }

    @ParameterizedTest
    @EnumSource(SandboxMode.class)
    void shouldEndWhatHoldsTooMuchTogether(SandboxMode wanted) throws Exception {
        in(wanted);
        // Each tail keeps what it was given, and waits with it; no one of them has more than its own limit.
        String hungry = "for i in 1 2 3 4 5; do (head -c 40000000 /dev/zero; sleep 99) | tail -c 39000000 & done; wait";

        ActionException failure = failure("argv", shell(hungry), "limits", Map.of("memory", "100MB"));

        assertThat(failure.code()).isEqualTo("out_of_memory");
        assertThat(failure).hasMessageContaining("at most 100000000 bytes of memory");
    }

    @Test
    void shouldRefuseWhatNoProgramCanBeGiven() {
        assertThat(failure("argv", List.of("echo", "a\0b")).code()).isEqualTo("invalid_parameters");
        assertThat(failure("argv", List.of("echo"), "env", Map.of("A", "\0")).code())
                .isEqualTo("invalid_parameters");
        assertThat(failure("argv", List.of("echo"), "limits", Map.of("processes", 0))
                        .code())
                .isEqualTo("invalid_parameters");
    }
}
