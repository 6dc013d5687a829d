package dev.weft.worker.blob.file;

import dev.weft.definitions.blob.BlobException;
import dev.weft.definitions.blob.BlobStore;
import dev.weft.definitions.blob.BlobStoreProvider;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Map;

/** Opens {@code file:} places. */
public final class FileBlobs implements BlobStoreProvider {
    @Override
    public String scheme() {
        return "file";
    }

    @Override
    public BlobStore open(URI place, Map<String, String> environment) throws BlobException {
        Path folder;
        try {
            folder = Path.of(place);
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new IllegalArgumentException(
                    "Expected a folder such as file:/mnt/weft-blobs, but found '%s'.".formatted(place), e);
        }
        return FileBlobStore.open(folder);
    }
}
