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
 * @param output what is known of what it gives
 * @param effects whether it may have an effect outside of the run, which can be undone
 * @param quick whether what it does without an effect takes moments: then it may be done in the worker that has the run
 * @param later whether it is read and checked like any other, but not carried out by this release
 * @param <P> the record
 */
public record ActionSpec<P extends Record>(
        String name,
        String summary,
        Class<P> parameters,
        Trait trait,
        Output output,
        Effects effects,
        boolean quick,
        boolean later) {
    public ActionSpec {
        Objects.requireNonNull(name);
        Objects.requireNonNull(parameters);
        Objects.requireNonNull(output);
        Objects.requireNonNull(effects);
    }

    /** An action whose trait says whether it has effects. */
    public ActionSpec(String name, String summary, Class<P> parameters, Trait trait, Output output, boolean later) {
        this(name, summary, parameters, trait, output, Effects.of(trait), false, later);
    }

    /** An action that is carried out, and may take its time. */
    public ActionSpec(String name, String summary, Class<P> parameters, Trait trait, Output output, Effects effects) {
        this(name, summary, parameters, trait, output, effects, false, false);
    }

    /** An action that is carried out. */
    public ActionSpec(String name, String summary, Class<P> parameters, Trait trait, Output output) {
        this(name, summary, parameters, trait, output, false);
    }

    /** An action that is carried out, of whose output nothing is known. */
    public ActionSpec(String name, String summary, Class<P> parameters, Trait trait) {
        this(name, summary, parameters, trait, Output.Elsewhere.UNKNOWN);
    }
}
