package dev.weft.api.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A subscription about to be saved; as in {@link StoredSubscription}. */
public record NewSubscription(
        String id,
        String url,
        List<String> types,
        @Nullable String workflow,
        @Nullable String filter,
        String secret,
        long retrySeconds,
        String by) {}
