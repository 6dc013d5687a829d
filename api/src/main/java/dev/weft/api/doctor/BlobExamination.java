package dev.weft.api.doctor;

import dev.weft.api.gateway.Gateway;
import dev.weft.api.large.LargeValues;
import dev.weft.api.store.ResultStore;
import dev.weft.definitions.blob.BlobException;
import dev.weft.definitions.blob.BlobKey;
import dev.weft.worker.protocol.large.NamedBlobs;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Blobs that a run which Temporal keeps, or a kept result, names, and that aren't there. Reads all histories. */
final class BlobExamination implements Examination {
    private static final String CHECK = "blobs";

    private final Gateway gateway;
    private final ResultStore results;
    private final LargeValues large;

    BlobExamination(Gateway gateway, ResultStore results, LargeValues large) {
        this.gateway = gateway;
        this.results = results;
        this.large = large;
    }

    @Override
    public String check() {
        return CHECK;
    }

    @Override
    public boolean isDeep() {
        return true;
    }

    @Override
    public Look look() {
        if (!large.canKeep()) {
            return new Look(0, List.of());
        }
        TreeMap<String, String> named = new TreeMap<>();
        // What is put is there before it is named.
        results.outputs(output -> NamedBlobs.handles(
                output.getBytes(StandardCharsets.UTF_8), key -> named.put(key.sha256(), "a kept result")));
        gateway.contents()
                .show((run, content) -> NamedBlobs.handles(content, key -> named.put(key.sha256(), "run " + run)));
        Set<BlobKey> there = new HashSet<>();
        try {
            large.blobs().store().list((key, bytes, putAt) -> there.add(key));
        } catch (BlobException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        String place = large.blobs().store().place();
        List<Finding> findings = named.entrySet().stream()
                .filter(one -> !there.contains(new BlobKey(one.getKey())))
                .map(
                        one -> Finding.error(
                                CHECK,
                                one.getKey(),
                                "Blob %s is named by %s, but isn't in %s."
                                        .formatted(one.getKey(), one.getValue(), place),
                                "Is WEFT_BLOBS the same everywhere? Put it back from a backup, or restart the run from the task that gave it; of a kept result: «weft cache clear»."))
                .toList();
        return new Look(named.size(), findings);
    }
}
