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
import java.util.List;
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
        later.add(new Later(node, what, true));
    }

    /** Notes that this release doesn't start runs as something asks for. */
    void startsLater(Node node, String what) {
        later.add(new Later(node, what, false));
    }

    void error(ProblemCode code, Node node, String message, String hint) {
        problems.error(code, node, message, hint);
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
     * @return the map, or {@code null} where the node is none
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
        Set<String> meant = new HashSet<>();
        for (MapNode.Entry entry : map.entries().values()) {
            name(construct, entry.key(), meant);
        }
        boolean merged = problems.hasErrorBelow(map.path().field("<<"));
        for (Field field : construct.fields()) {
            boolean there = map.entries().containsKey(field.name()) || meant.contains(field.name()) || merged;
            if (field.required() && !there) {
                error(
                        ProblemCode.MISSING_FIELD,
                        owner,
                        "Expected the field \"" + field.name() + "\" in " + construct.name() + ", but it isn't there",
                        field.doc());
            }
        }
        return map;
    }

    private void name(Construct construct, ScalarNode key, Set<String> meant) {
        String name = key.text();
        Field known = construct.field(name).orElse(null);
        if (known != null && known.later()) {
            later(key, "\"" + name + "\" of " + construct.name());
        }
        if (known != null || problems.isFull()) {
            return;
        }
        String nearest = Suggestion.nearest(name, construct.names());
        if (nearest != null) {
            meant.add(nearest);
        }
        error(
                ProblemCode.UNKNOWN_FIELD,
                key,
                "Expected a field of " + construct.name() + ", but found \"" + name + '"',
                Suggestion.didYouMean(
                        name, construct.names(), "Its fields are " + Suggestion.list(construct.names()) + "."));
    }
}
