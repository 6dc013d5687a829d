package dev.weft.worker.blob;

import dev.weft.definitions.blob.BlobException;
import dev.weft.definitions.blob.BlobStoreProvider;
import dev.weft.definitions.blob.Blobs;
import dev.weft.definitions.plugin.Plugins;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Finds the blob store that an operator has set. */
public final class BlobStores {
    /** The variable that says where blobs are. */
    public static final String PLACE = "WEFT_BLOBS";

    private BlobStores() {}

    /**
     * Opens the store that {@code WEFT_BLOBS} names: {@code file:/mnt/weft-blobs}, {@code s3://bucket/prefix}, or what a
     * plugin opens. Without it, files in {@code HOME/blobs}.
     *
     * @throws IllegalArgumentException where the place can't be, or two plugins open its scheme
     * @throws BlobException when it can't be had now
     */
    public static Blobs open(Path home, Map<String, String> environment) throws BlobException {
        String set = environment.getOrDefault(PLACE, "").strip();
        URI place = set.isEmpty()
                ? home.toAbsolutePath().normalize().resolve("blobs").toUri()
                : parsed(set);
        Map<String, BlobStoreProvider> providers = new TreeMap<>();
        for (BlobStoreProvider provider : Plugins.current().find(BlobStoreProvider.class)) {
            if (providers.put(provider.scheme(), provider) != null) {
                throw new IllegalArgumentException(
                        "Expected one blob store for '%s:', but found two. Remove one of the jars."
                                .formatted(provider.scheme()));
            }
        }
        BlobStoreProvider provider = place.getScheme() == null ? null : providers.get(place.getScheme());
        if (provider == null) {
            throw new IllegalArgumentException(
                    "Expected %s to begin with one of %s, but found '%s'. Write for example file:/mnt/weft-blobs or s3://bucket/prefix; another needs its jar in plugins/."
                            .formatted(PLACE, String.join(":, ", providers.keySet()) + ":", set));
        }
        return new Blobs(provider.open(place, environment));
    }

    private static URI parsed(String set) {
        try {
            return URI.create(set);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Expected %s to be a URI such as file:/mnt/weft-blobs or s3://bucket/prefix, but found '%s'."
                            .formatted(PLACE, set),
                    e);
        }
    }
}
