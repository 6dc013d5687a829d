package dev.weft.definitions.migrate.rewrite;

import java.util.List;

/**
 * A definition in schema 3.0.0.
 *
 * @param id of the definition
 * @param from what it was written in, such as {@code 2.0.0} or {@code steps}
 * @param changes what is different, in words for people; empty where nothing is
 * @param text YAML, or the author's own text where nothing is different
 */
public record Rewritten(String id, String from, List<String> changes, String text) {
    public Rewritten {
        changes = List.copyOf(changes);
    }
}
