package dev.weft.worker.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.WrittenParameters;
import dev.weft.definitions.action.builtin.FileOperation;
import dev.weft.definitions.action.shape.ParameterBinder;
import dev.weft.worker.action.file.Journal;
import dev.weft.worker.action.file.Roots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code overwrite}, {@code csv} and {@code algorithm} of {@code file_operation}. */
class FileOptionsTest {
    @TempDir
    Path home = Path.of("");

    private Path workspace = Path.of("");
    private int keys;

    @BeforeEach
    void makeWorkspace() throws IOException {
        workspace = Files.createDirectory(home.resolve("workspace"));
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
                new FileOperationAction(new Roots(workspace, List.of()), new Journal(home.resolve("journal")));
        Map<String, @Nullable Object> output =
                action.execute(ParameterBinder.bind(FileOperation.SPEC, map), new TestContext(workspace, key));
        DescribedOutput.check(FileOperation.SPEC, WrittenParameters.of(map), output);
        return output;
    }

    private String code(Object... parameters) {
        return Failing.of(() -> run(parameters)).code();
    }

    private void put(String path, String content) throws IOException {
        Files.createDirectories(workspace.resolve(path).getParent());
        Files.writeString(workspace.resolve(path), content);
    }

    private Object[] operation(String word, String path, boolean overwrite) {
        return word.equals("write")
                ? new Object[] {"operation", word, "path", path, "content", "new", "overwrite", overwrite}
                : new Object[] {"operation", word, "path", "from", "to", path, "overwrite", overwrite};
    }

    @ParameterizedTest
    @ValueSource(strings = {"write", "copy", "move"})
    void shouldReplaceOnlyWhereThatIsAllowed(String word) throws Exception {
        put("from", "new");
        put("there", "old");
        put("empty", "");
        Files.createSymbolicLink(workspace.resolve("link"), workspace.resolve("nowhere"));

        assertThat(code(operation(word, "there", false))).isEqualTo("exists");
        assertThat(code(operation(word, "empty", false))).isEqualTo("exists");
        assertThat(code(operation(word, "link", false))).isIn("exists", "link_refused");
        assertThat(workspace.resolve("there")).hasContent("old");
        assertThat(workspace.resolve("empty")).hasContent("");
        assertThat(workspace.resolve("nowhere")).doesNotExist();
        assertThat(workspace.resolve("from")).hasContent("new");

        run(operation(word, "fresh/a", false));
        assertThat(workspace.resolve("fresh/a")).hasContent("new");
        put("from", "new");
        run(operation(word, "there", true));
        assertThat(workspace.resolve("there")).hasContent("new");
        assertThat(drafts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"write", "copy", "move"})
    void shouldComeToTheSameEndWhenItIsMadeAgain(String word) throws Exception {
        put("from", "new");

        again("k", operation(word, "a", false));
        again("k", operation(word, "a", false));
        assertThat(workspace.resolve("a")).hasContent("new");

        // A kill between the claim and the move leaves an empty file.
        put("from", "new");
        put("a", "");
        again("k", operation(word, "a", false));
        assertThat(workspace.resolve("a")).hasContent("new");

        // What others made of it since is theirs.
        put("from", "new");
        put("a", "another");
        ActionException failure = Failing.of(() -> again("k", operation(word, "a", false)));
        assertThat(failure.code()).isEqualTo("exists");
        assertThat(failure.retryable()).isFalse();
        assertThat(workspace.resolve("a")).hasContent("another");
    }

    @Test
    void shouldMoveAFolderOnlyToWhereNothingIs() throws Exception {
        put("folder/a", "a");
        put("there/b", "b");

        assertThat(code("operation", "move", "path", "folder", "to", "there", "overwrite", false))
                .isEqualTo("exists");
        run("operation", "move", "path", "folder", "to", "moved", "overwrite", false);

        assertThat(workspace.resolve("moved/a")).hasContent("a");
        assertThat(workspace.resolve("there/b")).hasContent("b");
    }

