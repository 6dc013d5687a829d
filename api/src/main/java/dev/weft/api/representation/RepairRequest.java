package dev.weft.api.representation;

import org.jspecify.annotations.Nullable;

/**
 * What the doctor is to repair.
 *
 * @param deep whether also what reads all histories is looked at
 * @param id the same id asks for the same repair, while it goes on and for a while after; {@code null} for one of its own
 */
public record RepairRequest(
        @Nullable Boolean deep, @Nullable String id) {}
