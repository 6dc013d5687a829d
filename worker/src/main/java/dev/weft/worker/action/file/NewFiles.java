package dev.weft.worker.action.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalLong;

/**
 * Files that are put only where there is none, once per idempotency key: the journal holds a digest of what was to be put,
 * by which an attempt after a kill knows the file of the one before it. Thread safe, also over processes.
 *
 * <p>There is no move that leaves alone what is there. So the place is claimed first by an empty file, which only one can
 * make, and the whole file is moved over it. An empty file under the key of this attempt is such a claim.
 */
final class NewFiles {
    /** What the journal holds of a move, whose content is looked at by nobody. */
    static final long MOVED = 0;

    private static final int CHUNK = 1 << 18;
    private final Journal journal;

    NewFiles(Journal journal) {
        this.journal = journal;
    }

    /**
     * Puts a file where none is.
     *
     * @throws FileAlreadyExistsException where there is one that no earlier attempt has put
     */
    void put(Folder root, Folder parent, String name, String key, Drafts.Source source)
            throws IOException, InterruptedException {
        BasicFileAttributes there = parent.attributes(name);
        if (there != null && (there.size() > 0 || !there.isRegularFile())) {
            OptionalLong earlier = journal.find(key);
            if (!there.isRegularFile() || earlier.isEmpty() || earlier.getAsLong() != digest(parent, name)) {
                throw new FileAlreadyExistsException(name);
            }
            return;
        }
        if (there != null && journal.find(key).isEmpty()) {
            throw new FileAlreadyExistsException(name);
        }
        MessageDigest digest = sha256();
        Drafts.put(root, parent, name, channel -> source.writeTo(new Digesting(channel, digest)), () -> {
            journal.put(key, number(digest));
            if (there == null) {
                claim(parent, name);
            }
        });
    }

    /**
     * Refuses what is there already, unless it is the claim of an earlier attempt.
     *
     * @param claims whether a claim may be there: not where a folder is to come
     * @return whether there is nothing, so that the place is to be claimed
     */
    boolean isFree(Folder parent, String name, boolean claims, String key) throws IOException {
        BasicFileAttributes there = parent.attributes(name);
        if (there == null) {
            return true;
        }
        if (claims
                && there.isRegularFile()
                && there.size() == 0
                && journal.find(key).isPresent()) {
            return false;
        }
        throw new FileAlreadyExistsException(name);
    }

    /** Makes an empty file where none is. */
    static void claim(Folder parent, String name) throws IOException {
        parent.open(name, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                .close();
    }

    private static long digest(Folder parent, String name) throws IOException {
        MessageDigest digest = sha256();
        try (SeekableByteChannel channel = parent.open(name, StandardOpenOption.READ)) {
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
            while (channel.read(chunk) >= 0) {
                digest.update(chunk.flip());
                chunk.clear();
            }
        }
        return number(digest);
    }

    private static long number(MessageDigest digest) {
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Takes a digest of what goes through. */
    private record Digesting(WritableByteChannel channel, MessageDigest digest) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            ByteBuffer copy = bytes.duplicate();
            int written = channel.write(bytes);
            digest.update(copy.limit(copy.position() + written));
            return written;
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