    @Test
    void shouldLetOneOfManyMakeAFile() throws Exception {
        for (int round = 0; round < 20; round++) {
            String path = "f" + round;
            List<Future<String>> all = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
                for (int i = 0; i < 8; i++) {
                    String key = round + "-" + i;
                    all.add(threads.submit(() -> {
                        again(key, "operation", "write", "path", path, "content", key, "overwrite", false);
                        return key;
                    }));
                }
            }
            List<String> made = new ArrayList<>();
            for (Future<String> one : all) {
                try {
                    made.add(one.get());
                } catch (ExecutionException e) {
                    assertThat(e.getCause())
                            .isInstanceOf(ActionException.class)
                            .hasMessageContaining("overwrite is false");
                }
            }
            assertThat(made).hasSize(1);
            assertThat(workspace.resolve(path)).hasContent(made.getFirst());
        }
        assertThat(drafts()).isEmpty();
    }

    private List<Path> drafts() throws IOException {
        try (var all = Files.walk(workspace)) {
            return all.filter(path -> path.getFileName().toString().startsWith(".weft-")
                            && Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }

    @Test
    void shouldReadRowsAsTheyStand() throws Exception {
        put("a.csv", "name;age\r\n\"a;b\"\"c\";1,5\r\n");
        put("b.tsv", "x\ty\n1\n\"2\t\"\t3\t4\n");

        assertThat(run("operation", "read", "path", "a.csv", "encoding", "csv", "csv", Map.of("delimiter", ";")))
                .containsEntry("content", List.of(Map.of("name", "a;b\"c", "age", "1,5")));
        assertThat(run(
                        "operation",
                        "read",
                        "path",
                        "b.tsv",
                        "encoding",
                        "csv",
                        "csv",
                        Map.of("delimiter", "\t", "header", false)))
                .containsEntry("content", List.of(List.of("x", "y"), List.of("1"), List.of("2\t", "3", "4")));
        assertThat(code("operation", "read", "path", "b.tsv", "encoding", "csv", "csv", Map.of("delimiter", "\t")))
                .isEqualTo("invalid_content");
    }

    @Test
    void shouldWriteRowsAsTheyAreWanted() throws Exception {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", "a;b");
        row.put("age", 1.5);
        List<Map<String, Object>> rows = List.of(row, Map.of("name", "c, d"));

        run("operation", "write", "path", "a", "encoding", "csv", "csv", Map.of("delimiter", ";"), "content", rows);
        assertThat(Files.readString(workspace.resolve("a"))).isEqualTo("name;age\r\n\"a;b\";1.5\r\nc, d;\r\n");

        run(
                "operation",
                "append",
                "path",
                "a",
                "encoding",
                "csv",
                "csv",
                Map.of("delimiter", ";", "header", false),
                "content",
                rows);
        assertThat(Files.readString(workspace.resolve("a")))
                .isEqualTo("name;age\r\n\"a;b\";1.5\r\nc, d;\r\n\"a;b\";1.5\r\nc, d;\r\n");

        run(
                "operation",
                "write",
                "path",
                "b",
                "encoding",
                "csv",
                "csv",
                Map.of("header", false),
                "content",
                List.of(List.of(1, "x,y")));
        assertThat(Files.readString(workspace.resolve("b"))).isEqualTo("1,\"x,y\"\r\n");
    }

    @Test
    void shouldGiveTheChecksumThatIsAskedFor() throws Exception {
        put("a", "abc");

        assertThat(run("operation", "checksum", "path", "a"))
                .containsEntry("algorithm", "sha-256")
                .containsEntry("checksum", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(run("operation", "checksum", "path", "a", "algorithm", "sha-512"))
                .containsEntry("algorithm", "sha-512")
                .containsEntry(
                        "checksum",
                        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
    }
}
