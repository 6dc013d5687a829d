package dev.weft.worker.action.file;

import dev.weft.definitions.action.ActionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.StandardOpenOption;

/** Files of any size that come from elsewhere or go there, a piece at a time. Stateless and thread safe. */
public final class FileStreams {
    private static final int CHUNK = 1 << 16;

    private FileStreams() {}

    /** The other end of a stream failed, not the file. */
    private static final class SourceException extends IOException {
        private static final long serialVersionUID = 1L;
        private final IOException failure;

        SourceException(IOException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /** Opens a file to be read. */
    public static OpenFile open(Place place) throws ActionException, InterruptedException {
        Walk.refuseRoot(place);
        try (Folder parent = Walk.parent(place, false)) {
            Walk.existingFile(parent, place);
            SeekableByteChannel channel = parent.open(place.name(), StandardOpenOption.READ);
            if (channel instanceof FileChannel file) {
                return new OpenFile(file, place.shown());
            }
            channel.close();
            throw FileFailures.special(place.shown());
        } catch (IOException e) {
            throw FileFailures.of(e, place.shown());
        }
    }

    /** Refuses a place that no file can be put in, before anything is asked for it. Makes the folders on the way. */
    public static void prepare(Place place) throws ActionException, InterruptedException {
        Walk.refuseRoot(place);
        try (Folder parent = Walk.parent(place, true)) {
            Walk.file(parent, place);
        } catch (IOException e) {
            throw FileFailures.of(e, place.shown());
        }
    }

    /**
     * Puts all of a stream in a place, in one step: until its end is reached there is what was there before.
     *
     * @param source remains the caller's to close
     * @return bytes that came
     * @throws IOException from the source alone
     */
    public static long receive(Place place, InputStream source)
            throws ActionException, IOException, InterruptedException {
        Walk.refuseRoot(place);
        long[] size = {0};
        try (Folder root = Folder.root(place.root());
                Folder parent = Walk.parent(place, true)) {
            Walk.file(parent, place);
            Drafts.put(root, parent, place.name(), channel -> {
                byte[] chunk = new byte[CHUNK];
                for (int count = read(source, chunk); count >= 0; count = read(source, chunk)) {
                    FileWrites.writeAll(channel, ByteBuffer.wrap(chunk, 0, count));
                    size[0] += count;
                }
            });
            return size[0];
        } catch (SourceException e) {
            throw e.failure;
        } catch (IOException e) {
            throw FileFailures.of(e, place.shown());
        }
    }

    private static int read(InputStream source, byte[] chunk) throws SourceException {
        try {
            return source.read(chunk);
        } catch (IOException e) {
            throw new SourceException(e);
        }
    }
}
