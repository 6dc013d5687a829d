package dev.weft.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.definitions.action.ActionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SandboxTest {
    private static final String PATH = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");

    @TempDir
    Path home = Path.of("");

    private CommandResult run(SandboxMode mode, Command.Limits limits, String script)
            throws ActionException, InterruptedException, IOException {
        return sandbox(mode).run(command(limits, script));
    }

    private static Sandbox sandbox(SandboxMode mode) throws InterruptedException {
        Sandbox sandbox = new Sandbox(mode, List.of(), PATH);
        if (mode == SandboxMode.BUBBLEWRAP) {
            assumeTrue(works(sandbox), "bubblewrap is missing or doesn't work here");
        }
        return sandbox;
    }

    private static boolean works(Sandbox sandbox) throws InterruptedException {
        try {
            Path folder = Files.createTempDirectory("weft-probe");
            sandbox.run(new Command(
                    List.of("/bin/sh", "-c", ":"), Map.of(), new byte[0], folder, List.of(), Command.Limits.USUAL));
            Files.delete(folder);
            return true;
        } catch (ActionException | IOException e) {
            return false;
        }
    }

    private Command command(Command.Limits limits, String script) throws IOException {
        Path workspace = Files.createDirectories(home.resolve("workspace"));
        return new Command(
                List.of("/bin/sh", "-c", script),
                Map.of("NAME", "Ada"),
                "input".getBytes(StandardCharsets.UTF_8),
                workspace,
                List.of(),
                limits);
    }

    private static String text(CommandResult result) {
        return new String(result.stdout(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource(SandboxMode.class)
    void shouldGiveInputAndTakeOutputAndExitCode(SandboxMode mode) throws Exception {
        CommandResult result =
                run(mode, Command.Limits.USUAL, "cat; echo \" $NAME\"; echo oops >&2; echo x > made; exit 7");

        assertThat(result.exit()).isEqualTo(7);
        assertThat(text(result)).isEqualTo("input Ada\n");
        assertThat(result.complaint()).isEqualTo("oops");
        assertThat(home.resolve("workspace/made")).hasContent("x");
    }

    @ParameterizedTest
    @EnumSource(SandboxMode.class)
    void shouldNotHandOverItsOwnEnvironment(SandboxMode mode) throws Exception {
        String names = text(run(mode, Command.Limits.USUAL, "env")).replaceAll("(?m)=.*$", "");

        assertThat(names.lines().toList())
                .contains("NAME", "PATH", "HOME")
                .isSubsetOf("NAME", "PATH", "HOME", "LANG", "TMPDIR", "PWD", "SHLVL", "_", "OLDPWD", "WEFT_PROCESS");
    }

    @ParameterizedTest
    @EnumSource(SandboxMode.class)
    void shouldBoundOutput(SandboxMode mode) throws Exception {
        Command.Limits little = new Command.Limits(1L << 30, 1000, 1L << 30, 100, 256);
        Sandbox sandbox = sandbox(mode);

        assertThatThrownBy(() -> sandbox.run(command(little, "while :; do echo 0123456789; done")))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.code()).isEqualTo("too_large"));
    }

    @ParameterizedTest
    @EnumSource(SandboxMode.class)
    void shouldBoundFilesAndProcessorTime(SandboxMode mode) throws Exception {
        Command.Limits little = new Command.Limits(1L << 30, 1000, 10 << 10, 1, 256);

        assertThat(run(mode, little, "head -c 100000 /dev/zero > big; exit $?").exit())
                .isNotZero();
        assertThat(Files.size(home.resolve("workspace/big"))).isLessThanOrEqualTo(10 << 10);
        assertThat(run(mode, little, "while :; do :; done").exit()).isGreaterThan(128);
    }

    @ParameterizedTest
    @EnumSource(SandboxMode.class)
    void shouldBoundMemory(SandboxMode mode) throws Exception {
        // tail keeps the last bytes of a stream without lines: all of it.
        String hungry = "head -c 200000000 /dev/zero | tail -c 190000000 | wc -c";

        assertThat(text(run(mode, new Command.Limits(2L << 30, 1000, 1L << 30, 100, 256), hungry)))
                .isEqualTo("190000000\n");
        assertThat(text(run(mode, new Command.Limits(50L << 20, 1000, 1L << 30, 100, 256), hungry)))
                .isEqualTo("0\n");
    }

    @ParameterizedTest
    @EnumSource(SandboxMode.class)
    void shouldKillAllChildrenWhenInterrupted(SandboxMode mode) throws Exception {
        Sandbox sandbox = sandbox(mode);
        String mark = "weft" + System.nanoTime();
        Path started = home.resolve("workspace/started");
        Command command = command(
                Command.Limits.USUAL,
                "(setsid sh -c 'sleep 987 # " + mark + "' &) ; sh -c 'sleep 986; : " + mark
                        + "' & echo x > started; wait");
        CompletableFuture<String> end = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                end.complete("ended with " + sandbox.run(command).exit());
            } catch (InterruptedException e) {
                end.complete("interrupted");
            } catch (ActionException e) {
                end.complete(String.valueOf(e.getMessage()));
            }
        });
        await(() -> Files.exists(started) && processes(mark) > 0);

        thread.interrupt();

        assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo("interrupted");
        await(() -> processes(mark) == 0);
    }

    @Test
    void shouldLeaveNothingBehindThatOutlivesTheProgram() throws Exception {
        String mark = "weft" + System.nanoTime();

        CommandResult result =
                run(SandboxMode.NONE, Command.Limits.USUAL, "setsid sh -c 'sleep 985; : " + mark + "' & echo done");

        assertThat(text(result)).isEqualTo("done\n");
        await(() -> processes(mark) == 0);
    }

    @Test
    void shouldConfineByBubblewrap() throws Exception {
        Path secret = Files.writeString(home.resolve("secret"), "s3cret");

        assertThat(run(SandboxMode.BUBBLEWRAP, Command.Limits.USUAL, "cat " + secret)
                        .exit())
                .isNotZero();
        assertThat(run(SandboxMode.BUBBLEWRAP, Command.Limits.USUAL, "echo x > /usr/weft-test")
                        .exit())
                .isNotZero();
        assertThat(run(SandboxMode.BUBBLEWRAP, Command.Limits.USUAL, "ls /root /home /etc/passwd")
                        .exit())
                .isNotZero();
        assertThat(text(run(SandboxMode.BUBBLEWRAP, Command.Limits.USUAL, "grep -c : /proc/net/dev"))
                        .strip())
                .isEqualTo("1");
        assertThat(text(run(SandboxMode.BUBBLEWRAP, Command.Limits.USUAL, "grep CapEff /proc/self/status")))
                .contains("0000000000000000");
        assertThat(text(run(SandboxMode.BUBBLEWRAP, Command.Limits.USUAL, "echo /proc/[0-9]*"))
                        .split(" "))
                .hasSizeLessThan(6);
    }

    @Test
    void shouldRefuseWhereBubblewrapIsMissing() {
        Sandbox sandbox = new Sandbox(SandboxMode.BUBBLEWRAP, List.of(), home.toString());

        assertThatThrownBy(() -> sandbox.run(command(Command.Limits.USUAL, "echo x > made")))
                .isInstanceOfSatisfying(ActionException.class, e -> {
                    assertThat(e.code()).isEqualTo("sandbox_missing");
                    assertThat(e.retryable()).isFalse();
                })
                .hasMessageContaining("apt-get install bubblewrap")
                .hasMessageContaining("WEFT_SANDBOX=none");
        assertThat(home.resolve("workspace/made")).doesNotExist();
    }

    @Test
    void shouldRefuseWhereBubblewrapDoesNotWork() throws Exception {
        Path fake = Files.writeString(
                home.resolve("bwrap"), "#!/bin/sh\necho 'No permissions to create a namespace' >&2; exit 1\n");
        assertThat(fake.toFile().setExecutable(true)).isTrue();
        Sandbox sandbox = new Sandbox(SandboxMode.BUBBLEWRAP, List.of(), home.toString());

        assertThatThrownBy(() -> sandbox.run(command(Command.Limits.USUAL, ":")))
                .hasMessageContaining("No permissions to create a namespace");
    }

    private static long processes(String mark) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(handle -> handle.info().commandLine().orElse("").contains(mark))
                    .count();
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
