package dev.weft.worker.blob.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.definitions.blob.BlobException;
import dev.weft.definitions.blob.BlobKey;
import dev.weft.definitions.blob.BlobStore;
import dev.weft.definitions.blob.Blobs;
import dev.weft.worker.blob.BlobStoreContract;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest extends BlobStoreContract {
    private static final int KILLS = 5;

    @TempDir
    Path folder;

    private @Nullable BlobStore store;

    @Override
    protected BlobStore store() {
        BlobStore there = store;
        if (there == null) {
            try {
                there = FileBlobStore.open(folder);
            } catch (BlobException e) {
                throw new AssertionError(e);
            }
            store = there;
        }
        return there;
    }

    @Override
    protected void damage(BlobKey key, byte[] content) throws IOException {
        Files.write(file(key), content);
    }

    private Path file(BlobKey key) {
        return folder.resolve(key.sha256().substring(0, 2)).resolve(key.sha256());
    }

    @Test
    void shouldBeTheOwnersAlone() throws Exception {
        BlobKey key = new Blobs(store()).put(new byte[] {1});

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(file(key).getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void shouldCountAsPutNowWhatIsPutAgain() throws Exception {
        BlobKey key = new Blobs(store()).put(new byte[] {1});
        Instant longAgo = Instant.now().minus(Duration.ofDays(100));
        Files.setLastModifiedTime(file(key), FileTime.from(longAgo));

        new Blobs(store()).put(new byte[] {1});

        assertThat(store().delete(key, Instant.now().minus(Duration.ofDays(1)))).isFalse();
    }

    @Test
    void shouldSweepWhatWasLeftUnfinishedLongAgo() throws Exception {
        store();
        Path left = Files.write(folder.resolve("unfinished").resolve("left"), new byte[] {1});

        FileBlobStore.open(folder);
        assertThat(left).exists();
        FileBlobStore.open(folder, Clock.fixed(Instant.now().plus(Duration.ofDays(2)), ZoneOffset.UTC));
        assertThat(left).doesNotExist();
    }

    /** Two processes put the same, and are killed in the middle, again and again: whatever has a name is whole. */
    @Test
    void shouldShowNothingHalfWrittenWhateverIsKilled() throws Exception {
        Random random = new Random(3);
        Blobs blobs = new Blobs(store());
        for (int i = 0; i < KILLS; i++) {
            List<Process> writers = List.of(writer(), writer());
            long end = System.nanoTime()
                    + Duration.ofMillis(50 + random.nextInt(200)).toNanos();
            while (System.nanoTime() < end) {
                checkAll(blobs);
            }
            for (Process writer : writers) {
                writer.destroyForcibly().waitFor();
            }
        }
        checkAll(blobs);
        for (int seed = 0; seed < BlobWriter.DIFFERENT; seed++) {
            byte[] content = BlobWriter.content(seed);
            assertThat(blobs.get(blobs.put(content))).isEqualTo(content);
        }
    }

    private static void checkAll(Blobs blobs) throws BlobException {
        List<BlobKey> there = new ArrayList<>();
        blobs.store().list((key, bytes, putAt) -> there.add(key));
        for (BlobKey key : there) {
            blobs.get(key);
        }
    }

    private Process writer() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BlobWriter.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(said.readLine()).isEqualTo("writing");
        return process;
    }

    @Test
    void shouldSayThatTheDiskIsFullAndGoOnOnceItIsNot() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()), "no right to mount");
        try {
            Blobs blobs = new Blobs(FileBlobStore.open(disk.resolve("blobs")));
            BlobKey first = blobs.put(new byte[400_000]);
            byte[] tooMuch = new byte[900_000];
            new Random(1).nextBytes(tooMuch);

            assertThatThrownBy(() -> blobs.put(tooMuch)).isInstanceOfSatisfying(BlobException.class, e -> {
                assertThat(e.kind()).isEqualTo(BlobException.Kind.FULL);
                assertThat(e.isPassing()).isTrue();
                assertThat(e).hasMessageContaining("Make room");
            });
            try (Stream<Path> left = Files.list(disk.resolve("blobs").resolve("unfinished"))) {
                assertThat(left).isEmpty();
            }
            assertThatThrownBy(() -> blobs.get(BlobKey.of(tooMuch)))
                    .isInstanceOfSatisfying(
                            BlobException.class, e -> assertThat(e.kind()).isEqualTo(BlobException.Kind.MISSING));
            assertThat(blobs.get(first)).hasSize(400_000);

            blobs.store().delete(first, soon());
            assertThat(blobs.get(blobs.put(tooMuch))).isEqualTo(tooMuch);
        } finally {
            run("umount", disk.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
