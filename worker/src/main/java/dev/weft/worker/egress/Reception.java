package dev.weft.worker.egress;

import dev.weft.definitions.action.ActionException;
import java.io.IOException;
import java.io.InputStream;

/** What becomes of the body of an answer. */
public sealed interface Reception {
    /** Bytes that the body may have, after decompression. */
    long limit();

    /** Kept in memory, up to {@link HttpGateway#LIMIT}. */
    static Reception kept() {
        return new Kept(HttpGateway.LIMIT);
    }

    /**
     * Kept in memory.
     *
     * @param limit at most {@link HttpGateway#LIMIT}
     */
    record Kept(long limit) implements Reception {}

    /**
     * Handed on while it comes, where the status is expected; of other answers the beginning is kept, which says why.
     *
     * @param limit of any size
     * @param expected statuses whose body is handed on
     * @param sink takes it
     */
    record Streamed(long limit, StatusSet expected, Sink sink) implements Reception {}

    /** Takes a body while it comes. */
    @FunctionalInterface
    interface Sink {
        /**
         * Reads all of it. What was read means nothing unless the end was reached: the connection may break, or the body
         * have no end.
         *
         * @param body remains the caller's to close
         * @throws IOException from the body alone
         * @throws ActionException when it can't be taken
         */
        void take(InputStream body) throws IOException, ActionException, InterruptedException;
    }
}
