package dev.weft.worker.action.http;

import dev.weft.worker.action.file.OpenFile;
import dev.weft.worker.egress.Payload;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A file as the body of a request.
 *
 * @param file remains the caller's to close
 */
public record FilePayload(OpenFile file) implements Payload {
    @Override
    public long size() {
        return file.size();
    }

    @Override
    public void writeTo(OutputStream sink) throws IOException {
        file.writeTo(sink);
    }
}
