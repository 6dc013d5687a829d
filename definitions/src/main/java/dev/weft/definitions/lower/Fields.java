package dev.weft.definitions.lower;

import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a map in a front end's documents.
 *
 * @param owner what has them, with its article, such as {@code a step}
 * @param names in the order in which people are told of them
 * @param required those that must be there, with what to write, by name
 * @param foreign what to say of fields that other documents have, by name
 */
public record Fields(String owner, List<String> names, Map<String, String> required, Map<String, String> foreign) {
    /** Fields of which nothing is known of other documents. */
    public Fields(String owner, List<String> names, Map<String, String> required) {
        this(owner, names, required, Map.of());
    }

    /**
     * Checks the names of a map's fields: unknown, missing.
     *
     * @param place what a missing field is reported at
     * @return the map, or {@code null} where the node is none, which is reported
     */
    public @Nullable MapNode open(Lowering lowering, Node node, Node place) {
        if (!(node instanceof MapNode map)) {
            lowering.error(
                    ProblemCode.TYPE,
                    node,
                    "Expected " + owner + " as a map, but found " + node.describe(),
                    "Its fields are " + Suggestion.list(names) + ".");
            return null;
        }
        Set<String> meant = new HashSet<>();
        for (MapNode.Entry entry : map.entries().values()) {
            if (!names.contains(entry.key().text())) {
                unknown(lowering, entry.key(), meant);
            }
        }
        boolean merged = lowering.problems().hasErrorBelow(map.path().field("<<"));
        required.forEach((name, doc) -> {
            if (!map.entries().containsKey(name) && !meant.contains(name) && !merged) {
                lowering.error(
                        ProblemCode.MISSING_FIELD,
                        place,
                        "Expected the field \"" + name + "\" in " + owner + ", but it isn't there",
                        doc);
            }
        });
        return map;
    }

    private void unknown(Lowering lowering, ScalarNode key, Set<String> meant) {
        if (lowering.problems().isFull()) {
            return;
        }
        String name = key.text();
        String elsewhere = foreign.get(name);
        String nearest = elsewhere == null ? Suggestion.nearest(name, names) : null;
        if (nearest != null) {
            meant.add(nearest);
        }
        lowering.error(
                ProblemCode.UNKNOWN_FIELD,
                key,
                "Expected a field of " + owner + ", but found \"" + name + '"',
                elsewhere != null
                        ? elsewhere
                        : nearest != null
                                ? "Did you mean \"" + nearest + "\"?"
                                : "Its fields are " + Suggestion.list(names) + ".");
    }

    /** Whether a name was meant to be a field that isn't there: what needs the field then has nothing more to say. */
    public boolean isMisspelt(MapNode map, String field) {
        return !map.entries().containsKey(field)
                && map.entries().keySet().stream()
                        .filter(name -> !names.contains(name) && !foreign.containsKey(name))
                        .anyMatch(name -> field.equals(Suggestion.nearest(name, names)));
    }

    /** Where a field that is missing from a whole document is shown: at its first key rather than over all of it. */
    public static Node top(MapNode map) {
        return map.entries().isEmpty()
                ? map
                : map.entries().values().iterator().next().key();
    }
}
