package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each ends in a message that says what, where and what to do, and nothing is left half done. */
class BadInputIT {
    private static final List<String> TOOLS = List.of(
            "bash",
            "sh",
            "env",
            "dirname",
            "readlink",
            "cksum",
            "cut",
            "ls",
            "mkdir",
            "find",
            "head",
            "grep",
            "id",
            "mv",
            "rm",
            "ln",
            "cat",
            "kill",
            "unshare");

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
    void shouldCallWrongUseWrongUse() throws Exception {
        for (String server : List.of("nonsense", "http://", "ftp://x")) {
            WeftProcess.Result result = weft.run("list", "--server", server);
            assertThat(result.exit()).as(result.toString()).isEqualTo(Exit.WRONG_USE);
            assertThat(result.toString()).contains("Expected a server such as");
        }
        assertThat(weft.run("runs", "--status", "FOO").exit()).isEqualTo(Exit.WRONG_USE);
    }

    @Test
    void shouldShowEverythingThatIsWrongWithADefinition() throws IOException {
        // given
        Path file = Files.writeString(
                folder.resolve("bad.yaml"),
                "version: \"3.0.0\"\nid: bad\ntasks:\n  a: {action: transfrm, neds: [b]}\n");

        // when
        WeftProcess.Result result = weft.run("validate", file.toString());

        // then
        assertThat(result.exit()).isEqualTo(Exit.FAILED);
        assertThat(result.out())
                .contains("bad.yaml:4:15", "Did you mean \"transform\"?", "bad.yaml:4:25", "^^^^", "4 errors");
        assertThat(weft.run("graph", file.toString()).exit()).isEqualTo(Exit.FAILED);
        assertThat(weft.run("validate", folder.resolve("none.yaml").toString()).exit())
                .isEqualTo(Exit.NOT_FOUND);
    }

    @Test
    void shouldCheckTheOtherFilesWhereOneCannotBeRead() throws IOException {
        // given
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "version: \"3.0.0\"\nid: bad\ntasks: {}\n");
        Path latin = Files.write(
                folder.resolve("latin.yaml"),
                "version: \"3.0.0\"\nid: latin\nname: Vår\ntasks: {}\n".getBytes(StandardCharsets.ISO_8859_1));
        Path empty = Files.createDirectory(folder.resolve("empty"));
        String none = folder.resolve("none.yaml").toString();

        // when
        WeftProcess.Result result = weft.run("validate", none, empty.toString(), latin.toString(), bad.toString());

        // then
        assertThat(result.exit()).isEqualTo(Exit.NOT_FOUND);
        assertThat(result.out())
                .contains("none.yaml, but there is no such file", "in " + empty + ", but found none")
                .contains("latin.yaml:3:8", "found the byte 0xE5 at offset 34", "latin.yaml: 2 errors")
                .contains("bad.yaml:3:1", "bad.yaml: 1 error");
        assertThat(weft.run("validate", latin.toString()).exit()).isEqualTo(Exit.FAILED);
        assertThat(weft.run("graph", latin.toString()).err()).contains("latin.yaml:3:8", "0xE5", "UTF-8");
    }

    @Test
    void shouldKnowWrongUseFromAServerThatIsNotThere() {
        assertThat(weft.run("strat").exit()).isEqualTo(Exit.WRONG_USE);
        assertThat(weft.run("list", "--server", "http://127.0.0.1:1"))
                .satisfies(result -> assertThat(result.exit()).isEqualTo(Exit.UNREACHABLE))
                .satisfies(
                        result -> assertThat(result.err()).contains("weft up").doesNotContain("\tat "));
    }

    @Test
    void shouldNameAPortInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // when
            WeftProcess.Result result = weft.run("up", "--detach", "--port", Integer.toString(taken.getLocalPort()));

            // then
            refused(result, "port " + taken.getLocalPort(), "--port");
        }
    }

    @Test
    void shouldNameThreeWaysOutWhereNoTemporalCanBeHad() throws IOException {
        // given
        weft.with("PATH", toolsAlone())
                .with("WEFT_CACHE", folder.resolve("cache").toString())
                .with("WEFT_TEMPORAL_RELEASES", "http://127.0.0.1:1");

        // when
        WeftProcess.Result result = up();

        // then
        refused(result, "TEMPORAL_ADDRESS", "PATH", "Go");
    }

    @Test
    void shouldRefuseTooSmallADisk() {
        // given
        weft.with("WEFT_MIN_FREE_DISK", "9999999GB");

        // when, then
        refused(up(), "free disk space", folder.resolve("home").toString());
    }

    @Test
    void shouldLeaveNothingWhereTheDiskIsFullHalfway() {
        // given a limit of 6 MB for any file, which PostgreSQL's log of 16 MB doesn't fit into
        weft.through("bash", "-c", "ulimit -f 6000; exec \"$0\" \"$@\"");

        // when, then
        refused(up(), "room on the disk");
    }

    @Test
    void shouldRefuseAHomeThatIsAFile() throws IOException {
        // given
        Files.writeString(folder.resolve("home"), "not a folder");

        // when
        WeftProcess.Result result = up();

        // then
        assertThat(result.exit()).isEqualTo(Exit.FAILED);
        assertThat(result.err()).contains(folder.resolve("home").toString()).doesNotContain("\tat ");
        Files.delete(folder.resolve("home"));
    }

    private WeftProcess.Result up() {
        return weft.up();
    }

    private void refused(WeftProcess.Result result, String... words) {
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(Exit.FAILED);
        assertThat(result.err()).contains(words).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(folder.resolve("home")).doesNotExist();
    }

    private String toolsAlone() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : TOOLS) {
            for (String place : List.of("/bin/", "/usr/bin/")) {
                Path program = Path.of(place + tool);
                if (Files.exists(program) && !Files.exists(bin.resolve(tool))) {
                    Files.createSymbolicLink(bin.resolve(tool), program);
                }
            }
        }
        return bin.toString();
    }
}
