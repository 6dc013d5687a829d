package dev.weft.worker.action.file;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Adds to the end of a file, once per idempotency key: the journal holds where, so that an attempt after a kill sees how
 * far the one before it came. Thread safe, also over processes.
 */
public final class FileAppend {
    private static final ReentrantLock[] LOCKS = new ReentrantLock[64];

    static {
        Arrays.setAll(LOCKS, i -> new ReentrantLock());
    }

    private final Journal journal;

    public FileAppend(Journal journal) {
        this.journal = journal;
    }

    /**
     * Appends.
     *
     * @return the size of the file afterwards
     */
    public long append(Place place, byte[] content, ActionContext context)
            throws ActionException, InterruptedException {
        Walk.refuseRoot(place);
        ReentrantLock lock = LOCKS[Math.floorMod(place.hashCode(), LOCKS.length)];
        lock.lockInterruptibly();
        try (Folder parent = Walk.parent(place, true)) {
            Walk.file(parent, place);
            try (SeekableByteChannel channel = parent.open(
                    place.name(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                if (!(channel instanceof FileChannel file)) {
                    throw FileFailures.special(place.shown());
                }
                try (FileLock held = file.lock()) {
                    append(file, content, context.idempotencyKey());
                    return file.size();
                }
            }
        } catch (IOException e) {
            throw FileFailures.of(e, place.shown());
        } finally {
            lock.unlock();
        }
    }

    private void append(FileChannel file, byte[] content, String key) throws IOException {
        long start = file.size();
        OptionalLong earlier = journal.find(key);
        if (earlier.isPresent() && earlier.getAsLong() <= start) {
            byte[] there = read(file, earlier.getAsLong(), content.length);
            if (Arrays.equals(there, content)) {
                return;
            }
            boolean broken = earlier.getAsLong() + there.length == start
                    && Arrays.equals(there, 0, there.length, content, 0, there.length);
            start = broken ? earlier.getAsLong() : start;
        }
        journal.put(key, start);
        try {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            for (long at = start; bytes.hasRemaining(); ) {
                at += file.write(bytes, at);
            }
            file.force(true);
        } catch (IOException e) {
            if (file.isOpen()) {
                file.truncate(start);
            }
            throw e;
        }
    }

    private static byte[] read(FileChannel file, long from, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, Math.max(0, file.size() - from)));
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {}
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
