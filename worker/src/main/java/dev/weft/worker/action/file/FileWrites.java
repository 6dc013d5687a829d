package dev.weft.worker.action.file;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;

/**
 * Operations that put files in their places: whole or not at all, and to the same end when repeated. Thread safe.
 */
public final class FileWrites {
    private static final int CHUNK = 1 << 18;
    private final Journal journal;

    public FileWrites(Journal journal) {
        this.journal = journal;
    }

    /** Something that writes all of a file. */
    @FunctionalInterface
    interface Source {
        void writeTo(WritableByteChannel channel) throws IOException, InterruptedException;
    }

    /** Writes a file in one step: others see the old content or the new one. */
    public void write(Place place, byte[] content) throws ActionException, InterruptedException {
        Walk.refuseRoot(place);
        try (Folder root = Folder.root(place.root());
                Folder parent = Walk.parent(place, true)) {
            Walk.file(parent, place);
            put(root, parent, place.name(), channel -> writeAll(channel, ByteBuffer.wrap(content)));
        } catch (IOException e) {
            throw FileFailures.of(e, place.shown());
        }
    }

    /** Copies a file of any size. */
    public long copy(Place from, Place to, ActionContext context) throws ActionException, InterruptedException {
        Walk.refuseRoot(from);
        Walk.refuseRoot(to);
        String at = from.shown();
        try (Folder source = Walk.parent(from, false)) {
            BasicFileAttributes attributes = Walk.existingFile(source, from);
            try (SeekableByteChannel input = source.open(from.name(), StandardOpenOption.READ);
                    Folder root = Folder.root(to.root());
                    Folder target = Walk.parent(to, true)) {
                at = to.shown();
                Walk.file(target, to);
                put(root, target, to.name(), output -> pump(input, output, context));
            }
            return attributes.size();
        } catch (IOException e) {
            throw FileFailures.of(e, at);
        }
    }

    /**
     * Moves a file or folder.
     *
     * @return whether it was there to be moved; not so when an earlier attempt has done it
     */
    public boolean move(Place from, Place to, ActionContext context) throws ActionException, InterruptedException {
        Walk.refuseRoot(from);
        Walk.refuseRoot(to);
        try (Folder source = Walk.parent(from, false);
                Folder target = Walk.parent(to, true)) {
            BasicFileAttributes attributes = source.attributes(from.name());
            if (attributes == null) {
                if (target.attributes(to.name()) != null
                        && journal.find(context.idempotencyKey()).isPresent()) {
                    return false;
                }
                throw FileFailures.missing(from.shown());
            }
            journal.put(context.idempotencyKey(), 0);
            if (attributes.isRegularFile()) {
                Walk.file(target, to);
            }
            source.move(from.name(), target, to.name());
            target.sync();
            source.sync();
            return true;
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("cross-device")) {
                return moveOver(from, to, context);
            }
            throw FileFailures.of(e, from.shown());
        }
    }

    /** From one file system to another: a copy, then the removal of the original. */
    private boolean moveOver(Place from, Place to, ActionContext context) throws ActionException, InterruptedException {
        copy(from, to, context);
        try (Folder source = Walk.parent(from, false)) {
            source.deleteFile(from.name());
            return true;
        } catch (IOException e) {
            throw FileFailures.of(e, from.shown());
        }
    }

    private static void put(Folder root, Folder parent, String name, Source source)
            throws IOException, InterruptedException {
        String draft = Folder.HIDDEN + UUID.randomUUID();
        boolean moved = false;
        try {
            try (SeekableByteChannel channel = root.create(draft)) {
                source.writeTo(channel);
                if (channel instanceof FileChannel file) {
                    file.force(true);
                }
            }
            root.move(draft, parent, name);
            moved = true;
            parent.sync();
        } finally {
            if (!moved) {
                root.deleteFile(draft);
            }
        }
    }

    private static void pump(SeekableByteChannel input, WritableByteChannel output, ActionContext context)
            throws IOException, InterruptedException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        while (input.read(chunk) >= 0) {
            context.heartbeat();
            writeAll(output, chunk.flip());
            chunk.clear();
        }
    }

    static void writeAll(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
