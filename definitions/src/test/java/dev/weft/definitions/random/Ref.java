package dev.weft.definitions.random;

/**
 * Something that an expression may read.
 *
 * @param text of it, such as {@code inputs.x}
 */
record Ref(String text, Kind kind) {
    /** The same below something, such as {@code .status} below {@code tasks.a.output}. */
    Ref below(String owner) {
        return new Ref(owner + text, kind);
    }
}
