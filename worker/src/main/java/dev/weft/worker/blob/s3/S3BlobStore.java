package dev.weft.worker.blob.s3;

import dev.weft.definitions.blob.BlobException;
import dev.weft.definitions.blob.BlobException.Kind;
import dev.weft.definitions.blob.BlobKey;
import dev.weft.definitions.blob.BlobStore;
import dev.weft.definitions.blob.Blobs;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Blobs as objects {@code <prefix><key>}. S3 shows an object only once it is whole; when it was put last is its time of change.
 * Thread safe.
 */
final class S3BlobStore implements BlobStore {
    private static final int NOT_FOUND = 404;
    private static final int FULL = 507;

    /** What was put so lately needn't be sent again: nobody deletes what is as young. */
    private static final Duration FRESH = Duration.ofHours(1);

    private final S3Client s3;
    private final String bucket;
    private final String prefix;

    /**
     * @param s3 is closed with this
     * @param prefix of all names; empty or ends with a slash
     */
    S3BlobStore(S3Client s3, String bucket, String prefix) {
        this.s3 = s3;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    @Override
    public void put(BlobKey key, byte[] content) throws BlobException {
        try {
            HeadObjectResponse there = head(key);
            if (there == null
                    || there.contentLength() != content.length
                    || there.lastModified().isBefore(Instant.now().minus(FRESH))) {
                s3.putObject(
                        request -> request.bucket(bucket).key(name(key)).contentType("application/octet-stream"),
                        RequestBody.fromBytes(content));
            }
        } catch (SdkException e) {
            throw failure("written", e);
        }
    }

    @Override
    public byte[] get(BlobKey key) throws BlobException {
        try {
            return s3.getObjectAsBytes(request -> request.bucket(bucket).key(name(key)))
                    .asByteArray();
        } catch (NoSuchKeyException e) {
            throw Blobs.missing(key, place(), e);
        } catch (SdkException e) {
            throw failure("read", e);
        }
    }

    @Override
    public void list(Visitor visitor) throws BlobException {
        try {
            for (S3Object found : s3.listObjectsV2Paginator(
                            request -> request.bucket(bucket).prefix(prefix))
                    .contents()) {
                String name = found.key().substring(prefix.length());
                if (BlobKey.isKey(name)) {
                    visitor.visit(new BlobKey(name), found.size(), found.lastModified());
                }
            }
        } catch (SdkException e) {
            throw failure("listed", e);
        }
    }

    /** Between the look and the deletion nobody keeps others out; see {@link #FRESH} for why that does no harm. */
    @Override
    public boolean delete(BlobKey key, Instant unlessPutAfter) throws BlobException {
        try {
            HeadObjectResponse there = head(key);
            if (there == null || there.lastModified().isAfter(unlessPutAfter)) {
                return false;
            }
            s3.deleteObject(request -> request.bucket(bucket).key(name(key)));
            return true;
        } catch (SdkException e) {
            throw failure("deleted", e);
        }
    }

    @Override
    public String place() {
        return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix.substring(0, prefix.length() - 1));
    }

    @Override
    public void close() {
        s3.close();
    }

    private @Nullable HeadObjectResponse head(BlobKey key) {
        try {
            return s3.headObject(request -> request.bucket(bucket).key(name(key)));
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    private String name(BlobKey key) {
        return prefix + key.sha256();
    }

    private BlobException failure(String what, SdkException e) {
        boolean full = e instanceof S3Exception answered && answered.statusCode() == FULL;
        return new BlobException(
                full ? Kind.FULL : Kind.UNAVAILABLE,
                full
                        ? "There is no space left in %s for a large value. Make room there; it is tried again."
                                .formatted(place())
                        : "Large values can't be %s in %s: %s. Look whether the bucket is there, and what the credentials may do."
                                .formatted(what, place(), e.getMessage()),
                e);
    }
}
