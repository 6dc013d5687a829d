package dev.weft.definitions.dialect;

import dev.weft.definitions.action.ActionRegistry;
import dev.weft.definitions.lower.FrontEnd;
import dev.weft.definitions.lower.Lowered;
import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.migrate.Versions;
import dev.weft.definitions.parse.DefinitionParser;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ProblemCollector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All front ends, and which one a document is written for: it is told by its shape. */
public final class FrontEnds {
    private static final FrontEnd LANGUAGE = new Versions();

    /** In the order in which they are listed to people. */
    static final List<FrontEnd> ALL = List.of(LANGUAGE, new Steps(), new Factories(), new Dag(), new Builder());

    private FrontEnds() {}

    /**
     * Lowers a document.
     *
     * @param problems gets everything that is wrong
     * @return its definitions; none where no front end fits, or several do
     */
    public static List<Lowered> lower(Node document, ProblemCollector problems, ActionRegistry actions) {
        if (!(document instanceof MapNode map)) {
            return List.of(new Lowered(DefinitionParser.VERSION, List.of(), document, document, problems));
        }
        FrontEnd frontEnd = find(map, problems);
        if (frontEnd == null) {
            return List.of();
        }
        problems.called(frontEnd.names(map));
        return frontEnd.lower(map, new Lowering(problems, actions));
    }

    /** Whether it is certain of a part of a document which front end it is written for. */
    public static boolean isCertain(MapNode part) {
        Map<FrontEnd, Node> marked = fitting(part, one -> one.mark(part));
        if (!marked.isEmpty()) {
            return marked.size() == 1 && (!marked.containsKey(LANGUAGE) || Versions.isKnown(part));
        }
        Map<FrontEnd, Node> alike = fitting(part, one -> one.hint(part));
        alike.remove(LANGUAGE);
        return alike.size() == 1;
    }

    private static @Nullable FrontEnd find(MapNode document, ProblemCollector problems) {
        Map<FrontEnd, Node> fitting = fitting(document, one -> one.mark(document));
        if (fitting.isEmpty()) {
            fitting = fitting(document, one -> one.hint(document));
            // Of the language itself the name of its most important field, which others have too, tells nothing more.
            if (fitting.size() > 1) {
                fitting.remove(LANGUAGE);
            }
        }
        if (fitting.size() == 1) {
            return fitting.keySet().iterator().next();
        }
        if (fitting.size() > 1) {
            reportTwo(fitting, problems);
            return null;
        }
        if (document.entries().keySet().stream().allMatch(FrontEnds::isOfTheLanguage)) {
            return LANGUAGE;
        }
        problems.error(
                ProblemCode.NO_KIND,
                document.entries().values().iterator().next().key(),
                "Expected a field by which the kind of document is known, but found none of them",
                "Looked for: " + words(ALL) + ".");
        return null;
    }

    private static Map<FrontEnd, Node> fitting(MapNode document, Function<FrontEnd, @Nullable Node> test) {
        Map<FrontEnd, Node> fitting = new LinkedHashMap<>();
        for (FrontEnd frontEnd : ALL) {
            Node node = test.apply(frontEnd);
            if (node != null) {
                fitting.put(frontEnd, node);
            }
        }
        return fitting;
    }

    private static boolean isOfTheLanguage(String name) {
        return DefinitionParser.CONSTRUCT.names().contains(name)
                || "version".equals(Suggestion.nearest(name, DefinitionParser.CONSTRUCT.names()));
    }

    private static void reportTwo(Map<FrontEnd, Node> fitting, ProblemCollector problems) {
        List<FrontEnd> kinds = new ArrayList<>(fitting.keySet());
        kinds.sort(Comparator.comparingInt(
                kind -> Objects.requireNonNull(fitting.get(kind)).span().start()));
        StringJoiner found = new StringJoiner(" and of ");
        for (FrontEnd kind : kinds) {
            int start = Objects.requireNonNull(fitting.get(kind)).span().start();
            found.add(kind.title() + " (line " + problems.source().line(start) + ")");
        }
        problems.error(
                ProblemCode.TWO_KINDS,
                Objects.requireNonNull(fitting.get(kinds.getLast())),
                "Expected a document of one kind, but found fields of " + found,
                "Remove what belongs to one of them. Kinds are known by: " + words(kinds) + ".");
    }

    private static String words(List<FrontEnd> kinds) {
        return kinds.stream().map(FrontEnd::recognisedBy).collect(Collectors.joining("; "));
    }
}
