package dev.weft.worker.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.WrittenParameters;
import dev.weft.definitions.action.builtin.FileOperation;
import dev.weft.definitions.action.shape.ParameterBinder;
import dev.weft.worker.action.file.Journal;
import dev.weft.worker.action.file.Roots;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileOperationActionTest {
    @TempDir
    Path home = Path.of("");

    private Path workspace = Path.of("");
    private Path other = Path.of("");
    private int keys;

    @BeforeEach
    void makeFolders() throws IOException {
        workspace = Files.createDirectory(home.resolve("workspace"));
        other = Files.createDirectory(home.resolve("other"));
    }

    private Map<String, @Nullable Object> run(Object... parameters) throws Exception {
        return again("key-" + keys++, parameters);
    }

    private Map<String, @Nullable Object> again(String key, Object... parameters) throws Exception {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.put((String) parameters[i], parameters[i + 1]);
        }
        FileOperationAction action =
                new FileOperationAction(new Roots(workspace, List.of(other)), new Journal(home.resolve("journal")));
        Map<String, @Nullable Object> output =
                action.execute(ParameterBinder.bind(FileOperation.SPEC, map), new TestContext(workspace, key));
        DescribedOutput.check(FileOperation.SPEC, WrittenParameters.of(map), output);
        return output;
    }

    private static void assertFails(ThrowingCallable work, String code) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageMatching("(?s)(Parameters of file_operation: )?Expected .*");
    }

    private static Object get(Map<String, @Nullable Object> output, String name) {
        return Objects.requireNonNull(output.get(name));
    }

    @Test
    void shouldWriteAndReadTextAndMakeFolders() throws Exception {
        assertThat(run("operation", "write", "path", "out/a/article.md", "content", "Grüße\n"))
                .isEqualTo(Map.of("path", "out/a/article.md", "size", 8));
        assertThat(run("operation", "read", "path", "out/./x/../a/article.md"))
                .isEqualTo(Map.of("path", "out/a/article.md", "size", 8, "content", "Grüße\n"));
        assertThat(names(workspace)).containsExactly("out");
    }

    @Test
    void shouldKeepValuesThroughJsonCsvAndBase64() throws Exception {
        Map<String, Object> value = Map.of("a", List.of(1, 2.5, "x"), "b", true);
        run("operation", "write", "path", "v.json", "encoding", "json", "content", value);
        assertThat(get(run("operation", "read", "path", "v.json", "encoding", "json"), "content"))
                .isEqualTo(value);

        List<Map<String, String>> rows = List.of(Map.of("name", "Ada, \"Countess\""), Map.of("name", "a\r\nb"));
        run("operation", "write", "path", "t.csv", "encoding", "csv", "content", rows);
        assertThat(get(run("operation", "read", "path", "t.csv", "encoding", "csv"), "content"))
                .isEqualTo(rows);

        run("operation", "write", "path", "b.bin", "encoding", "base64", "content", "AP8Q");
        assertThat(Files.readAllBytes(workspace.resolve("b.bin"))).containsExactly(0, 0xff, 0x10);
        assertThat(get(run("operation", "read", "path", "b.bin", "encoding", "base64"), "content"))
                .isEqualTo("AP8Q");
    }

    @Test
    void shouldRefuseContentOfAnotherEncoding() throws Exception {
        Files.write(workspace.resolve("b.bin"), new byte[] {(byte) 0xff, 0});
        Files.writeString(workspace.resolve("t.csv"), "a,b\n1,2,3\n");

        assertFails(() -> run("operation", "read", "path", "b.bin"), "invalid_content");
        assertFails(() -> run("operation", "read", "path", "t.csv", "encoding", "json"), "invalid_content");
        assertFails(() -> run("operation", "read", "path", "t.csv", "encoding", "csv"), "invalid_content");
        assertFails(() -> run("operation", "write", "path", "x", "content", Map.of("a", 1)), "invalid_parameters");
        assertFails(
                () -> run("operation", "write", "path", "x", "content", "%%%", "encoding", "base64"),
                "invalid_parameters");
        assertThat(workspace.resolve("x")).doesNotExist();
    }

    @Test
    void shouldAppendOncePerKeyWhateverTheAttemptBeforeDid() throws Exception {
        run("operation", "append", "path", "log.txt", "content", "one\n");
        again("k", "operation", "append", "path", "log.txt", "content", "two\n");
        again("k", "operation", "append", "path", "log.txt", "content", "two\n");
        assertThat(workspace.resolve("log.txt")).hasContent("one\ntwo\n");

        // A kill in the middle of a write leaves a part of it.
        Files.writeString(workspace.resolve("log.txt"), "one\ntw");
        again("k", "operation", "append", "path", "log.txt", "content", "two\n");
        assertThat(workspace.resolve("log.txt")).hasContent("one\ntwo\n");

        run("operation", "append", "path", "log.txt", "content", "three\n");
        again("k", "operation", "append", "path", "log.txt", "content", "two\n");
        assertThat(workspace.resolve("log.txt")).hasContent("one\ntwo\nthree\n");
    }

    @Test
    void shouldAppendFromManyThreadsWithoutLoss() throws Exception {
        List<Thread> threads = Stream.iterate(0, i -> i + 1)
                .limit(20)
                .map(i -> Thread.ofVirtual().start(() -> {
                    try {
                        again("t" + i, "operation", "append", "path", "log.txt", "content", "line " + i + "\n");
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(Files.readAllLines(workspace.resolve("log.txt"))).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void shouldCopyAndMoveAlsoBetweenRoots() throws Exception {
        run("operation", "write", "path", "a.txt", "content", "hello");
        String target = other.resolve("deep/b.txt").toString();

        assertThat(run("operation", "copy", "path", "a.txt", "to", target))
                .containsEntry("path", other.toRealPath().resolve("deep/b.txt").toString())
                .containsEntry("size", 5L);
        again("m", "operation", "move", "path", "a.txt", "to", "c/d.txt");
        again("m", "operation", "move", "path", "a.txt", "to", "c/d.txt");

        assertThat(workspace.resolve("a.txt")).doesNotExist();
        assertThat(workspace.resolve("c/d.txt")).hasContent("hello");
        assertThat(other.resolve("deep/b.txt")).hasContent("hello");
        assertFails(() -> run("operation", "move", "path", "a.txt", "to", "c/d.txt"), "not_found");
    }

    @Test
    void shouldDeleteFilesAndFoldersAndDoSoAgain() throws Exception {
        run("operation", "write", "path", "d/e/f.txt", "content", "x");

        assertFails(() -> run("operation", "delete", "path", "d"), "not_empty");
        assertThat(run("operation", "delete", "path", "d", "recursive", true)).containsEntry("deleted", true);
        assertThat(run("operation", "delete", "path", "d", "recursive", true)).containsEntry("deleted", false);
        assertFails(() -> run("operation", "delete", "path", "."), "invalid_parameters");
        assertThat(workspace).isEmptyDirectory();
    }

    @Test
    void shouldListStatAndChecksum() throws Exception {
        run("operation", "write", "path", "in/b.csv", "content", "b");
        run("operation", "write", "path", "in/sub/a.csv", "content", "abc");
        run("operation", "write", "path", "in/c.txt", "content", "c");

        assertThat(get(run("operation", "list", "path", "in"), "entries"))
                .asList()
                .extracting("path", "type")
                .containsExactly(tuple("in/b.csv", "file"), tuple("in/c.txt", "file"), tuple("in/sub", "folder"));
        assertThat(get(run("operation", "list", "path", ".", "recursive", true, "pattern", "**.csv"), "entries"))
                .asList()
                .extracting("path")
                .containsExactly("in/b.csv", "in/sub/a.csv");
        assertThat(run("operation", "stat", "path", "in/sub/a.csv"))
                .containsEntry("exists", true)
                .containsEntry("type", "file")
                .containsEntry("size", 3L);
        assertThat(run("operation", "stat", "path", "no/such")).isEqualTo(Map.of("path", "no/such", "exists", false));
        assertThat(run("operation", "checksum", "path", "in/sub/a.csv"))
                .containsEntry("checksum", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void shouldFailWithCodes() throws Exception {
        run("operation", "write", "path", "a.txt", "content", "x");
        Files.createDirectory(workspace.resolve("folder"));
        Files.write(workspace.resolve("large"), new byte[17 << 20]);

        assertFails(() -> run("operation", "read", "path", "missing"), "not_found");
        assertFails(() -> run("operation", "read", "path", "folder"), "is_folder");
        assertFails(() -> run("operation", "write", "path", "folder", "content", "x"), "is_folder");
        assertFails(() -> run("operation", "write", "path", "a.txt/b", "content", "x"), "not_a_folder");
        assertFails(() -> run("operation", "list", "path", "a.txt"), "not_a_folder");
        assertFails(() -> run("operation", "list", "path", "missing"), "not_found");
        assertFails(() -> run("operation", "read", "path", "large"), "too_large");
        assertFails(() -> run("operation", "read", "path", ""), "invalid_parameters");
        assertFails(() -> run("operation", "read", "path", "a\0b"), "invalid_parameters");
        assertFails(() -> run("operation", "list", "path", ".", "pattern", "{"), "invalid_parameters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "/etc/passwd", "a/../../secret", "/", "..", "./../workspace2/x"})
    void shouldRefusePathsOutside(String path) {
        assertFails(() -> run("operation", "read", "path", path), "outside_workspace");
        assertFails(() -> run("operation", "write", "path", path, "content", "x"), "outside_workspace");
    }

    @Test
    void shouldNeverFollowALink() throws Exception {
        Path secret = Files.writeString(home.resolve("secret"), "secret");
        Files.createSymbolicLink(workspace.resolve("file"), secret);
        Files.createSymbolicLink(workspace.resolve("folder"), home);
        run("operation", "write", "path", "a.txt", "content", "x");

        assertFails(() -> run("operation", "read", "path", "file"), "link_refused");
        assertFails(() -> run("operation", "append", "path", "file", "content", "x"), "link_refused");
        assertThatThrownBy(() -> run("operation", "read", "path", "folder/secret"))
                .isInstanceOf(ActionException.class);
        assertThatThrownBy(() -> run("operation", "copy", "path", "a.txt", "to", "folder/b"))
                .isInstanceOf(ActionException.class);
        assertThatThrownBy(() -> run("operation", "list", "path", "folder")).isInstanceOf(ActionException.class);
        run("operation", "delete", "path", "folder", "recursive", true);

        assertThat(secret).hasContent("secret");
        assertThat(workspace.resolve("folder")).doesNotExist();
        assertThat(home.resolve("b")).doesNotExist();
    }

    @Test
    void shouldEndAtAnInterruptHoweverLargeTheFile() throws Exception {
        try (RandomAccessFile file =
                new RandomAccessFile(workspace.resolve("sparse").toFile(), "rw")) {
            file.setLength(1L << 40);
        }
        CompletableFuture<String> end = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                end.complete("ended with " + run("operation", "checksum", "path", "sparse"));
            } catch (InterruptedException e) {
                end.complete("interrupted");
            } catch (Exception e) {
                end.complete(e.toString());
            }
        });

        thread.interrupt();

        assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo("interrupted");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
