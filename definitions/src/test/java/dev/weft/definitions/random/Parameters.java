package dev.weft.definitions.random;

/** The fields of an action's parameters, or below: a definition keeps them as they are written. */
final class Parameters extends Fields {
    private static final long serialVersionUID = 1;
}
