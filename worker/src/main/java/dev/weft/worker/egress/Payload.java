package dev.weft.worker.egress;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What a request sends. It may be asked for more than once, as when a redirect has it sent again, and by another thread
 * than the one that made it.
 */
public interface Payload {
    /** Bytes of it all. */
    long size();

    /**
     * Writes all of it.
     *
     * @param sink remains the caller's to close
     * @throws IOException when it can't be read any more, or not be written
     */
    void writeTo(OutputStream sink) throws IOException;

    /** Bytes that are here already. */
    static Payload of(byte[] bytes) {
        return new Payload() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public void writeTo(OutputStream sink) throws IOException {
                sink.write(bytes);
            }
        };
    }
}
