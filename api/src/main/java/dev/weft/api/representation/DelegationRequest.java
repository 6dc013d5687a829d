package dev.weft.api.representation;

import dev.weft.api.openapi.Demanded;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may decide in the caller's place.
 *
 * @param to {@code user:<id>} or the id alone
 * @param level that is meant, from 1; the one asked now where it is missing
 */
public record DelegationRequest(
        @Demanded @Nullable String to, @Nullable Integer level) {}
