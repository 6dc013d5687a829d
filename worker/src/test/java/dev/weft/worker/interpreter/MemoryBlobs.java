package dev.weft.worker.interpreter;

import dev.weft.definitions.blob.BlobException;
import dev.weft.definitions.blob.BlobKey;
import dev.weft.definitions.blob.BlobStore;
import dev.weft.definitions.blob.Blobs;
import java.time.Instant;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;

/** Blobs of one test. */
public final class MemoryBlobs implements BlobStore {
    public final Map<BlobKey, byte[]> all = new ConcurrentHashMap<>();

    @Override
    public void put(BlobKey key, byte[] content) {
        all.put(key, content.clone());
    }

    @Override
    public byte[] get(BlobKey key) throws BlobException {
        byte[] content = all.get(key);
        if (content == null) {
            throw Blobs.missing(key, place(), new NoSuchElementException());
        }
        return content.clone();
    }

    @Override
    public void list(Visitor visitor) throws BlobException {
        for (Map.Entry<BlobKey, byte[]> one : all.entrySet()) {
            visitor.visit(one.getKey(), one.getValue().length, Instant.EPOCH);
        }
    }

    @Override
    public boolean delete(BlobKey key, Instant unlessPutAfter) {
        return all.remove(key) != null;
    }

    @Override
    public String place() {
        return "memory";
    }

    @Override
    public void close() {}
}
