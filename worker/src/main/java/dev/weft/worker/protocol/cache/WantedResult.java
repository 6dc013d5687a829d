package dev.weft.worker.protocol.cache;

import org.jspecify.annotations.Nullable;

/**
 * An output that is looked up.
 *
 * @param digest of all that it depends on
 * @param ttlMillis how old it may be; {@code null} for any age
 */
public record WantedResult(String digest, @Nullable Long ttlMillis) {}
