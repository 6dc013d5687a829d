package dev.weft.api.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A firing about to be noted.
 *
 * @param cause JSON, as in {@link StoredFiring}
 * @param code why it is given up at once; {@code null} where it is to be tried
 * @param patience how long it is tried
 */
public record NewFiring(
        String workflow,
        String trigger,
        String key,
        String cause,
        @Nullable String code,
        @Nullable String reason,
        Duration patience) {}
