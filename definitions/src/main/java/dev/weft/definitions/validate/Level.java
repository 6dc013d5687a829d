package dev.weft.definitions.validate;

import org.jspecify.annotations.Nullable;

/**
 * Tasks that stand beside one another: those of the document, of a block, or one in place, which stands alone.
 *
 * @param graph of them
 * @param owner task that they belong to; {@code null} at the top
 * @param relation to the owner
 */
public record Level(Graph graph, @Nullable TaskPlace owner, Relation relation) {
    /** What the tasks are to their owner. */
    public enum Relation {
        /** They have none. */
        TOP,
        /** It is their block. */
        BLOCK,
        /** What is done instead of it. */
        FALLBACK,
        /** What undoes it. */
        COMPENSATION
    }
}
