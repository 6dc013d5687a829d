package dev.weft.worker.action.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.UUID;

/** Files in the making, at the top of their root, which are moved to their places once they are whole. */
final class Drafts {
    private Drafts() {}

    /** Something that writes all of a file. */
    @FunctionalInterface
    interface Source {
        void writeTo(WritableByteChannel channel) throws IOException, InterruptedException;
    }

    /** Something to be done between the writing of a file and its move. */
    @FunctionalInterface
    interface Step {
        void done() throws IOException;
    }

    /** Puts a file in its place, in one step; one that is there is replaced. */
    static void put(Folder root, Folder parent, String name, Source source) throws IOException, InterruptedException {
        put(root, parent, name, source, () -> {});
    }

    /**
     * As the other.
     *
     * @param before once the file is whole and safe on its disk; where it fails, nothing is put
     */
    static void put(Folder root, Folder parent, String name, Source source, Step before)
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
            before.done();
            root.move(draft, parent, name);
            moved = true;
            parent.sync();
        } finally {
            if (!moved) {
                root.deleteFile(draft);
            }
        }
    }
}
