package dev.weft.worker.action.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A file that is held open to be read, from its beginning as often as it takes: the same file, whatever is put in its
 * place meanwhile. Thread safe.
 */
public final class OpenFile implements AutoCloseable {
    private static final int CHUNK = 1 << 16;
    private final FileChannel channel;
    private final String shown;
    private final long size;

    OpenFile(FileChannel channel, String shown) throws IOException {
        this.channel = channel;
        this.shown = shown;
        this.size = channel.size();
    }

    /** Bytes that it had when it was opened. */
    public long size() {
        return size;
    }

    /**
     * Writes as many bytes as it had when it was opened.
     *
     * @throws EOFException when there are fewer by now
     */
    public void writeTo(OutputStream sink) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        for (long at = 0; at < size; ) {
            chunk.clear().limit((int) Math.min(CHUNK, size - at));
            int count = channel.read(chunk, at);
            if (count < 0) {
                throw new EOFException("'" + shown + "' got shorter while it was read");
            }
            sink.write(chunk.array(), 0, count);
            at += count;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
