package dev.weft.api;

import dev.weft.api.store.TestDatabase;
import dev.weft.worker.blob.BlobStores;
import dev.weft.worker.protocol.large.LargeValueStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A server and a worker that keep large values in the same folder of a home of their own. */
record LargeApi(Path home, LargeValueStore large, ApiWorker worker, Api api) implements AutoCloseable {
    /**
     * Starts both.
     *
     * @param definition is saved
     */
    static LargeApi start(String definition) throws IOException {
        Path home = Api.folder();
        LargeValueStore large = new LargeValueStore(BlobStores.open(home, Map.of()));
        ApiWorker worker = ApiWorker.keeping(home, large);
        Api api = Api.start(Api.settings(home, TestDatabase.migratedUrl(), large));
        api.save(definition);
        return new LargeApi(home, large, worker, api);
    }

    @Override
    public void close() {
        worker.close();
        api.close();
        large.blobs().close();
    }
}
