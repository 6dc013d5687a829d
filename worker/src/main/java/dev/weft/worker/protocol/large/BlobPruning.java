package dev.weft.worker.protocol.large;

import dev.weft.definitions.blob.BlobException;
import dev.weft.definitions.blob.BlobKey;
import dev.weft.definitions.blob.Blobs;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Deletes blobs that nothing names any more. What was put after a time stays whatever names it: whoever has put it may not have said
 * so yet. Where anything can't be read, nothing is deleted.
 */
public final class BlobPruning {
    /** All that may name blobs, but for other blobs. */
    @FunctionalInterface
    public interface Namers {
        /**
         * Shows the contents of each that hasn't been shown, and of each that may be another by now. An exception ends the pruning
         * before anything is deleted.
         */
        void show(Consumer<byte[]> contents);
    }

    /**
     * What came of it.
     *
     * @param looked how many blobs there were
     * @param young how many of them were put too lately to be deleted
     * @param named how many of the others are named
     * @param deleted how many were deleted, or would be
     * @param bytes of these
     */
    public record Outcome(int looked, int young, int named, int deleted, long bytes) {}

    private final Blobs blobs;
    private final Instant before;
    private final Map<BlobKey, Long> old = new LinkedHashMap<>();
    private final Set<BlobKey> there = new HashSet<>();
    private final Set<BlobKey> named = new HashSet<>();
    private final Deque<BlobKey> unread = new ArrayDeque<>();

    private BlobPruning(Blobs blobs, Instant before) {
        this.blobs = blobs;
        this.before = before;
    }

    /**
     * Deletes what nothing names.
     *
     * @param before blobs that were put after this stay
     * @param really whether they are deleted; else they are only counted
     * @throws BlobException where the store can't be used
     */
    public static Outcome prune(Blobs blobs, Namers namers, Instant before, boolean really) throws BlobException {
        BlobPruning pruning = new BlobPruning(blobs, before);
        // What is put from here on is not among the old.
        pruning.list();
        pruning.mark(namers);
        // What was begun meanwhile may have taken a name from what is gone by now.
        pruning.mark(namers);
        return pruning.sweep(really);
    }

    private void list() throws BlobException {
        blobs.store().list((key, bytes, putAt) -> {
            there.add(key);
            if (!putAt.isAfter(before)) {
                old.put(key, bytes);
            }
        });
    }

    private void mark(Namers namers) throws BlobException {
        if (old.isEmpty()) {
            return;
        }
        namers.show(this::names);
        while (!unread.isEmpty()) {
            BlobKey next = unread.remove();
            try {
                names(blobs.get(next));
            } catch (BlobException e) {
                if (e.kind() != BlobException.Kind.MISSING) {
                    throw e;
                }
                // It is gone meanwhile: nobody can reach anything by it.
            }
        }
    }

    private void names(byte[] content) {
        NamedBlobs.in(content, key -> {
            if (there.contains(key) && named.add(key)) {
                unread.add(key);
            }
        });
    }

    private Outcome sweep(boolean really) throws BlobException {
        int kept = 0;
        int deleted = 0;
        long bytes = 0;
        for (Map.Entry<BlobKey, Long> one : old.entrySet()) {
            if (named.contains(one.getKey())) {
                kept++;
            } else if (!really || blobs.store().delete(one.getKey(), before)) {
                deleted++;
                bytes += one.getValue();
            }
        }
        return new Outcome(there.size(), there.size() - old.size(), kept, deleted, bytes);
    }
}
