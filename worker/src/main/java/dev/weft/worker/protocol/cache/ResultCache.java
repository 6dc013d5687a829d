package dev.weft.worker.protocol.cache;

import java.util.Collection;
import java.util.List;

/**
 * Keeps outputs for other runs. Nothing depends on it: what it doesn't have is worked for. Each call answers within two
 * seconds, or fails. Thread safe.
 */
public interface ResultCache extends AutoCloseable {
    /** Those that are there, are not too old, and are of runs that have not been undone since. */
    LookedUp find(Collection<WantedResult> wanted) throws ResultCacheException;

    /** Puts outputs, each in the place of the one under its digest: the last that is put stands. */
    void put(List<CachedResult> results) throws ResultCacheException;

    /** Drops what a run has put, up to one going of it. */
    void drop(String run, int generation) throws ResultCacheException;

    @Override
    void close();
}
