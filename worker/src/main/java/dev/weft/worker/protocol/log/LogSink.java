package dev.weft.worker.protocol.log;

import java.util.List;

/** Where lines of runs' logs are kept. Thread safe. */
public interface LogSink extends AutoCloseable {
    /**
     * Keeps lines, all or none; those that it has already are left out, so that lines may be put again.
     *
     * @throws LogSinkException where they can't be kept now
     */
    void put(List<LogLine> lines) throws LogSinkException;

    @Override
    void close();
}
