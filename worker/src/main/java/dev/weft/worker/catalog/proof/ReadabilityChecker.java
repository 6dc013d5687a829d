package dev.weft.worker.catalog.proof;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.catalog.markdown.Markdown;
import dev.weft.worker.catalog.support.Finding;
import dev.weft.worker.catalog.text.Readability;
import dev.weft.worker.catalog.text.Sentences;
import dev.weft.worker.catalog.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.commonmark.node.Paragraph;
import org.jspecify.annotations.Nullable;

/**
 * Measures how hard a draft is to read: {@code {draft}} → the measures of {@link Readability}, and findings for long
 * sentences and for a text that asks much of its readers.
 */
public final class ReadabilityChecker implements AgentHandler {
    private static final int LONG_SENTENCE = 40;
    private static final double HARD = 30;

    @Override
    public String name() {
        return "readability_checker";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context) throws ActionException {
        Draft draft = Draft.open(parameters, context);
        List<Finding> findings = new ArrayList<>();
        Readability measured = Readability.of(Markdown.prose(draft.document()));
        if (measured.words() > 100 && measured.ease() < HARD) {
            findings.add(Finding.warning(
                    0,
                    "Hard to read: Flesch reading ease is " + measured.ease() + ", below " + HARD
                            + ". Shorten sentences, take shorter words"));
        }
        for (Map.Entry<Paragraph, Integer> paragraph :
                Markdown.paragraphs(draft.document()).entrySet()) {
            for (String sentence : Sentences.of(Markdown.text(paragraph.getKey()))) {
                int words = Words.count(sentence);
                if (words > LONG_SENTENCE) {
                    findings.add(Finding.warning(
                            paragraph.getValue(),
                            "A sentence of " + words + " words: “" + start(sentence) + "…”. Split it"));
                }
            }
        }
        Map<String, @Nullable Object> output = Finding.output(findings);
        output.put("words", measured.words());
        output.put("sentences", measured.sentences());
        output.put("ease", measured.ease());
        output.put("grade", measured.grade());
        output.put("lix", measured.lix());
        return output;
    }

    private static String start(String sentence) {
        return String.join(" ", List.of(sentence.split(" ")).subList(0, 6));
    }
}
