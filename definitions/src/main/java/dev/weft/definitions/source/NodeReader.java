package dev.weft.definitions.source;

import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Severity;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML or JSON into positioned nodes. Works on the parser's events with a stack of its own, so that neither depth
 * nor aliases can overflow anything; takes time linear in the text.
 */
public final class NodeReader {
    private NodeReader() {}

    /**
     * Reads a document.
     *
     * @param problems of this document; gets everything that is wrong with the syntax
     * @return its top value, or {@code null} where it couldn't be read to its end
     */
    public static @Nullable Node read(ProblemCollector problems) {
        SourceText source = problems.source();
        if (source.tooLong()) {
            problems.add(
                    ProblemCode.TOO_LARGE,
                    Severity.ERROR,
                    Span.NONE,
                    Pointer.ROOT,
                    "Expected a document of at most 512 KiB, but found "
                            + source.text().length() / 1024 + " KiB",
                    ProblemCode.TOO_LARGE.cure());
            return null;
        }
        if (hasForbiddenCharacter(problems)) {
            return null;
        }
        Offsets offsets = new Offsets(source.text());
        NodeBuilder builder = new NodeBuilder(problems, offsets);
        try {
            return compose(source, builder, problems, offsets);
        } catch (MarkedYAMLException e) {
            SyntaxErrors.report(problems, offsets, e);
        } catch (YAMLException | IndexOutOfBoundsException | IllegalArgumentException | NullPointerException e) {
            // The parser has no other word for some broken inputs than an unchecked exception of its own.
            problems.add(
                    ProblemCode.SYNTAX,
                    Severity.ERROR,
                    new Span(builder.lastOffset(), builder.lastOffset()),
                    Pointer.ROOT,
                    "Expected YAML or JSON, but found something that can't be read here",
                    ProblemCode.SYNTAX.cure());
        }
        return null;
    }

    private static @Nullable Node compose(
            SourceText source, NodeBuilder builder, ProblemCollector problems, Offsets offsets) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        String prepared = JsonSyntax.prepare(source.text());
        ParserImpl parser = new ParserImpl(new StreamReader(prepared), options);
        boolean seen = false;
        while (true) {
            Event event = parser.getEvent();
            if (event == null || event.is(Event.ID.StreamEnd)) {
                break;
            }
            if (event.is(Event.ID.DocumentStart)) {
                if (seen) {
                    int at = offsets.of(event.getStartMark());
                    problems.add(
                            ProblemCode.SEVERAL_DOCUMENTS,
                            Severity.ERROR,
                            new Span(at, Math.min(at + 3, source.text().length())),
                            Pointer.ROOT,
                            "Expected one document, but found another that starts here",
                            ProblemCode.SEVERAL_DOCUMENTS.cure());
                    return null;
                }
                seen = true;
            } else if (!builder.take(event)) {
                return null;
            }
        }
        Node root = builder.root();
        if (root == null || root instanceof ScalarNode scalar && scalar.isNull()) {
            problems.add(
                    ProblemCode.EMPTY,
                    Severity.ERROR,
                    Span.NONE,
                    Pointer.ROOT,
                    "Expected a definition, but found an empty document",
                    ProblemCode.EMPTY.cure());
            return null;
        }
        return root;
    }

    private static boolean hasForbiddenCharacter(ProblemCollector problems) {
        String text = problems.source().text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean paired = Character.isHighSurrogate(c)
                    ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                    : Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
            boolean allowed = c >= 0x20 && c <= 0x7e
                    || c == '\n'
                    || c == '\r'
                    || c == '\t'
                    || c == 0x85
                    || c >= 0xa0 && !Character.isSurrogate(c) && c <= 0xfffd
                    || paired;
            if (!allowed) {
                problems.add(
                        ProblemCode.CHARACTER,
                        Severity.ERROR,
                        new Span(i, i + 1),
                        Pointer.ROOT,
                        String.format(Locale.ROOT, "Expected text, but found the control character U+%04X", (int) c),
                        ProblemCode.CHARACTER.cure());
                return true;
            }
        }
        return false;
    }
}
