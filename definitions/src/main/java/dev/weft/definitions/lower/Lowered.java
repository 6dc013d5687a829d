package dev.weft.definitions.lower;

import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ProblemCollector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document of schema 3.0.0 that a front end made, or that was one from the start.
 *
 * @param from what was recognised: a version such as {@code 2.0.0}, or a dialect such as {@code steps}
 * @param changes what is different, in words for people; empty where the document is the author's own
 * @param key what names it among others of one file
 * @param document its nodes, with places in the author's text; {@code null} where there is too little to go on
 * @param problems found so far; more are added to them
 */
public record Lowered(
        String from,
        List<String> changes,
        Node key,
        @Nullable Node document,
        ProblemCollector problems) {
    public Lowered {
        changes = List.copyOf(changes);
    }
}
