package dev.weft.definitions.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a Markdown file.
 *
 * @param line of its first fence, from 1
 * @param section the heading above it, as a word of lower-case letters
 * @param kind what stands behind the fence, such as {@code yaml tasks}
 * @param text between the fences
 */
record Example(int line, String section, String kind, String text) {
    private static final Pattern FENCED =
            Pattern.compile("^```([a-z][a-z ]*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    private static final Pattern INPUT = Pattern.compile("\\binputs\\.\\??([A-Za-z_]\\w*)");
    private static final Pattern NEEDS = Pattern.compile("\\bneeds: \\[([^]]*)]");
    private static final Set<String> RUN = Set.of("yaml", "yaml tasks", "yaml part", "yaml before");
    private static final String HEAD = "version: \"3.0.0\"\nid: example\n";

    static List<Example> in(String markdown) {
        List<Example> examples = new ArrayList<>();
        Matcher blocks = FENCED.matcher(markdown);
        while (blocks.find()) {
            int line = 1
                    + (int) markdown.substring(0, blocks.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            examples.add(new Example(
                    line,
                    section(markdown.substring(0, blocks.start())),
                    blocks.group(1).strip(),
                    blocks.group(2)));
        }
        return examples;
    }

    private static String section(String above) {
        String last = HEADING.matcher(FENCED.matcher(above).replaceAll(""))
                .results()
                .map(heading -> heading.group(1))
                .reduce("", (before, heading) -> heading);
        return last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** Whether it is a definition, or a part of one, that can be run. */
    boolean runs() {
        return RUN.contains(kind);
    }

    String name() {
        return "line " + line + ", " + kind;
    }

    /** The definition that the block is, or that it is a part of. */
    String definition() {
        return switch (kind) {
            case "yaml", "yaml wrong", "yaml before" -> text;
            case "yaml tasks" -> HEAD + inputs() + "tasks:\n" + needed() + text.indent(2);
            case "yaml part" -> HEAD + (starts("inputs") ? "" : inputs()) + text + (starts("tasks") ? "" : task());
            default -> throw new IllegalArgumentException("Expected another kind of block, but found " + kind);
        };
    }

    private boolean starts(String field) {
        return text.startsWith(field + ":") || text.contains("\n" + field + ":");
    }

    private static String task() {
        return "tasks:\n  example: {action: transform, parameters: {value: 1}}\n";
    }

    /** Inputs of any kind for those that a part mentions. */
    private String inputs() {
        Set<String> names = new TreeSet<>();
        Matcher inputs = INPUT.matcher(text);
        while (inputs.find()) {
            names.add(inputs.group(1));
        }
        StringBuilder declared = new StringBuilder("inputs:\n");
        names.forEach(name -> declared.append("  ").append(name).append(": {}\n"));
        return names.isEmpty() ? "" : declared.toString();
    }

    /** Tasks that a part needs but doesn't show. */
    private String needed() {
        Set<String> ids = new TreeSet<>();
        Matcher needs = NEEDS.matcher(text);
        while (needs.find()) {
            for (String id : needs.group(1).split(",")) {
                ids.add(id.strip());
            }
        }
        ids.removeIf(id -> Pattern.compile("^" + Pattern.quote(id) + ":", Pattern.MULTILINE)
                .matcher(text)
                .find());
        StringBuilder tasks = new StringBuilder();
        ids.forEach(id -> tasks.append("  ").append(id).append(": {action: transform, parameters: {value: null}}\n"));
        return tasks.toString();
    }
}
