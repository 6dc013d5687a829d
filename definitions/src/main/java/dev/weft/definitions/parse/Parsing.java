package dev.weft.definitions.parse;

import dev.weft.definitions.action.ActionRegistry;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.ScalarNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the parsers of all constructs share while one document is parsed. Not thread safe. */
final class Parsing {
    private final ProblemCollector problems;
    private final ActionRegistry actions;
    private final List<ExpressionSite> sites = new ArrayList<>();
    private final List<Unmarked> unmarked = new ArrayList<>();
    private final List<Later> later = new ArrayList<>();

    Parsing(ProblemCollector problems, ActionRegistry actions) {
        this.problems = problems;
        this.actions = actions;
    }

    ProblemCollector problems() {
        return problems;
    }

    ActionRegistry actions() {
        return actions;
    }

    /** Every expression met so far. */
    List<ExpressionSite> sites() {
        return sites;
    }

    /** Every text met so far in which an expression may be meant. */
    List<Unmarked> unmarked() {
        return unmarked;
    }

    /** What this release can't carry out, as far as met. */
    List<Later> later() {
        return later;
    }

    /** Notes that this release can't carry something out. */
    void later(Node node, String what) {
        later.add(new Later(node, what));
    }

    void error(ProblemCode code, Node node, String message, String hint) {
        // A field whose name is wrong may not be the one that excludes another.
        if (code != ProblemCode.CONFLICT || !problems.hasErrorBelow(node.path())) {
            problems.error(code, node, message, hint);
        }
    }

    /** Says that a value is of the wrong kind. */
    void mismatch(String field, String expected, Node found, String hint) {
        if (problems.hasErrorBelow(found.path())) {
            return;
        }
        problems.error(
                ProblemCode.TYPE,
                found,
                "Expected " + expected + " for " + field + ", but found " + found.describe(),
                hint);
    }

    /** As {@link #open(Node, Construct, Node)}, of a field that may be missing; what it lacks is reported at its name. */
    @Nullable MapNode open(MapNode.@Nullable Entry entry, Construct construct) {
        return entry == null ? null : open(entry.value(), construct, entry.key());
    }

    /**
     * Checks the names of a construct's fields: unknown, not supported, missing.
     *
     * @param owner what a missing field is reported at
     * @return the map, a misspelt field under the name that is meant, so that nothing is said that only follows from the
     *     spelling; {@code null} where the node is no map
     */
    @Nullable MapNode open(@Nullable Node node, Construct construct, Node owner) {
        if (!(node instanceof MapNode map)) {
            if (node != null) {
                error(
                        ProblemCode.TYPE,
                        node,
                        "Expected " + construct.name() + " as a map, but found " + node.describe(),
                        "Its fields are " + Suggestion.list(construct.names()) + ".");
            }
            return null;
        }
        Map<String, MapNode.Entry> meant = new LinkedHashMap<>();
        Set<String> replaced = new HashSet<>();
        int unknown = 0;
        for (MapNode.Entry entry : map.entries().values()) {
            if (!name(construct, entry)) {
                unknown++;
                Optional<UnitInName> unit = construct.unit(entry);
                String field = unit.map(UnitInName::field)
                        .orElseGet(() -> construct.meant(entry.key().text()));
                if (field != null && !map.entries().containsKey(field)) {
                    replaced.add(field);
                    if (unit.isEmpty() && construct.readsAsMeant(entry.key().text())) {
                        meant.putIfAbsent(field, entry);
                    }
                }
            }
        }
        // Of a map with a single field, what is there in its place is said to be wrong already.
        boolean other = unknown > 0 && construct.fields().size() == 1;
        boolean merged = problems.hasErrorBelow(map.path().field("<<"));
        for (Field field : construct.fields()) {
            boolean there =
                    map.entries().containsKey(field.name()) || replaced.contains(field.name()) || merged || other;
            if (field.required() && !there) {
                error(
                        ProblemCode.MISSING_FIELD,
                        owner,
                        "Expected the field \"" + field.name() + "\" in " + construct.name() + ", but it isn't there",
                        field.doc());
            }
        }
        return meant.isEmpty() ? map : renamed(map, meant);
    }

    private static MapNode renamed(MapNode map, Map<String, MapNode.Entry> meant) {
        Map<String, MapNode.Entry> entries = new LinkedHashMap<>(map.entries());
        entries.putAll(meant);
        return new MapNode(entries, map.span(), map.path(), map.size());
    }

    /** Whether a construct has a field of a name. */
    private boolean name(Construct construct, MapNode.Entry entry) {
        ScalarNode key = entry.key();
        String name = key.text();
        Field known = construct.field(name).orElse(null);
        if (known != null && known.later()) {
            later(key, "\"" + name + "\" of " + construct.name());
        }
        if (known != null || problems.isFull()) {
            return known != null;
        }
        error(
                ProblemCode.UNKNOWN_FIELD,
                key,
                "Expected a field of " + construct.name() + ", but found \"" + name + '"',
                construct.cure(entry));
        return false;
    }
}
