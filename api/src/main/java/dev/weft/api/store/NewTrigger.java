package dev.weft.api.store;

import org.jspecify.annotations.Nullable;

/**
 * A trigger of a revision about to be saved.
 *
 * @param type of the events that it starts runs by; {@code null} of another kind
 */
public record NewTrigger(
        String name, TriggerKind kind, @Nullable String type) {}
