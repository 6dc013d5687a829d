package dev.weft.worker.catalog.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The sentences of running text. */
public final class Sentences {
    /** An abbreviation or an initial at the end: the sentence goes on behind it. */
    private static final Pattern OPEN_END = Pattern.compile(
            "(?:^|.*[\\s(])(?:e\\.g|i\\.e|etc|cf|vs|Mr|Mrs|Ms|Dr|Prof|St|No|Fig|approx|\\p{Lu})\\.$", Pattern.DOTALL);

    private Sentences() {}

    /** Sentences in order, with white space made single; paragraphs end at empty lines. */
    public static List<String> of(String text) {
        List<String> sentences = new ArrayList<>();
        for (String paragraph : text.split("\\n\\s*\\n")) {
            split(paragraph.replaceAll("\\s+", " ").strip(), sentences);
        }
        return sentences;
    }

    private static void split(String paragraph, List<String> sentences) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        breaks.setText(paragraph);
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            String sentence = paragraph.substring(start, end).strip();
            boolean goesOn = end < paragraph.length() && Character.isLowerCase(paragraph.charAt(end));
            if (!sentence.isEmpty() && !goesOn && !OPEN_END.matcher(sentence).matches()) {
                sentences.add(sentence);
                start = end;
            }
        }
        String rest = paragraph.substring(start).strip();
        if (!rest.isEmpty()) {
            sentences.add(rest);
        }
    }
}
