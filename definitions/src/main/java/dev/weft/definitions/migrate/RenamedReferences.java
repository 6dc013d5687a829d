package dev.weft.definitions.migrate;

import dev.weft.definitions.lower.Renaming;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapBuilder;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets expressions read tasks by the ids that they have in 3.0.0.
 *
 * <pre>tasks['Get Data'].output   becomes   tasks['Get-Data'].output</pre>
 */
record RenamedReferences(Renaming renaming) {
    private static final Pattern REFERENCE = Pattern.compile(
            "(?<![\\w.'\"])tasks(?:\\.([A-Za-z_]\\w*)|\\[\\s*'([^'\\\\]*)'\\s*]|\\[\\s*\"([^\"\\\\]*)\"\\s*])");
    private static final Pattern HOLE = Pattern.compile("(?<!\\$)\\$\\{\\{");
    private static final Pattern MEMBER = Pattern.compile("[A-Za-z_]\\w*");
    private static final Set<String> BARE = Set.of("condition", "when", "filter");

    /** An expression as it is, where it reads no task whose id is another one now. */
    ScalarNode inExpression(ScalarNode expression) {
        String text = REFERENCE.matcher(expression.text()).replaceAll(this::reference);
        return !expression.isText() || text.equals(expression.text()) ? expression : Made.text(text, expression);
    }

    /** Values in which expressions may stand. */
    Node inValues(Node node) {
        return switch (node) {
            case MapNode map -> {
                MapBuilder out = new MapBuilder(map);
                map.entries().forEach((name, entry) -> out.put(entry.key(), value(name, entry.value())));
                yield out.build();
            }
            case ListNode list ->
                Made.list(list.items().stream().map(this::inValues).toList(), list);
            case ScalarNode scalar -> HOLE.matcher(scalar.text()).find() ? inExpression(scalar) : scalar;
        };
    }

    private Node value(String name, Node value) {
        return BARE.contains(name) && value instanceof ScalarNode scalar ? inExpression(scalar) : inValues(value);
    }

    private String reference(MatchResult found) {
        String written =
                found.group(1) != null ? found.group(1) : found.group(2) != null ? found.group(2) : found.group(3);
        String id = renaming.id(written);
        if (id == null || id.equals(written)) {
            return Matcher.quoteReplacement(found.group());
        }
        return MEMBER.matcher(id).matches() ? "tasks." + id : "tasks['" + id + "']";
    }
}
