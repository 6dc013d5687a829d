package dev.weft.worker.action.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.MisfitException;
import dev.weft.definitions.action.builtin.FileOperation;
import dev.weft.worker.action.FileOperationAction;
import dev.weft.worker.action.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the path, link or race: nothing outside is read or changed. */
class ConfinementTest {
    private static final String OUTSIDE = "outside";
    private static final int CASES = Integer.getInteger("weft.random.runs", 3000);

    @TempDir
    Path home = Path.of("");

    private static final List<String> NAMES = List.of(
            "a", "b", "c", "..", ".", "link", "loop", "abs", "deep", "secret", "", " ", "...", "a\u0301", "%2e%2e");

    @Test
    void shouldKeepInsideWithRandomPathsAndLinks() throws Exception {
        Path root = Files.createDirectories(home.resolve("workspace/root"));
        Path outside = makeOutside(home.resolve("elsewhere"));
        Map<String, String> before = snapshot(outside);
        Roots roots = new Roots(root, List.of());
        FileOperationAction action = new FileOperationAction(roots, journal());
        Random random = new Random(7);
        int done = 0;

        for (int i = 0; i < CASES; i++) {
            plant(root, outside, random);
            String path = path(random, root, outside);
            String to = path(random, root, outside);
            Map<String, @Nullable Object> output =
                    i % 4 == 0 ? stream(roots, random, path) : attempt(action, random, path, to, "k" + i);
            if (output != null) {
                done++;
                assertThat(output.toString()).as("case %s: %s, %s", i, path, to).doesNotContain(OUTSIDE);
            }
        }

        assertThat(done).as("cases that went through").isGreaterThan(CASES / 20);
        assertThat(snapshot(outside)).isEqualTo(before);
        try (Stream<Path> entries = Files.list(home)) {
            assertThat(entries.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("workspace", "elsewhere", "journal");
        }
    }

    @Test
    void shouldKeepInsideWhileFoldersTurnIntoLinks() throws Exception {
        Path root = Files.createDirectories(home.resolve("workspace"));
        Path outside = makeOutside(home.resolve("elsewhere"));
        Map<String, String> before = snapshot(outside);
        Roots roots = new Roots(root, List.of());
        FileOperationAction action = new FileOperationAction(roots, journal());
        Path swapped = root.resolve("a");
        AtomicBoolean done = new AtomicBoolean();
        Thread swapper = Thread.ofPlatform().start(() -> swap(swapped, outside, done));

        Random random = new Random(11);
        for (int i = 0; i < CASES / 3; i++) {
            String path = "a/" + List.of("secret", "b/secret", "new" + i % 5).get(random.nextInt(3));
            Map<String, @Nullable Object> output = i % 4 == 0
                    ? stream(roots, random, path)
                    : attempt(action, operation(random, path, path + ".2"), "k" + i);
            if (output != null) {
                assertThat(output.toString()).doesNotContain(OUTSIDE);
            }
        }
        done.set(true);
        swapper.join();

        assertThat(snapshot(outside)).isEqualTo(before);
    }

    private Journal journal() {
        return new Journal(home.resolve("journal"));
    }

    private static Path makeOutside(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("b"));
        Files.writeString(folder.resolve("secret"), OUTSIDE);
        Files.writeString(folder.resolve("b/secret"), OUTSIDE);
        return folder;
    }

