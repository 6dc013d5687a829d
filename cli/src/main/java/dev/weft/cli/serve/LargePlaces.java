package dev.weft.cli.serve;

import dev.weft.definitions.blob.BlobException;
import dev.weft.definitions.blob.Blobs;
import dev.weft.platform.Environment;
import dev.weft.platform.home.HomeFolder;
import dev.weft.worker.blob.BlobStores;
import dev.weft.worker.protocol.codec.SealedBlobStore;
import dev.weft.worker.protocol.codec.Sealer;

/** Opens the place of large values that the environment names. */
final class LargePlaces {
    private LargePlaces() {}

    static Blobs open(HomeFolder home, Environment environment, Sealer sealer) throws StartException {
        try {
            return new Blobs(new SealedBlobStore(
                    BlobStores.open(home.path(), environment.variables()).store(), sealer));
        } catch (BlobException | IllegalArgumentException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }
}
