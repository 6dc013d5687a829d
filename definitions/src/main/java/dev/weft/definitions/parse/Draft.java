package dev.weft.definitions.parse;

import dev.weft.definitions.model.Definition;
import dev.weft.definitions.source.MapNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A definition as far as it could be read, with its places: what the rules look at.
 *
 * @param root the document
 * @param tasks of the top by id, in the order written
 * @param sites every expression of the document
 * @param unmarked texts in which an expression may be meant
 * @param later what this release can't carry out
 * @param definition {@code null} where something that it is made of is missing
 */
public record Draft(
        MapNode root,
        Map<String, TaskDraft> tasks,
        List<ExpressionSite> sites,
        List<Unmarked> unmarked,
        List<Later> later,
        @Nullable Definition definition) {
    public Draft {
        tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
        sites = List.copyOf(sites);
        unmarked = List.copyOf(unmarked);
        later = List.copyOf(later);
    }
}
