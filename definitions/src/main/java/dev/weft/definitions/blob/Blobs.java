package dev.weft.definitions.blob;

/** Blobs by content: names what is put, and checks what comes back, whatever the store. Thread safe. */
public final class Blobs implements AutoCloseable {
    private final BlobStore store;

    /**
     * @param store is closed with this
     */
    public Blobs(BlobStore store) {
        this.store = store;
    }

    /**
     * Keeps a content, see {@link BlobStore#put}.
     *
     * @throws BlobException {@code FULL} or {@code UNAVAILABLE}
     */
    public BlobKey put(byte[] content) throws BlobException {
        BlobKey key = BlobKey.of(content);
        store.put(key, content);
        return key;
    }

    /**
     * The content that was put under a key.
     *
     * @throws BlobException {@code MISSING}, {@code DAMAGED} or {@code UNAVAILABLE}
     */
    public byte[] get(BlobKey key) throws BlobException {
        byte[] content = store.get(key);
        if (!BlobKey.of(content).equals(key)) {
            throw new BlobException(
                    BlobException.Kind.DAMAGED,
                    "Expected blob %s in %s to be what was put there, but found other content of %d bytes. Put it back from a backup; or restart the run from the task that gave it."
                            .formatted(key, store.place(), content.length));
        }
        return content;
    }

    /** What keeps them. */
    public BlobStore store() {
        return store;
    }

    /** The failure of whoever finds no blob under a key, for stores. */
    public static BlobException missing(BlobKey key, String place, Throwable cause) {
        return new BlobException(
                BlobException.Kind.MISSING,
                "Expected blob %s in %s, but found none. Has another place been set, or was it deleted? Put it back from a backup; or restart the run from the task that gave it."
                        .formatted(key, place),
                cause);
    }

    @Override
    public void close() {
        store.close();
    }
}
