package dev.weft.definitions.source;

import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Severity;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

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
        return read(problems, part -> false);
    }

    /**
     * Reads a document, or where its syntax is wrong what can be read all the same, if that is enough of it to look for other
     * mistakes. What may only follow from the part that is missing isn't taken by {@code problems} any more.
     *
     * @param known whether it is certain of a part what kind of document it is of
     */
    public static @Nullable Node readPart(ProblemCollector problems, Predicate<MapNode> known) {
        return read(problems, known);
    }

    private static @Nullable Node read(ProblemCollector problems, Predicate<MapNode> known) {
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
        Mending mending = new Mending(problems, JsonSyntax.prepare(source.text()));
        return recovering(problems, mending, new Recovery(source, mending), known);
    }

    private static @Nullable Node recovering(
            ProblemCollector problems, Mending mending, Recovery recovery, Predicate<MapNode> known) {
        while (true) {
            String text = recovery.text();
            Offsets offsets = new Offsets(text);
            Events events = new Events(problems, offsets);
            try {
                Node root = events.compose(text);
                return root == null ? null : readable(problems, root, recovery.damage(root, events.unread()), known);
            } catch (MarkedYAMLException e) {
                SyntaxError error = SyntaxError.of(problems.source(), offsets, e, events.lastQuoted());
                int place = recovery.place(error);
                boolean fresh = recovery.isNew(place);
                if (mending.mend(error, fresh)) {
                    continue;
                }
                if (fresh) {
                    error.report(problems);
                }
                if (!recovery.skip(place, error.kind())) {
                    return null;
                }
            } catch (YAMLException | IndexOutOfBoundsException | IllegalArgumentException | NullPointerException e) {
                // The parser has no other word for some broken inputs than an unchecked exception of its own.
                if (recovery.isNew(events.lastOffset())) {
                    problems.add(
                            ProblemCode.SYNTAX,
                            Severity.ERROR,
                            new Span(events.lastOffset(), events.lastOffset()),
                            Pointer.ROOT,
                            "Expected YAML or JSON, but found something that can't be read here",
                            ProblemCode.SYNTAX.cure());
                }
                return null;
            }
        }
    }

    private static @Nullable Node readable(
            ProblemCollector problems, Node root, @Nullable Damage damage, Predicate<MapNode> known) {
        if (damage == null) {
            return root;
        }
        problems.damaged(damage);
        return root instanceof MapNode map && damage.isSmall() && known.test(map) ? root : null;
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
