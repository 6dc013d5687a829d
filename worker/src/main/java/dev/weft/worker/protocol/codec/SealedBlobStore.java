package dev.weft.worker.protocol.codec;

import dev.weft.definitions.blob.BlobException;
import dev.weft.definitions.blob.BlobKey;
import dev.weft.definitions.blob.BlobStore;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A blob store whose contents are sealed, each for its key, so that none can be put in another's place. Names stay the SHA-256 of
 * the content in the clear: who sees the store can tell whether it holds a content that they have. What was written before
 * there were keys stays readable. Thread safe.
 */
public final class SealedBlobStore implements BlobStore {
    /** A content in the clear is JSON, which never begins so; a byte with the length of the key's id follows, and the id. */
    private static final byte[] MARK = "\0weft-sealed-1\0".getBytes(StandardCharsets.US_ASCII);

    private final BlobStore inner;
    private final Sealer sealer;

    /**
     * @param inner is closed with this
     */
    public SealedBlobStore(BlobStore inner, Sealer sealer) {
        this.inner = inner;
        this.sealer = sealer;
    }

    @Override
    public void put(BlobKey key, byte[] content) throws BlobException {
        try {
            Optional<Keyset> keys = sealer.keys();
            inner.put(key, keys.isEmpty() ? content : seal(key, content, keys.get()));
        } catch (SealException e) {
            throw unavailable(e);
        }
    }

    @Override
    public byte[] get(BlobKey key) throws BlobException {
        byte[] content = inner.get(key);
        if (!Sealer.startsWith(content, MARK)) {
            return content;
        }
        int id = MARK.length + 1;
        int sealed = id + content[MARK.length];
        if (sealed > content.length) {
            throw damaged(key);
        }
        String name = new String(content, id, sealed - id, StandardCharsets.US_ASCII);
        try {
            return sealer.open(Arrays.copyOfRange(content, sealed, content.length), about(key), name, "blob " + key);
        } catch (SealException e) {
            throw unavailable(e);
        }
    }

    private static byte[] seal(BlobKey key, byte[] content, Keyset keys) {
        byte[] id = keys.primary().getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream sealed = new ByteArrayOutputStream(content.length + 64);
        sealed.writeBytes(MARK);
        sealed.write(id.length);
        sealed.writeBytes(id);
        sealed.writeBytes(keys.seal(content, about(key)));
        return sealed.toByteArray();
    }

    private static byte[] about(BlobKey key) {
        return ("weft/blob/1/" + key.sha256()).getBytes(StandardCharsets.US_ASCII);
    }

    private static BlobException unavailable(SealException e) {
        return new BlobException(BlobException.Kind.UNAVAILABLE, e.getMessage(), e);
    }

    private static BlobException damaged(BlobKey key) {
        return new BlobException(
                BlobException.Kind.DAMAGED,
                "Expected blob " + key + " as it was sealed, but only its beginning is there.");
    }

    @Override
    public void list(Visitor visitor) throws BlobException {
        inner.list(visitor);
    }

    @Override
    public boolean delete(BlobKey key, Instant unlessPutAfter) throws BlobException {
        return inner.delete(key, unlessPutAfter);
    }

    @Override
    public String place() {
        return inner.place();
    }

    @Override
    public void close() {
        inner.close();
    }
}
