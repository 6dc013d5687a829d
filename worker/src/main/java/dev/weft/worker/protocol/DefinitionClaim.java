package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Which definition a run wants to start.
 *
 * @param revision from 1; {@code null} for the newest
 * @param digest that the document must have, sha-256 in lower-case hexadecimal; {@code null} for any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DefinitionClaim(
        String workflow,
        @Nullable Integer revision,
        @Nullable String digest) {}
