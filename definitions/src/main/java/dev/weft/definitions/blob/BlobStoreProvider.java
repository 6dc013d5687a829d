package dev.weft.definitions.blob;

import java.net.URI;
import java.util.Map;

/**
 * A kind of blob stores: the SPI, found by {@link java.util.ServiceLoader}. A class of one is named in
 * {@code META-INF/services/dev.weft.definitions.blob.BlobStoreProvider}.
 */
public interface BlobStoreProvider {
    /** The scheme of the places that it opens, such as {@code s3}: the one provider of it. */
    String scheme();

    /**
     * Opens a place.
     *
     * @param place as the operator has set it; its scheme is this one's
     * @param environment variables of the process; where credentials come from them, they stay out of every message
     * @throws IllegalArgumentException for a place that can't be; says what one looks like
     * @throws BlobException when it can't be had now
     */
    BlobStore open(URI place, Map<String, String> environment) throws BlobException;
}
