package dev.weft.platform.process;

import dev.weft.platform.PlatformException;
import dev.weft.platform.PlatformException.Code;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/** A lock between processes and threads, held on a file; it goes with its process, however that ends. */
public final class FileLock implements AutoCloseable {
    private final FileChannel channel;

    private FileLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock if nobody has it. */
    public static Optional<FileLock> tryTake(Path file) throws PlatformException {
        FileChannel channel = null;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return Optional.of(new FileLock(channel));
            }
            channel.close();
            return Optional.empty();
        } catch (OverlappingFileLockException heldByThisJvm) {
            close(channel);
            return Optional.empty();
        } catch (IOException e) {
            close(channel);
            throw Disk.explain(file, e);
        }
    }

    /** Takes the lock, waiting for whoever has it. */
    public static FileLock take(Path file, Duration patience) throws PlatformException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<FileLock> lock = tryTake(file);
            if (lock.isPresent()) {
                return lock.get();
            }
            long left = end - System.nanoTime();
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                throw new PlatformException(
                        Code.LOCKED,
                        "Expected to take the lock %s within %d s, but another Weft process holds it. Wait for it, or end it."
                                .formatted(file, patience.toSeconds()));
            }
            Await.until(Duration.ofMillis(Math.min(100, left / 1_000_000 + 1)), () -> false);
        }
    }

    /** Gives the lock back. */
    @Override
    public void close() {
        close(channel);
    }

    private static void close(@org.jspecify.annotations.Nullable FileChannel channel) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
