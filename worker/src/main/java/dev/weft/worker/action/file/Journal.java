package dev.weft.worker.action.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Remembers what an operation was about to do, by its idempotency key, so that doing it again after a kill does it once.
 * Thread safe, also over processes.
 */
public final class Journal {
    private static final Duration KEPT = Duration.ofDays(30);
    private final Path folder;

    /**
     * @param folder made when first needed; outside of the workspace
     */
    public Journal(Path folder) {
        this.folder = folder;
    }

    /** What was noted under a key. */
    OptionalLong find(String key) throws IOException {
        try {
            return OptionalLong.of(Long.parseLong(Files.readString(file(key)).strip()));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (NumberFormatException e) {
            throw new IOException("Expected a number in " + file(key), e);
        }
    }

    /** Notes a number under a key, durably. */
    void put(String key, long value) throws IOException {
        Files.createDirectories(folder);
        Path draft = folder.resolve(UUID.randomUUID() + ".tmp");
        Files.writeString(
                draft,
                Long.toString(value),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(draft, file(key), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Forgets what no attempt can need any more. */
    public void sweep(Instant now) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (Files.getLastModifiedTime(entry).toInstant().isBefore(now.minus(KEPT))) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }

    private Path file(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
