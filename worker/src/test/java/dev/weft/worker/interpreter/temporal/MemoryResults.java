package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.protocol.cache.CachedResult;
import dev.weft.worker.protocol.cache.FoundResult;
import dev.weft.worker.protocol.cache.LookedUp;
import dev.weft.worker.protocol.cache.ResultCache;
import dev.weft.worker.protocol.cache.ResultCacheException;
import dev.weft.worker.protocol.cache.WantedResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A result cache in memory, which can be slow or away. Thread safe. */
final class MemoryResults implements ResultCache {
    /** What comes before each use of it. */
    interface Trouble {
        void come() throws ResultCacheException, InterruptedException;
    }

    final List<CachedResult> put = new CopyOnWriteArrayList<>();
    final List<WantedResult> asked = new CopyOnWriteArrayList<>();
    private final Map<String, CachedResult> all = new LinkedHashMap<>();
    private volatile Trouble trouble = () -> {};

    void trouble(Trouble that) {
        trouble = that;
    }

    @Override
    public LookedUp find(Collection<WantedResult> wanted) throws ResultCacheException {
        comeToTrouble();
        asked.addAll(wanted);
        List<FoundResult> found = new ArrayList<>();
        synchronized (all) {
            for (WantedResult one : wanted) {
                CachedResult there = all.get(one.digest());
                if (there != null) {
                    found.add(new FoundResult(there.digest(), there.run(), there.output()));
                }
            }
        }
        return new LookedUp(found, Set.of());
    }

    @Override
    public void put(List<CachedResult> results) throws ResultCacheException {
        comeToTrouble();
        put.addAll(results);
        synchronized (all) {
            results.forEach(result -> all.put(result.digest(), result));
        }
    }

    @Override
    public void drop(String run, int generation) throws ResultCacheException {
        comeToTrouble();
        synchronized (all) {
            all.values().removeIf(one -> one.run().equals(run) && one.generation() <= generation);
        }
    }

    private void comeToTrouble() throws ResultCacheException {
        try {
            trouble.come();
        } catch (InterruptedException e) {
            throw new ResultCacheException("interrupted", e);
        }
    }

    @Override
    public void close() {}
}
