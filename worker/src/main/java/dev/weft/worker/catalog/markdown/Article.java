package dev.weft.worker.catalog.markdown;

import dev.weft.worker.catalog.text.KeyTerms;
import dev.weft.worker.catalog.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;

/**
 * The parts of an article's Markdown, cut at its headings; each part is the author's own text. An article without
 * headings is cut by paragraphs into sections that are named after their key terms.
 *
 * @param lead what stands before the first section; may be empty
 * @param sections in order, without the conclusion
 * @param conclusion the last section, where its heading says that it concludes; one with an empty heading else
 */
public record Article(String lead, List<Section> sections, Section conclusion) {
    private static final Pattern CONCLUDES = Pattern.compile(
            "(?i)\\s*(?:\\d+[.)]?\\s*)?(?:(?:in )?conclusions?|(?:in )?summary|in short|summing up|to sum up|closing.*|takeaways|key takeaways|final thoughts|outlook|wrapping up)\\s*");

    /** The fewest words of a section that is cut by paragraphs. */
    private static final int CUT = 180;

    /**
     * A heading and what stands below it.
     *
     * @param level of the heading, 1 to 6
     * @param title plain text
     * @param body Markdown
     */
    public record Section(int level, String title, String body) {
        static final Section NONE = new Section(2, "", "");

        /** Whether there is one. */
        public boolean present() {
            return !title.isEmpty();
        }
    }

    /** Cuts Markdown into parts; its title should be gone already. */
    public static Article of(String markdown) {
        String[] lines = markdown.split("\n", -1);
        Node document = Markdown.parse(markdown);
        List<Heading> headings = Markdown.headings(document);
        if (headings.isEmpty()) {
            return byParagraphs(lines, document);
        }
        List<Section> sections = new ArrayList<>();
        for (int at = 0; at < headings.size(); at++) {
            Heading heading = headings.get(at);
            int end = at + 1 < headings.size() ? first(headings.get(at + 1)) : lines.length;
            String title = Markdown.text(heading).strip();
            sections.add(new Section(
                    heading.getLevel(), title.isEmpty() ? "Untitled" : title, cut(lines, last(heading) + 1, end)));
        }
        Section conclusion = Section.NONE;
        if (CONCLUDES.matcher(sections.getLast().title()).matches()) {
            conclusion = sections.removeLast();
        }
        return new Article(cut(lines, 0, first(headings.getFirst())), List.copyOf(sections), conclusion);
    }

    /** Lead, bodies and conclusion as running text. */
    public String prose() {
        StringBuilder text = new StringBuilder(lead);
        sections.forEach(section -> text.append("\n\n").append(section.body()));
        return Markdown.prose(
                Markdown.parse(text.append("\n\n").append(conclusion.body()).toString()));
    }

    private static Article byParagraphs(String[] lines, Node document) {
        List<String> blocks = new ArrayList<>();
        int start = 0;
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            Node next = node.getNext();
            int end = next == null || next.getSourceSpans().isEmpty() ? lines.length : first(next);
            if (next == null || !next.getSourceSpans().isEmpty()) {
                blocks.add(cut(lines, start, end));
                start = end;
            }
        }
        if (blocks.size() < 3) {
            return new Article(String.join("\n\n", blocks), List.of(), Section.NONE);
        }
        List<String> bodies = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        for (String block : blocks.subList(1, blocks.size())) {
            body.append(body.isEmpty() ? "" : "\n\n").append(block);
            if (Words.count(body.toString()) >= CUT) {
                bodies.add(body.toString());
                body.setLength(0);
            }
        }
        if (!body.isEmpty()) {
            bodies.add(body.toString());
        }
        KeyTerms terms = new KeyTerms(bodies);
        List<Section> sections = IntStream.range(0, bodies.size())
                .mapToObj(at -> new Section(2, title(at, terms.of(bodies.get(at), 2)), bodies.get(at)))
                .toList();
        return new Article(blocks.getFirst(), sections, Section.NONE);
    }

    private static String title(int at, List<String> terms) {
        return "Part " + (at + 1) + (terms.isEmpty() ? "" : ": " + String.join(", ", terms));
    }

    private static String cut(String[] lines, int from, int to) {
        return String.join("\n", List.of(lines).subList(Math.min(from, to), to))
                .replaceAll("\\A(?:[ \\t]*\\n)+", "")
                .stripTrailing();
    }

    private static int first(Node node) {
        return node.getSourceSpans().getFirst().getLineIndex();
    }

    private static int last(Node node) {
        List<SourceSpan> spans = node.getSourceSpans();
        return spans.getLast().getLineIndex();
    }
}
