package dev.weft.api.service;

import dev.weft.api.auth.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Who saves or deletes definitions.
 *
 * @param name as revisions keep it
 * @param limited whose roles hold for the definitions with some labels alone; {@code null} where they hold for all
 */
public record Author(String name, @Nullable Caller limited) {
    /** Somebody who calls. */
    public static Author of(Caller caller) {
        return new Author(caller.user(), caller.isGlobal() ? null : caller);
    }

    /** The platform itself, which loads what its settings name. */
    static Author platform(String origin) {
        return new Author(origin, null);
    }
}
