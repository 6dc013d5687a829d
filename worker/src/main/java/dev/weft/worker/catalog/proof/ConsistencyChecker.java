package dev.weft.worker.catalog.proof;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.catalog.markdown.Markdown;
import dev.weft.worker.catalog.support.Finding;
import dev.weft.worker.catalog.text.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Paragraph;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what an author overlooks: {@code {draft}} → findings. A word written twice; one word in several spellings
 * (hyphen, capitals, British and American); brackets left open; straight and curly quotes together.
 */
public final class ConsistencyChecker implements AgentHandler {
    private static final Pattern DOUBLED = Pattern.compile("(?iu)\\b(\\p{L}+)\\s+\\1\\b");
    private static final Set<String> MAY_DOUBLE = Set.of("had", "that", "very", "blah", "bye", "ha");

    /** British endings and their American twins. */
    private static final Map<String, String> TWINS = twins();

    @Override
    public String name() {
        return "consistency_checker";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context)
            throws ActionException, InterruptedException {
        Draft draft = Draft.open(parameters, context);
        List<Finding> findings = new ArrayList<>();
        StringBuilder prose = new StringBuilder();
        for (Map.Entry<Paragraph, Integer> paragraph :
                Markdown.paragraphs(draft.document()).entrySet()) {
            context.heartbeat();
            String text = Markdown.words(paragraph.getKey());
            doubled(text, paragraph.getValue(), findings);
            brackets(text, paragraph.getValue(), findings);
            prose.append(text).append("\n\n");
        }
        spellings(prose.toString(), findings);
        if (prose.indexOf("\"") >= 0 && (prose.indexOf("“") >= 0 || prose.indexOf("”") >= 0)) {
            findings.add(Finding.note(0, "Straight and curly quotation marks stand together: choose one kind"));
        }
        return Finding.output(findings);
    }

    private static void doubled(String text, int line, List<Finding> findings) {
        Matcher matcher = DOUBLED.matcher(text);
        while (matcher.find()) {
            if (!MAY_DOUBLE.contains(matcher.group(1).toLowerCase(Locale.ROOT))) {
                findings.add(Finding.warning(line, "“" + matcher.group() + "”: a word stands twice. Delete one"));
            }
        }
    }

    private static void brackets(String text, int line, List<Finding> findings) {
        for (String pair : List.of("()", "[]", "“”")) {
            long open = text.chars().filter(c -> c == pair.charAt(0)).count();
            long closed = text.chars().filter(c -> c == pair.charAt(1)).count();
            if (open != closed) {
                findings.add(Finding.warning(
                        line,
                        "Found " + open + " “" + pair.charAt(0) + "” but " + closed + " “" + pair.charAt(1)
                                + "”: close or delete one"));
            }
        }
    }

    private static void spellings(String prose, List<Finding> findings) {
        Map<String, Set<String>> forms = new TreeMap<>();
        for (String word : Words.of(prose)) {
            boolean acronymOrCamel = word.chars().skip(1).anyMatch(Character::isUpperCase);
            String lower = word.toLowerCase(Locale.ROOT);
            // Capitals at the start tell nothing: any word may begin a sentence.
            forms.computeIfAbsent(key(lower), key -> new TreeSet<>()).add(acronymOrCamel ? word : lower);
        }
        forms.forEach((key, spelled) -> {
            if (spelled.size() > 1) {
                findings.add(Finding.warning(
                        0, "One word in several spellings: " + String.join(", ", spelled) + ". Choose one"));
            }
        });
    }

    /** What spellings of one word have in common. */
    private static String key(String word) {
        String joined = word.replace("-", "").replace("’", "'");
        return TWINS.getOrDefault(joined, joined);
    }

    private static Map<String, String> twins() {
        Map<String, String> twins = new LinkedHashMap<>();
        for (String pair :
                ("colour=color behaviour=behavior favour=favor honour=honor labour=labor neighbour=neighbor centre=center "
                                + "metre=meter theatre=theater organise=organize realise=realize recognise=recognize summarise=summarize "
                                + "optimise=optimize analyse=analyze initialise=initialize serialise=serialize normalise=normalize "
                                + "licence=license defence=defense catalogue=catalog dialogue=dialog cancelled=canceled "
                                + "modelling=modeling labelled=labeled travelled=traveled grey=gray judgement=judgment")
                        .split(" ")) {
            String[] both = pair.split("=");
            twins.put(both[0], both[1]);
            twins.put(both[0] + "s", both[1] + "s");
            if (both[0].endsWith("ise") || both[0].endsWith("yse")) {
                twins.put(both[0] + "d", both[1] + "d");
                twins.put(both[0].replaceAll("e$", "ing"), both[1].replaceAll("e$", "ing"));
            }
        }
        return Map.copyOf(twins);
    }
}
