package dev.weft.definitions.source;

import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;

/** One reading of a text, event by event. Not thread safe. */
final class Events {
    private final ProblemCollector problems;
    private final Offsets offsets;
    private int lastOffset;
    private @Nullable Span lastQuoted;
    private List<Pointer> unread = List.of();

    Events(ProblemCollector problems, Offsets offsets) {
        this.problems = problems;
        this.offsets = offsets;
    }

    /** Where the last event ended: the best guess for what can't be placed otherwise. */
    int lastOffset() {
        return lastOffset;
    }

    /** The last event, where it was a text in quotes; else {@code null}. */
    @Nullable Span lastQuoted() {
        return lastQuoted;
    }

    /** Values of the first document that couldn't be read, for which there is nothing in its tree. */
    List<Pointer> unread() {
        return unread;
    }

    /**
     * The tree of the first document; those after it are looked through for mistakes in the syntax.
     *
     * @return {@code null} where it couldn't be read to its end
     */
    @Nullable Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        ParserImpl parser = new ParserImpl(new WholeText(text), options);
        NodeBuilder builder = new NodeBuilder(problems, offsets);
        NodeBuilder first = null;
        while (true) {
            Event event = parser.getEvent();
            if (event == null || event.is(Event.ID.StreamEnd)) {
                break;
            }
            note(event);
            if (event.is(Event.ID.DocumentStart) && first == null) {
                first = builder;
            } else if (event.is(Event.ID.DocumentStart)) {
                another(event);
                builder = new NodeBuilder(problems, offsets);
            } else if (!builder.take(event)) {
                return null;
            }
        }
        unread = first == null ? List.of() : first.unread();
        Node root = first == null ? null : first.root();
        return root == null || root instanceof ScalarNode scalar && scalar.isNull() ? empty() : root;
    }

    private void note(Event event) {
        lastOffset = offsets.of(event.getEndMark());
        boolean quoted = event instanceof ScalarEvent scalar
                && (scalar.getScalarStyle() == DumperOptions.ScalarStyle.DOUBLE_QUOTED
                        || scalar.getScalarStyle() == DumperOptions.ScalarStyle.SINGLE_QUOTED);
        lastQuoted = quoted ? offsets.span(event.getStartMark(), event.getEndMark()) : null;
    }

    private void another(Event start) {
        int at = offsets.of(start.getStartMark());
        problems.add(
                ProblemCode.SEVERAL_DOCUMENTS,
                Severity.ERROR,
                new Span(at, Math.min(at + 3, problems.source().text().length())),
                Pointer.ROOT,
                "Expected one document, but found another that starts here",
                ProblemCode.SEVERAL_DOCUMENTS.cure());
    }

    private @Nullable Node empty() {
        problems.add(
                ProblemCode.EMPTY,
                Severity.ERROR,
                Span.NONE,
                Pointer.ROOT,
                "Expected a definition, but found an empty document",
                ProblemCode.EMPTY.cure());
        return null;
    }
}
