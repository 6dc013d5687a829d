package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class StartIT {
    @RegisterExtension
    private static final SharedPlatform PLATFORM = new SharedPlatform();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static WeftProcess weft;

    @BeforeAll
    static void start() throws IOException {
        weft = PLATFORM.weft();
        define(
                "typed",
                "inputs: {n: {type: integer}}\ntasks: {a: {action: transform, parameters: {value: \"${{ inputs.n }}\"}}}");
        define("nobody", "tasks: {a: {action: agent_task, agent: nobody_here}}");
        define("gone", "tasks: {a: {action: agent_task, agent: gone}}");
        define(
                "paused",
                "tasks: {ok: {action: approval_gate, parameters: {title: Continue, approvers: [\"role:admin\"]}}}");
    }

    @Test
    void shouldSayWhatIsWrongWithInputs() {
        assertThat(weft.run("start", "typed"))
                .satisfies(result -> assertThat(result.exit()).isEqualTo(Exit.FAILED))
                .satisfies(result -> assertThat(result.err()).contains("n").doesNotContain("\tat "));
        assertThat(weft.run("start", "typed", "--input", "n=many"))
                .satisfies(result -> assertThat(result.exit()).isEqualTo(Exit.FAILED))
                .satisfies(result -> assertThat(result.err()).contains("integer", "many"));
        assertThat(weft.run("start", "typed", "--input", "n=3", "--wait").exit())
                .isZero();
        assertThat(weft.run("start", "nothing").exit()).isEqualTo(Exit.NOT_FOUND);
    }

    @Test
    void shouldKeepTheTokenToItsOwner() throws IOException {
        // given
        Path token = Path.of(String.valueOf(weft.file().tokenFile()));

        // then
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldRefuseToStartWithoutItsAgent() {
        assertThat(weft.run("start", "nobody"))
                .satisfies(result -> assertThat(result.exit()).isEqualTo(Exit.FAILED))
                .satisfies(result ->
                        assertThat(result.err()).contains("nobody_here").doesNotContain("\tat "));
    }

    @Test
    void shouldSayWhichAgentCouldNotBeReached() {
        // when
        WeftProcess.Result result = weft.run("start", "gone", "--wait");

        // then
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(Exit.FAILED);
        assertThat(result.out()).contains("127.0.0.1:1").doesNotContain("\tat ");
        assertThat(weft.run("status", "gone").exit()).isEqualTo(Exit.FAILED);
    }

    @Test
    void shouldStartOnceForOneKeyAndDecideOnce() {
        // given
        String first = run("start", "paused", "--key", "k1");
        String second = run("start", "paused", "--key", "k1");

        // when
        assertThat(weft.run("monitor", first, "--duration", "1").exit()).isEqualTo(Exit.TIMED_OUT);
        WeftProcess.Result approved = weft.run("approve", first, "ok", "--comment", "yes");
        WeftProcess.Result twice = weft.run("reject", first, "ok");

        // then
        assertThat(second).isEqualTo(first);
        assertThat(approved.exit()).as(approved.err()).isZero();
        assertThat(twice.exit()).isEqualTo(Exit.FAILED);
        assertThat(weft.run("monitor", "paused", "--duration", "60").exit()).isZero();
        assertThat(weft.run("list", "--token", "wrong").exit()).isEqualTo(Exit.REFUSED);
    }

    @Test
    void shouldFillInFieldsNameADelegateAndListGates() throws IOException {
        // given
        define(
                "filled",
                "tasks: {ok: {action: approval_gate, parameters: {title: Fill in, approvers: [\"role:admin\"], inputs: {amount: {type: integer}, note: {type: string, default: none}}}}}");
        String run = run("start", "filled");
        String other = run("start", "filled");
        weft.run("monitor", run, "--duration", "1");
        weft.run("monitor", other, "--duration", "1");

        // when
        WeftProcess.Result pending = weft.run("approvals", "--mine");
        WeftProcess.Result delegated = weft.run("delegate", run, "--to", "ada");
        WeftProcess.Result wrong = weft.run("approve", run, "ok", "--input", "amount=many");
        WeftProcess.Result late = weft.run("approve", run, "ok", "--input", "amount=3", "--level", "2");
        WeftProcess.Result approved = weft.run("approve", run, "ok", "--input", "amount=3", "--input", "note=7");
        WeftProcess.Result changes = weft.run("request-changes", other, "--comment", "Less of it");

        // then
        assertThat(pending.out()).contains(run, "1/1", "0/1", "Fill in");
        assertThat(delegated.out()).contains("ada may decide ok of " + run + " in the place of admin, at level 1");
        assertThat(wrong.exit()).isEqualTo(Exit.FAILED);
        assertThat(wrong.err()).contains("inputs.amount: expected integer");
        assertThat(late.err()).contains("Expected a decision for level 1");
        assertThat(approved.exit()).as(approved.err()).isZero();
        assertThat(changes.exit()).as(changes.err()).isZero();
        assertThat(weft.run("approvals", "--status", "decided", "--mine").out())
                .contains(run, "approved", other, "changes_requested");
    }

    @Test
    void shouldSayWhatRevisionsDifferIn() throws IOException {
        // given
        define("revised", "tasks: {a: {action: transform, parameters: {value: 1}}}");
        define("revised", "tasks: {a: {action: transform, parameters: {value: 2}}}");

        // when
        WeftProcess.Result last = weft.run("diff", "revised");
        WeftProcess.Result same = weft.run("diff", "revised", "--from", "2", "--to", "2");

        // then
        assertThat(last.exit()).as(last.toString()).isEqualTo(Exit.FAILED);
        assertThat(last.out()).contains("parameters.value: 1 -> 2", "runs again  a");
        assertThat(same.exit()).as(same.toString()).isEqualTo(Exit.DONE);
        assertThat(weft.run("diff", "nothing").exit()).isEqualTo(Exit.NOT_FOUND);
    }

    private static String run(String... command) {
        String[] all = java.util.Arrays.copyOf(command, command.length + 2);
        all[command.length] = "--output";
        all[command.length + 1] = "json";
        return weft.run(all).json().path("run").asText();
    }

    private static void define(String id, String rest) throws IOException {
        Path file =
                Files.writeString(folder.resolve(id + ".yaml"), "version: \"3.0.0\"\nid: " + id + "\n" + rest + "\n");
        WeftProcess.Result result = weft.run("apply", file.toString());
        assertThat(result.exit()).as(result.err()).isZero();
    }
}
