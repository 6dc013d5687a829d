package dev.weft.cli.verdict;

import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.Severity;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.SourceText;
import java.util.ArrayList;
import java.util.List;

/** Gathers what a case falls short of, each at its place in the file of tests. Not thread safe. */
final class Shortfalls {
    /** Another thing than expected came out. */
    static final String UNMET = "unmet";

    /** Work without a mock. */
    static final String NO_MOCK = "no-mock";

    /** A step that never came to be, or was refused. */
    static final String STEP = "step";

    private final SourceText source;
    private final List<Problem> all = new ArrayList<>();

    Shortfalls(SourceText source) {
        this.source = source;
    }

    void add(String code, Node at, String message, String hint) {
        int line = source.line(at.span().start());
        int column = source.column(at.span().start());
        String text = source.lineText(line);
        all.add(new Problem(
                code,
                Severity.ERROR,
                at.path().toString(),
                source.name(),
                line,
                column,
                Math.max(1, Math.min(at.span().length(), text.length() - column + 1)),
                text,
                message,
                hint));
    }

    List<Problem> all() {
        return List.copyOf(all);
    }
}
