package dev.weft.worker.catalog.markdown;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/**
 * An author's file, with what it says about itself taken off.
 *
 * @param front simple {@code key: value} lines of the front matter, keys in lower case
 * @param title of the front matter, else the first heading of level 1 if nothing stands before it; empty for none
 * @param markdown the rest
 */
public record SourceText(Map<String, String> front, String title, String markdown) {
    private static final Pattern FRONT =
            Pattern.compile("\\A---[ \\t]*\\n(.*?)\\n(?:---|\\.\\.\\.)[ \\t]*(?:\\n|\\z)", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("(?m)^([A-Za-z][\\w-]*):[ \\t]*(.*)$");
    private static final Pattern HEADING_LIKE = Pattern.compile("[^\\n]{2,70}(?<![.,;:!?])");

    /** Reads Markdown. */
    public static SourceText ofMarkdown(String text) {
        Map<String, String> front = new LinkedHashMap<>();
        String rest = text;
        Matcher matter = FRONT.matcher(text);
        if (matter.find()) {
            Matcher field = FIELD.matcher(matter.group(1));
            while (field.find()) {
                front.put(
                        field.group(1).toLowerCase(Locale.ROOT),
                        unquoted(field.group(2).strip()));
            }
            rest = text.substring(matter.end());
        }
        String title = front.getOrDefault("title", "");
        Node first = Markdown.parse(rest).getFirstChild();
        if (first instanceof Heading heading && heading.getLevel() == 1) {
            String own = Markdown.text(heading).strip();
            int lines = heading.getSourceSpans().getLast().getLineIndex() + 1;
            rest = String.join("\n", rest.lines().skip(lines).toList());
            title = title.isBlank() ? own : title;
        }
        return new SourceText(
                front, title, rest.replaceAll("\\A(?:[ \\t]*\\n)+", "").stripTrailing());
    }

    /**
     * Reads plain text: a short line alone between empty lines, without full stop, is taken for a heading, the first
     * one for the title; all else means itself.
     */
    public static SourceText ofPlainText(String text) {
        String title = "";
        StringBuilder markdown = new StringBuilder();
        boolean first = true;
        for (String block : text.strip().split("\\n[ \\t]*\\n+")) {
            String paragraph = block.strip();
            if (paragraph.isEmpty()) {
                continue;
            }
            boolean heading = HEADING_LIKE.matcher(paragraph).matches();
            if (heading && first) {
                title = paragraph;
            } else if (heading) {
                markdown.append("## ").append(Markdown.escape(paragraph)).append("\n\n");
            } else {
                markdown.append(Markdown.escape(paragraph.replaceAll("(?m)^[ \\t]+", "")))
                        .append("\n\n");
            }
            first = false;
        }
        return new SourceText(Map.of(), title, markdown.toString().stripTrailing());
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.startsWith("\"") && value.endsWith("\"") || value.startsWith("'") && value.endsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
