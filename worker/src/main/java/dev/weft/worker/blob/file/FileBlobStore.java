package dev.weft.worker.blob.file;

import dev.weft.definitions.blob.BlobException;
import dev.weft.definitions.blob.BlobException.Kind;
import dev.weft.definitions.blob.BlobKey;
import dev.weft.definitions.blob.BlobStore;
import dev.weft.definitions.blob.Blobs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blobs as files {@code <first two digits>/<key>}. One is written beside, brought to the disk, and only then given its name, so
 * that what has a name is whole; its time of change is when it was put last. Several processes may use one folder, also over
 * a network file system that renames atomically. Thread safe.
 */
public final class FileBlobStore implements BlobStore {
    private static final Logger LOG = LoggerFactory.getLogger(FileBlobStore.class);

    /** Where files are written before they have their name. */
    private static final String UNFINISHED = "unfinished";

    /** What was being written so long ago is nobody's any more. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path folder;
    private final Clock clock;

    private FileBlobStore(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Makes the folder where it is missing, for its owner alone, and takes away what a process that was killed has left
     * unfinished.
     *
     * @throws BlobException when it can't be had
     */
    public static FileBlobStore open(Path folder) throws BlobException {
        return open(folder, Clock.systemUTC());
    }

    static FileBlobStore open(Path folder, Clock clock) throws BlobException {
        FileBlobStore store = new FileBlobStore(folder.toAbsolutePath().normalize(), clock);
        try {
            store.make(store.folder.resolve(UNFINISHED));
            store.sweep();
        } catch (IOException e) {
            throw store.failure("opened", e);
        }
        return store;
    }

    @Override
    public void put(BlobKey key, byte[] content) throws BlobException {
        Path file = file(key);
        try {
            if (!renew(file, content)) {
                write(file, content);
            }
        } catch (IOException e) {
            throw failure("written", e);
        }
    }

    @Override
    public byte[] get(BlobKey key) throws BlobException {
        try {
            return Files.readAllBytes(file(key));
        } catch (NoSuchFileException e) {
            throw Blobs.missing(key, place(), e);
        } catch (IOException e) {
            throw failure("read", e);
        }
    }

    @Override
    public void list(Visitor visitor) throws BlobException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, "[0-9a-f][0-9a-f]")) {
            for (Path each : folders) {
                list(each, visitor);
            }
        } catch (BlobException e) {
            throw e;
        } catch (DirectoryIteratorException e) {
            throw failure("listed", new IOException(e));
        } catch (IOException e) {
            throw failure("listed", e);
        }
    }

    private void list(Path part, Visitor visitor) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(part)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (BlobKey.isKey(name)) {
                    try {
                        visitor.visit(
                                new BlobKey(name),
                                Files.size(file),
                                Files.getLastModifiedTime(file).toInstant());
                    } catch (NoSuchFileException e) {
                        // It was deleted meanwhile.
                        LOG.debug("Blob {} is gone", name);
                    }
                }
            }
        }
    }

    /**
     * Takes the name away first: whoever puts the same meanwhile writes it anew. What turns out to have been put before that,
     * gets its name back.
     */
    @Override
    public boolean delete(BlobKey key, Instant unlessPutAfter) throws BlobException {
        Path file = file(key);
        Path aside = unfinished();
        try {
            if (Files.getLastModifiedTime(file).toInstant().isAfter(unlessPutAfter)) {
                return false;
            }
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
            if (Files.getLastModifiedTime(aside).toInstant().isAfter(unlessPutAfter)) {
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
                return false;
            }
            Files.delete(aside);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw failure("deleted", e);
        }
    }

    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public void close() {
        // There is nothing that stays open.
    }

    /** Whether it is there already, whole, and counts as put now. One that was damaged is written anew. */
    private boolean renew(Path file, byte[] content) throws IOException {
        try {
            if (Files.size(file) != content.length || !Arrays.equals(Files.readAllBytes(file), content)) {
                return false;
            }
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void write(Path file, byte[] content) throws IOException {
        Path part = unfinished();
        try {
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.setLastModifiedTime(part, FileTime.from(clock.instant()));
            Path parent = file.resolveSibling("");
            make(parent);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            // The name, too, is to survive a power cut.
            bringToDisk(parent);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void bringToDisk(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private void make(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            FileAttribute<?>[] own =
                    FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                            ? new FileAttribute<?>[] {
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                            }
                            : new FileAttribute<?>[0];
            Files.createDirectories(directory, own);
            bringToDisk(directory.resolveSibling(""));
        }
    }

    private void sweep() throws IOException {
        Instant abandoned = clock.instant().minus(ABANDONED);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder.resolve(UNFINISHED))) {
            for (Path part : left) {
                try {
                    if (Files.getLastModifiedTime(part).toInstant().isBefore(abandoned)) {
                        Files.delete(part);
                    }
                } catch (NoSuchFileException e) {
                    LOG.debug("{} is gone", part);
                }
            }
        }
    }

    private Path unfinished() {
        return folder.resolve(UNFINISHED).resolve(UUID.randomUUID().toString());
    }

    private Path file(BlobKey key) {
        return folder.resolve(key.sha256().substring(0, 2)).resolve(key.sha256());
    }

    private BlobException failure(String what, IOException e) {
        String why = String.valueOf(e.getMessage());
        if (why.contains("No space left") || why.contains("quota exceeded")) {
            return new BlobException(
                    Kind.FULL,
                    "There is no space left in %s for a large value. Make room there; it is tried again."
                            .formatted(folder),
                    e);
        }
        String reason = e instanceof NotDirectoryException
                ? why + " isn't a folder"
                : e.getClass().getSimpleName() + ": " + why;
        return new BlobException(
                Kind.UNAVAILABLE,
                "Large values can't be %s in %s: %s. Look whether the folder is there and belongs to who runs Weft."
                        .formatted(what, folder, reason),
                e);
    }
}
