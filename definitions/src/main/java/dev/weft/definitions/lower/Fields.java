package dev.weft.definitions.lower;

import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapBuilder;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a map in a front end's documents.
 *
 * @param owner what has them, with its article, such as {@code a step}
 * @param names in the order in which people are told of them
 * @param required those that must be there, with what to write, by name
 * @param foreign what to say of fields that other documents have, by name
 * @param renamed fields of which other documents have another name: from that name to the one here
 */
public record Fields(
        String owner,
        List<String> names,
        Map<String, String> required,
        Map<String, String> foreign,
        Map<String, String> renamed) {
    /** Fields of which nothing is known of other documents. */
    public Fields(String owner, List<String> names, Map<String, String> required) {
        this(owner, names, required, Map.of(), Map.of());
    }

    /**
     * Checks the names of a map's fields: unknown, missing.
     *
     * @param place what a missing field is reported at
     * @return the map, a misspelt field under the name that is meant, so that the rest is said, too; {@code null} where the
     *     node is none, which is reported
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
        Map<String, String> meant = new HashMap<>();
        for (MapNode.Entry entry : map.entries().values()) {
            String name = entry.key().text();
            if (!names.contains(name)) {
                String field = meant(name);
                unknown(lowering, entry.key(), field);
                if (field != null && !map.entries().containsKey(field) && !meant.containsValue(field)) {
                    meant.put(name, field);
                }
            }
        }
        MapNode read = meant.isEmpty() ? map : read(map, meant);
        boolean merged = lowering.problems().hasErrorBelow(map.path().field("<<"));
        required.forEach((name, doc) -> {
            if (!read.entries().containsKey(name) && !merged) {
                lowering.error(
                        ProblemCode.MISSING_FIELD,
                        place,
                        "Expected the field \"" + name + "\" in " + owner + ", but it isn't there",
                        doc);
            }
        });
        return read;
    }

    private @Nullable String meant(String name) {
        String here = renamed.get(name);
        return here != null || foreign.containsKey(name) ? here : Suggestion.nearest(name, names);
    }

    private static MapNode read(MapNode map, Map<String, String> meant) {
        MapBuilder read = new MapBuilder(map);
        for (MapNode.Entry entry : map.entries().values()) {
            String field = meant.get(entry.key().text());
            read.put(field == null ? entry.key() : Made.text(field, entry.key()), entry.value());
        }
        return read.build();
    }

    private void unknown(Lowering lowering, ScalarNode key, @Nullable String meant) {
        if (lowering.problems().isFull()) {
            return;
        }
        String name = key.text();
        String elsewhere = foreign.get(name);
        lowering.error(
                ProblemCode.UNKNOWN_FIELD,
                key,
                "Expected a field of " + owner + ", but found \"" + name + '"',
                elsewhere != null
                        ? elsewhere
                        : renamed.containsKey(name)
                                ? "Here it is \"" + meant + "\"."
                                : meant != null
                                        ? "Did you mean \"" + meant + "\"?"
                                        : "Its fields are " + Suggestion.list(names) + ".");
    }

    /** Where a field that is missing from a whole document is shown: at its first key rather than over all of it. */
    public static Node top(MapNode map) {
        return map.entries().isEmpty()
                ? map
                : map.entries().values().iterator().next().key();
    }
}
