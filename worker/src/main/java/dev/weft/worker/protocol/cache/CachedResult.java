package dev.weft.worker.protocol.cache;

import org.jspecify.annotations.Nullable;

/**
 * An output as it is put to the cache.
 *
 * @param digest of all that it depends on, in lower-case hexadecimal
 * @param workflow id of the definition
 * @param run id of the run that it is of
 * @param generation which going of that run
 * @param path of the task, with its item or turn; empty for the outputs of the whole run
 * @param ttlMillis how long it may be taken; {@code null} for ever
 * @param output a value of the language, as JSON text
 */
public record CachedResult(
        String digest,
        String workflow,
        String run,
        int generation,
        String path,
        @Nullable Long ttlMillis,
        String output) {}
