package dev.weft.cli.cases;

import dev.weft.definitions.duration.DurationText;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Severity;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.NodeValues;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.ScalarNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of a map in a test file: each gives its value, or says at its place what is wrong with it. */
final class Fields {
    private final ProblemCollector problems;
    private final MapNode node;
    private final String what;

    private Fields(ProblemCollector problems, MapNode node, String what) {
        this.problems = problems;
        this.node = node;
        this.what = what;
    }

    /**
     * The fields of a node; {@code null} where it is no map.
     *
     * @param what it is, with its article
     * @param known names of the fields
     */
    static @Nullable Fields of(ProblemCollector problems, Node node, String what, List<String> known) {
        if (!(node instanceof MapNode map)) {
            problems.error(
                    ProblemCode.TYPE,
                    node,
                    "Expected " + what + ": a map, but found " + node.describe(),
                    "Its fields are " + Suggestion.list(known) + ".");
            return null;
        }
        map.entries().forEach((name, entry) -> {
            if (!known.contains(name)) {
                problems.add(
                        ProblemCode.UNKNOWN_FIELD,
                        Severity.ERROR,
                        entry.key().span(),
                        entry.value().path(),
                        "Expected a field of " + what + ", but found \"" + name + '"',
                        Suggestion.didYouMean(name, known, "Its fields are " + Suggestion.list(known) + "."));
            }
        });
        return new Fields(problems, map, what);
    }

    @Nullable Node node(String name) {
        Node found = node.get(name);
        return found instanceof ScalarNode scalar && scalar.isNull() ? null : found;
    }

    /** Whether the field is there, be it {@code null}. */
    boolean has(String name) {
        return node.get(name) != null;
    }

    /** The place of the whole. */
    Node at() {
        return node;
    }

    @Nullable String text(String name) {
        Node found = node(name);
        return found == null ? null : text(found, name).orElse(null);
    }

    /** A text that must be there; empty where it isn't. */
    String required(String name) {
        if (node(name) == null) {
            problems.error(
                    ProblemCode.MISSING_FIELD,
                    node,
                    "Expected " + what + " with \"" + name + "\", but found none",
                    "Add " + name + ": ….");
            return "";
        }
        String text = text(name);
        return text == null ? "" : text;
    }

    private Optional<String> text(Node found, String name) {
        if (found instanceof ScalarNode scalar
                && scalar.value() != null
                && !scalar.text().isBlank()) {
            return Optional.of(scalar.text());
        }
        wrong(found, name, "text");
        return Optional.empty();
    }

    /** One of some words. */
    @Nullable String word(String name, List<String> words) {
        Node found = node(name);
        String text = text(name);
        if (text != null && found != null && !words.contains(text)) {
            problems.error(
                    ProblemCode.VALUE,
                    found,
                    "Expected \"" + name + "\" of " + Suggestion.list(words) + ", but found \"" + text + '"',
                    Suggestion.didYouMean(text, words, ""));
            return null;
        }
        return text;
    }

    Duration duration(String name, Duration otherwise) {
        Duration found = duration(name);
        return found == null ? otherwise : found;
    }

    @Nullable Duration duration(String name) {
        Node found = node(name);
        if (found == null) {
            return null;
        }
        Optional<Duration> duration =
                found instanceof ScalarNode scalar ? DurationText.parse(scalar.text()) : Optional.empty();
        if (duration.isEmpty()) {
            problems.error(
                    ProblemCode.DURATION,
                    found,
                    "Expected a duration for \"" + name + "\", but found " + found.describe(),
                    "Write it such as 90s, 5m, 1h30m or 7d.");
        }
        return duration.orElse(null);
    }

    @Nullable Integer whole(String name, int least) {
        Node found = node(name);
        if (found == null) {
            return null;
        }
        if (found instanceof ScalarNode scalar
                && scalar.value() instanceof Long number
                && number >= least
                && number <= Integer.MAX_VALUE) {
            return number.intValue();
        }
        wrong(found, name, "a whole number from " + least);
        return null;
    }

    boolean flag(String name, boolean otherwise) {
        Node found = node(name);
        if (found == null) {
            return otherwise;
        }
        if (found instanceof ScalarNode scalar && scalar.value() instanceof Boolean flag) {
            return flag;
        }
        wrong(found, name, "true or false");
        return otherwise;
    }

    @Nullable MapNode map(String name) {
        Node found = node(name);
        if (found == null || found instanceof MapNode) {
            return (MapNode) found;
        }
        wrong(found, name, "a map");
        return null;
    }

    Map<String, @Nullable Object> values(String name) {
        MapNode found = map(name);
        return found == null ? Map.of() : NodeValues.map(found);
    }

    /** The items of a list; a single value stands for a list of one. */
    List<Node> list(String name) {
        Node found = node(name);
        return switch (found) {
            case null -> List.of();
            case ListNode list -> list.items();
            case MapNode map -> List.of(map);
            case ScalarNode scalar -> List.of(scalar);
        };
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        list(name).forEach(item -> text(item, name).ifPresent(texts::add));
        return texts;
    }

    private void wrong(Node found, String name, String expected) {
        problems.error(
                ProblemCode.TYPE,
                found,
                "Expected " + expected + " for \"" + name + "\" of " + what + ", but found " + found.describe(),
                "");
    }
}
