package dev.weft.worker.activity;

import dev.weft.worker.protocol.cache.CacheMiss;
import dev.weft.worker.protocol.cache.CachedResult;
import dev.weft.worker.protocol.cache.FoundResult;
import dev.weft.worker.protocol.cache.LookedUp;
import dev.weft.worker.protocol.cache.ResultCache;
import dev.weft.worker.protocol.cache.ResultCacheException;
import dev.weft.worker.protocol.cache.ResultDesk;
import dev.weft.worker.protocol.cache.WantedResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cache for the runs of this worker. One that fails is left alone for half a minute, so that runs don't wait for it again
 * and again. Thread safe.
 */
public final class ResultMessages implements ResultDesk {
    private static final Logger LOG = LoggerFactory.getLogger(ResultMessages.class);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(30);

    /** Characters of outputs in one answer, unless one alone has more: it stands in the run's history. */
    private static final int MOST = 1_000_000;

    private final @Nullable ResultCache cache;
    private boolean failed;
    private long leftAloneUntil;

    /**
     * @param cache remains the caller's to close; {@code null} for none
     */
    public ResultMessages(@Nullable ResultCache cache) {
        this.cache = cache;
    }

    private interface Use<T> {
        T of(ResultCache cache) throws ResultCacheException;
    }

    @Override
    public Answer find(List<WantedResult> wanted) {
        Map<String, FoundResult> found = new LinkedHashMap<>();
        Optional<LookedUp> looked = use(there -> Optional.of(there.find(wanted)), Optional.empty());
        looked.ifPresent(there -> there.found().forEach(one -> found.put(one.digest(), one)));
        Map<String, CacheMiss> missed = new LinkedHashMap<>();
        Map<String, FoundResult> told = new LinkedHashMap<>();
        int answered = 0;
        long size = 0;
        for (WantedResult one : wanted) {
            FoundResult result = found.get(one.digest());
            size += result == null ? 0 : result.output().length();
            if (answered > 0 && size > MOST) {
                break;
            }
            answered++;
            if (result == null) {
                missed.put(one.digest(), miss(looked, one));
            } else {
                told.put(one.digest(), result);
            }
        }
        return new Answer(answered, List.copyOf(told.values()), missed);
    }

    private static CacheMiss miss(Optional<LookedUp> looked, WantedResult wanted) {
        return looked.map(there -> there.expired().contains(wanted.digest()) ? CacheMiss.EXPIRED : CacheMiss.ABSENT)
                .orElse(CacheMiss.UNAVAILABLE);
    }

    @Override
    public void put(List<CachedResult> results) {
        use(
                there -> {
                    there.put(results);
                    return true;
                },
                false);
    }

    @Override
    public void drop(String run, int generation) {
        use(
                there -> {
                    there.drop(run, generation);
                    return true;
                },
                false);
    }

    private <T> T use(Use<T> use, T otherwise) {
        if (cache == null || isLeftAlone()) {
            return otherwise;
        }
        try {
            T answer = use.of(cache);
            answers();
            return answer;
        } catch (ResultCacheException e) {
            fails(e);
            return otherwise;
        }
    }

    private synchronized boolean isLeftAlone() {
        return failed && leftAloneUntil - System.nanoTime() > 0;
    }

    private synchronized void answers() {
        if (failed) {
            failed = false;
            LOG.info("The result cache answers again.");
        }
    }

    private synchronized void fails(ResultCacheException why) {
        if (!failed) {
            LOG.warn("The result cache can't be used now; runs work as without it: {}", why.getMessage());
        }
        failed = true;
        leftAloneUntil = System.nanoTime() + LEFT_ALONE.toNanos();
    }
}
