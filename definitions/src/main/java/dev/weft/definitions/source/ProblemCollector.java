package dev.weft.definitions.source;

import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Severity;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is wrong with one document, so that all of it is reported at once: errors first, the same thing never
 * twice, and at most {@link #MOST}. Not thread safe.
 */
public final class ProblemCollector {
    /** Errors first, as they must be mended; each by its place. */
    public static final Comparator<Problem> ORDER = Comparator.comparing(Problem::severity)
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::code);

    /** Nobody reads more. */
    public static final int MOST = 500;

    private final SourceText source;
    private final Map<Key, Problem> problems = new LinkedHashMap<>();
    private final Set<String> wrongPaths = new HashSet<>();
    private FieldNames names = FieldNames.TODAY;
    private @Nullable Damage damage;
    private boolean errors;
    private int lastLine;
    private String lastText = "";

    public ProblemCollector(SourceText source) {
        this.source = source;
    }

    /** For what is wrong with another definition of the same document. */
    public ProblemCollector another() {
        ProblemCollector others = new ProblemCollector(source);
        others.names = names;
        others.damage = damage;
        return others;
    }

    /** The document. */
    public SourceText source() {
        return source;
    }

    /** What the author calls the fields of tasks. */
    public FieldNames names() {
        return names;
    }

    /** Says what the author calls the fields of tasks; today's names where nobody does. */
    public void called(FieldNames authors) {
        names = authors;
    }

    /** Adds an error about a whole node. */
    public void error(ProblemCode code, Node node, String message, String hint) {
        add(code, Severity.ERROR, node.span(), node.path(), message, hint);
    }

    /** Adds a warning about a whole node. */
    public void warning(ProblemCode code, Node node, String message, String hint) {
        add(code, Severity.WARNING, node.span(), node.path(), message, hint);
    }

    /**
     * Adds a problem at any place.
     *
     * @param span what is wrong; only its first line is marked
     * @param path JSON pointer to the value that is wrong
     * @param hint what to do; empty where the message says it all
     */
    public void add(ProblemCode code, Severity severity, Span span, Pointer path, String message, String hint) {
        if (damage != null && damage.explains(code, path)) {
            return;
        }
        errors |= severity == Severity.ERROR;
        Key key = new Key(code, span.start(), message);
        if (isFull() || problems.containsKey(key)) {
            return;
        }
        if (severity == Severity.ERROR) {
            for (Pointer at = path; at != null; at = at.parent()) {
                wrongPaths.add(at.toString());
            }
        }
        int line = source.line(span.start());
        int column = source.column(span.start());
        // Of many problems in one long line, each holds the same text.
        if (line != lastLine) {
            lastLine = line;
            lastText = source.lineText(line);
        }
        String text = lastText;
        int length = Math.max(1, Math.min(span.length(), text.length() - column + 1));
        problems.put(
                key,
                new Problem(
                        code.code(),
                        severity,
                        path.toString(),
                        source.name(),
                        line,
                        column,
                        length,
                        text,
                        message,
                        hint));
    }

    /** What couldn't be read: from now on, problems that may only follow from it aren't taken. */
    void damaged(Damage what) {
        damage = what;
    }

    /** Whether something at a place or below it couldn't be read, so that what follows from it isn't known. */
    public boolean isDamaged(Pointer path) {
        return damage != null && damage.touches(path);
    }

    /** Whether entries of a map or list couldn't be read, so that it isn't known what there is. */
    public boolean isIncomplete(Pointer path) {
        return damage != null && damage.isIncomplete(path);
    }

    /** Whether there are so many that no more are taken; checks may save themselves the trouble. */
    public boolean isFull() {
        return problems.size() >= MOST;
    }

    /** Whether any of them is an error. */
    public boolean hasErrors() {
        return errors;
    }

    /** Whether there is an error at a path or below it, so that more about it would be noise. */
    public boolean hasErrorBelow(Pointer path) {
        return wrongPaths.contains(path.toString());
    }

    /** All of them, in {@link #ORDER}. */
    public List<Problem> sorted() {
        return problems.values().stream().sorted(ORDER).toList();
    }

    /** All of several collectors about one document, in {@link #ORDER}. */
    public static List<Problem> sorted(Collection<ProblemCollector> collectors) {
        return collectors.stream()
                .distinct()
                .flatMap(collector -> collector.problems.values().stream())
                .sorted(ORDER)
                .limit(MOST)
                .toList();
    }

    private record Key(ProblemCode code, int offset, String message) {}
}
