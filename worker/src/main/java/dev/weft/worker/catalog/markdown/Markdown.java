package dev.weft.worker.catalog.markdown;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** CommonMark with tables: reading it, and the texts in it. */
public final class Markdown {
    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .maxOpenBlockParsers(100)
            .build();

    private Markdown() {}

    /** The document. */
    public static Node parse(String markdown) {
        return PARSER.parse(markdown);
    }

    /** The document without the heading of level 1 that it starts with, which a page shows elsewhere. */
    public static Node untitled(String markdown) {
        Node document = parse(markdown);
        if (document.getFirstChild() instanceof Heading heading && heading.getLevel() == 1) {
            heading.unlink();
        }
        return document;
    }

    /** Text that stands below a node, without marks; code spans included. */
    public static String text(Node node) {
        return text(node, true);
    }

    /** The same with a {@code `} in the place of each code span: what the author says in words. */
    public static String words(Node node) {
        return text(node, false);
    }

    private static String text(Node node, boolean withCode) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text piece) {
                text.append(piece.getLiteral());
            }

            @Override
            public void visit(Code code) {
                text.append(withCode ? code.getLiteral() : "`");
            }

            @Override
            public void visit(SoftLineBreak line) {
                text.append(' ');
            }

            @Override
            public void visit(HardLineBreak line) {
                text.append(' ');
            }
        });
        return text.toString();
    }

    /** Paragraphs with the line they start at, from 1; those of lists and quotes too, headings, code and tables not. */
    public static Map<Paragraph, Integer> paragraphs(Node document) {
        Map<Paragraph, Integer> paragraphs = new LinkedHashMap<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Paragraph paragraph) {
                paragraphs.put(paragraph, line(paragraph));
            }
        });
        return paragraphs;
    }

    /** The running text: all paragraphs, with empty lines between. */
    public static String prose(Node document) {
        return String.join(
                "\n\n",
                paragraphs(document).keySet().stream().map(Markdown::text).toList());
    }

    /** Headings in order. */
    public static List<Heading> headings(Node document) {
        List<Heading> headings = new ArrayList<>();
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                headings.add(heading);
            }
        }
        return headings;
    }

    /** The anchor of each heading: its words joined by hyphens, made unique by a number. */
    public static Map<Heading, String> anchors(Node document) {
        Map<Heading, String> anchors = new LinkedHashMap<>();
        Map<String, Integer> taken = new HashMap<>();
        for (Heading heading : headings(document)) {
            String slug = slug(text(heading));
            int number = taken.merge(slug, 1, Integer::sum);
            anchors.put(heading, number == 1 ? slug : slug + "-" + number);
        }
        return anchors;
    }

    /** A name made of lower-case letters, digits and hyphens, at most 80 long; {@code part} where nothing is left. */
    public static String slug(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
        String slug = plain.toLowerCase(Locale.ROOT)
                .replaceAll("['’]", "")
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-+|-+$", "");
        String cut = slug.length() > 80 ? slug.substring(0, 80).replaceAll("-+$", "") : slug;
        return cut.isEmpty() ? "part" : cut;
    }

    /** The line that a node starts at, from 1; 0 where it isn't known. */
    public static int line(Node node) {
        List<SourceSpan> spans = node.getSourceSpans();
        return spans.isEmpty() ? 0 : spans.getFirst().getLineIndex() + 1;
    }

    /** Plain text as it must be written in Markdown to mean itself. */
    public static String escape(String plain) {
        return plain.replaceAll("([\\\\`*_\\[\\]<>|~&])", "\\\\$1")
                .replaceAll("(?m)^([#+=-])", "\\\\$1")
                .replaceAll("(?m)^(\\d+)([.)])", "$1\\\\$2");
    }

    /** How deep the deepest node lies; what walks the tree needs stack for it. */
    public static int depth(Node document) {
        int depth = 0;
        int deepest = 0;
        Node node = document;
        while (true) {
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                deepest = Math.max(deepest, ++depth);
            } else {
                while (node != document && node.getNext() == null) {
                    node = node.getParent();
                    depth--;
                }
                if (node == document) {
                    return deepest;
                }
                node = node.getNext();
            }
        }
    }
}
