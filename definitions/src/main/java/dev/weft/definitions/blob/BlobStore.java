package dev.weft.definitions.blob;

import java.time.Instant;

/**
 * A place that keeps blobs: the SPI, made by a {@link BlobStoreProvider}. Thread safe, also over processes that use one place
 * at the same time.
 *
 * <p>It is used through {@link Blobs}, which names contents and checks what comes back.
 */
public interface BlobStore extends AutoCloseable {
    /**
     * Keeps a content under its key. When this returns it survives a crash of the machine, and it counts as put now: see
     * {@link Visitor}. Nobody ever reads a part of it, also where this is broken off. The same again is fine.
     *
     * @throws BlobException {@code FULL} or {@code UNAVAILABLE}
     */
    void put(BlobKey key, byte[] content) throws BlobException;

    /**
     * The content under a key.
     *
     * @throws BlobException {@code MISSING} or {@code UNAVAILABLE}
     */
    byte[] get(BlobKey key) throws BlobException;

    /**
     * Shows all that is there, in any order; what is put or deleted meanwhile may be among it or not.
     *
     * @throws BlobException {@code UNAVAILABLE}
     */
    void list(Visitor visitor) throws BlobException;

    /**
     * Deletes a blob, unless it was put (again) after a time. One that is not there is fine.
     *
     * @return whether it was deleted
     * @throws BlobException {@code UNAVAILABLE}
     */
    boolean delete(BlobKey key, Instant unlessPutAfter) throws BlobException;

    /** Where it is, for people: without credentials. */
    String place();

    /** Lets go of connections. */
    @Override
    void close();

    /** Is shown blobs. */
    @FunctionalInterface
    interface Visitor {
        /**
         * One is there.
         *
         * @param bytes its size
         * @param putAt when it was put last, by the clock of the place
         */
        void visit(BlobKey key, long bytes, Instant putAt) throws BlobException;
    }
}
