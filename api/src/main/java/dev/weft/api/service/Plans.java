package dev.weft.api.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.plan.Plan;

/** Compiled definitions, a few of them kept: compiling is a pure function of the canonical document. Thread safe. */
public final class Plans {
    private static final int KEPT = 64;
    private final Cache<String, Plan> plans =
            Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build();

    /**
     * The plan of a canonical document.
     *
     * @throws IllegalArgumentException when it isn't one, or one of its actions isn't there any more
     */
    public Plan of(String document) {
        return plans.get(Definitions.digest(document), digest -> Definitions.compile(document));
    }
}
