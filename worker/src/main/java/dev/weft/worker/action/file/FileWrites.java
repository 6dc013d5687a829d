package dev.weft.worker.action.file;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Operations that put files in their places: whole or not at all, and to the same end when repeated. Thread safe.
 */
public final class FileWrites {
    private static final int CHUNK = 1 << 18;
    private final Journal journal;
    private final NewFiles news;

    public FileWrites(Journal journal) {
        this.journal = journal;
        this.news = new NewFiles(journal);
    }

    /**
     * Writes a file in one step: others see the old content or the new one.
     *
     * @param overwrite whether a file that is there may be replaced
     */
    public void write(Place place, byte[] content, boolean overwrite, ActionContext context)
            throws ActionException, InterruptedException {
        Walk.refuseRoot(place);
        try (Folder root = Folder.root(place.root());
                Folder parent = Walk.parent(place, true)) {
            Walk.file(parent, place);
            put(root, parent, place, overwrite, context, channel -> writeAll(channel, ByteBuffer.wrap(content)));
        } catch (FileAlreadyExistsException e) {
            throw FileFailures.exists(place.shown());
        } catch (IOException e) {
            throw FileFailures.of(e, place.shown());
        }
    }

    /**
     * Copies a file of any size.
     *
     * @param overwrite whether a file that is there may be replaced
     */
    public long copy(Place from, Place to, boolean overwrite, ActionContext context)
            throws ActionException, InterruptedException {
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
                put(root, target, to, overwrite, context, output -> pump(input, output, context));
            }
            return attributes.size();
        } catch (FileAlreadyExistsException e) {
            throw FileFailures.exists(to.shown());
        } catch (IOException e) {
            throw FileFailures.of(e, at);
        }
    }

    private void put(
            Folder root, Folder parent, Place place, boolean overwrite, ActionContext context, Drafts.Source source)
            throws IOException, InterruptedException {
        if (overwrite) {
            Drafts.put(root, parent, place.name(), source);
        } else {
            news.put(root, parent, place.name(), context.idempotencyKey(), source);
        }
    }

    /**
     * Moves a file or folder.
     *
     * @param overwrite whether a file that is there may be replaced
     * @return whether it was there to be moved; not so when an earlier attempt has done it
     */
    public boolean move(Place from, Place to, boolean overwrite, ActionContext context)
            throws ActionException, InterruptedException {
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
            boolean free =
                    !overwrite && news.isFree(target, to.name(), !attributes.isDirectory(), context.idempotencyKey());
            journal.put(context.idempotencyKey(), NewFiles.MOVED);
            if (attributes.isRegularFile()) {
                Walk.file(target, to);
            }
            boolean claimed = free && !attributes.isDirectory();
            if (claimed) {
                NewFiles.claim(target, to.name());
            }
            boolean moved = false;
            try {
                rename(source, from, target, to, context);
                moved = true;
            } finally {
                if (claimed && !moved) {
                    target.deleteFile(to.name());
                }
            }
            target.sync();
            source.sync();
            return true;
        } catch (FileAlreadyExistsException e) {
            throw FileFailures.exists(to.shown());
        } catch (IOException e) {
            throw FileFailures.of(e, from.shown());
        }
    }

    private void rename(Folder source, Place from, Folder target, Place to, ActionContext context)
            throws IOException, ActionException, InterruptedException {
        try {
            source.move(from.name(), target, to.name());
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("cross-device")) {
                throw e;
            }
            // From one file system to another: a copy, then the removal of the original.
            copy(from, to, true, context);
            source.deleteFile(from.name());
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
