package dev.weft.definitions.action;

import java.util.Objects;

/**
 * What is known of an action without running it.
 *
 * @param name as authors write it, {@code [a-z][a-z0-9_]*}
 * @param summary one sentence
 * @param parameters record whose components are its parameters, in snake case for authors; a component is required
 *     unless it is annotated {@code @Nullable}; each has a {@link Doc}
 * @param trait how it is carried out
 * @param <P> the record
 */
public record ActionSpec<P extends Record>(String name, String summary, Class<P> parameters, Trait trait) {
    public ActionSpec {
        Objects.requireNonNull(name);
        Objects.requireNonNull(parameters);
    }
}
