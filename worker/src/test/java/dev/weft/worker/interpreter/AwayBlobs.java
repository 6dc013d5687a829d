package dev.weft.worker.interpreter;

import dev.weft.definitions.blob.BlobException;
import dev.weft.definitions.blob.BlobKey;
import dev.weft.definitions.blob.BlobStore;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** Blobs of one test, in a place that can be out of reach. */
public final class AwayBlobs implements BlobStore {
    /** Whether nothing can be had. */
    public volatile boolean away;

    /** Nothing is answered before this is counted down. */
    public volatile CountDownLatch held = new CountDownLatch(0);

    public final MemoryBlobs blobs = new MemoryBlobs();

    @Override
    public void put(BlobKey key, byte[] content) throws BlobException {
        check();
        blobs.put(key, content);
    }

    @Override
    public byte[] get(BlobKey key) throws BlobException {
        check();
        return blobs.get(key);
    }

    @Override
    public void list(Visitor visitor) throws BlobException {
        check();
        blobs.list(visitor);
    }

    @Override
    public boolean delete(BlobKey key, Instant unlessPutAfter) throws BlobException {
        check();
        return blobs.delete(key, unlessPutAfter);
    }

    private void check() throws BlobException {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (away) {
            throw new BlobException(BlobException.Kind.UNAVAILABLE, "Nobody answers there.", null);
        }
    }

    @Override
    public String place() {
        return "memory";
    }

    @Override
    public void close() {
        // There is nothing that stays open.
    }
}
