package dev.weft.definitions.lower;

import dev.weft.definitions.source.FieldNames;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way to write definitions: lowers its documents to schema 3.0.0. Thread safe; never throws for what an author can write. */
public interface FrontEnd {
    /** What its documents are called, such as {@code the dialect "steps"}. */
    String title();

    /** By what it is recognised, for people, such as {@code "workflows" (steps)}. */
    String recognisedBy();

    /** What only its own documents have, or {@code null} where it isn't there. */
    @Nullable Node mark(MapNode document);

    /** What its own documents have, though a mistake in others may look alike; or {@code null} where it isn't there. */
    @Nullable Node hint(MapNode document);

    /** What a document that was recognised calls the fields of tasks. */
    FieldNames names(MapNode document);

    /** The definitions of a document that was recognised, at least one. */
    List<Lowered> lower(MapNode document, Lowering lowering);
}