    private static void swap(Path place, Path outside, AtomicBoolean done) {
        while (!done.get()) {
            try {
                Path aside = place.resolveSibling("aside");
                if (Files.isSymbolicLink(place)) {
                    Files.deleteIfExists(place);
                    Files.createDirectories(place);
                } else if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
                    delete(aside);
                    Files.move(place, aside);
                    Files.createSymbolicLink(place, outside);
                } else {
                    Files.createDirectories(place);
                }
            } catch (IOException | UncheckedIOException e) {
                // The other side changed the same folder meanwhile: that is the point.
                continue;
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    private static void plant(Path root, Path outside, Random random) throws IOException {
        Path place =
                root.resolve(List.of("a", "a/b", "link", "loop", "abs", "deep").get(random.nextInt(6)));
        try {
            switch (random.nextInt(4)) {
                case 0 -> Files.createDirectories(place);
                case 1 -> Files.createSymbolicLink(place, outside);
                case 2 -> Files.createSymbolicLink(place, Path.of("../../elsewhere/secret"));
                default -> Files.createSymbolicLink(place, Path.of(".."));
            }
        } catch (FileSystemException e) {
            // Something is there already, or its folder isn't.
            return;
        }
    }

    private static String path(Random random, Path root, Path outside) {
        StringBuilder path = new StringBuilder(
                switch (random.nextInt(8)) {
                    case 0 -> root + "/";
                    case 1 -> outside + "/";
                    case 2 -> root + "/../../elsewhere/";
                    default -> "";
                });
        int names = 1 + random.nextInt(4);
        for (int i = 0; i < names; i++) {
            path.append(i == 0 ? "" : "/").append(NAMES.get(random.nextInt(NAMES.size())));
        }
        // An empty path is refused before any file is touched.
        return path.toString().isBlank() ? "." : path.toString();
    }

    private static FileOperation operation(Random random, String path, String to) {
        FileOperation.Operation[] all = FileOperation.Operation.values();
        FileOperation.Operation operation = all[random.nextInt(all.length)];
        boolean recursive = random.nextBoolean();
        Boolean overwrite = random.nextBoolean() ? null : random.nextBoolean();
        return switch (operation) {
            case COPY, MOVE -> new FileOperation(operation, path, to, null, null, null, null, overwrite, null, null);
            case WRITE -> new FileOperation(operation, path, null, "inside", null, null, null, overwrite, null, null);
            case APPEND -> new FileOperation(operation, path, null, "inside", null, null, null, null, null, null);
            case LIST, DELETE ->
                new FileOperation(operation, path, null, null, null, recursive, null, null, null, null);
            case READ, STAT, CHECKSUM ->
                new FileOperation(operation, path, null, null, null, null, null, null, null, null);
        };
    }

    /** As requests send files and save answers, and programs start in folders. */
    private static @Nullable Map<String, @Nullable Object> stream(Roots roots, Random random, String path)
            throws IOException, InterruptedException {
        try {
            Place place = roots.locate(path);
            switch (random.nextInt(3)) {
                case 0 -> {
                    ByteArrayOutputStream content = new ByteArrayOutputStream();
                    try (OpenFile file = FileStreams.open(place)) {
                        file.writeTo(content);
                    }
                    return Map.of("content", content.toString(StandardCharsets.UTF_8));
                }
                case 1 -> {
                    FileStreams.prepare(place);
                    byte[] content = "inside".getBytes(StandardCharsets.UTF_8);
                    return Map.of("size", FileStreams.receive(place, new ByteArrayInputStream(content)));
                }
                default -> {
                    Path folder = Folders.inside(place, roots.folders().getFirst());
                    assertThat(folder).startsWith(roots.folders().getFirst());
                    return Map.of();
                }
            }
        } catch (ActionException e) {
            return null;
        }
    }

    // The workspace itself is refused before any file is touched.
    private @Nullable Map<String, @Nullable Object> attempt(
            FileOperationAction action, Random random, String path, String to, String key) throws InterruptedException {
        try {
            return attempt(action, operation(random, path, to), key);
        } catch (MisfitException e) {
            return null;
        }
    }

    private @Nullable Map<String, @Nullable Object> attempt(FileOperationAction action, FileOperation work, String key)
            throws InterruptedException {
        try {
            Map<String, @Nullable Object> output = action.execute(work, new TestContext(home, key));
            output.remove("path");
            output.remove("from");
            output.remove("entries");
            return output;
        } catch (ActionException e) {
            return null;
        }
    }

    private static Map<String, String> snapshot(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                files.put(
                        folder.relativize(path).toString(),
                        Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.readString(path) : "-");
            }
        }
        return files;
    }
}
