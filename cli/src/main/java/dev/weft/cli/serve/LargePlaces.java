package dev.weft.cli.serve;

import dev.weft.definitions.blob.BlobException;
import dev.weft.definitions.blob.Blobs;
import dev.weft.platform.Environment;
import dev.weft.platform.home.HomeFolder;
import dev.weft.worker.blob.BlobStores;

/** Opens the place of large values that the environment names. */
final class LargePlaces {
    private LargePlaces() {}

    static Blobs open(HomeFolder home, Environment environment) throws StartException {
        try {
            return BlobStores.open(home.path(), environment.variables());
        } catch (BlobException | IllegalArgumentException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }
}
