package dev.weft.worker.catalog.proof;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.catalog.markdown.Article;
import dev.weft.worker.catalog.markdown.Markdown;
import dev.weft.worker.catalog.support.Finding;
import dev.weft.worker.catalog.support.Parameters;
import dev.weft.worker.catalog.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.commonmark.node.Paragraph;
import org.jspecify.annotations.Nullable;

/**
 * Checks a draft's proportions: {@code {draft, min_words?, max_words?}} → {@code words}, {@code sections} and findings
 * for a text, title, paragraph or section that is too long or too short.
 */
public final class LengthChecker implements AgentHandler {
    private static final int TITLE = 80;
    private static final int PARAGRAPH = 200;
    private static final int SECTION = 600;

    @Override
    public String name() {
        return "length_checker";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context) throws ActionException {
        Parameters asked = new Parameters(parameters);
        int least = asked.number("min_words", 150, 0, 1_000_000);
        int most = asked.number("max_words", 5000, 1, 1_000_000);
        Draft draft = Draft.open(parameters, context);
        int words = Words.count(draft.markdown());
        List<Finding> findings = new ArrayList<>();
        if (words < least) {
            findings.add(Finding.warning(0, "Expected at least " + least + " words, but found " + words));
        }
        if (words > most) {
            findings.add(Finding.warning(0, "Expected at most " + most + " words, but found " + words));
        }
        if (draft.title().length() > TITLE) {
            findings.add(Finding.warning(
                    1,
                    "A title of " + draft.title().length() + " characters: search engines and lists cut it at "
                            + TITLE));
        }
        for (Map.Entry<Paragraph, Integer> paragraph :
                Markdown.paragraphs(draft.document()).entrySet()) {
            int length = Words.count(Markdown.text(paragraph.getKey()));
            if (length > PARAGRAPH) {
                findings.add(Finding.warning(paragraph.getValue(), "A paragraph of " + length + " words: split it"));
            }
        }
        Article article = Article.of(draft.markdown());
        // The first section is the title with the introduction.
        List<Article.Section> sections = article.sections().stream().skip(1).toList();
        for (Article.Section section : sections) {
            int length = Words.count(section.body());
            if (length > SECTION) {
                findings.add(Finding.note(
                        0, "Section “" + section.title() + "” has " + length + " words: a subheading helps"));
            } else if (length == 0 && section.level() > 2) {
                findings.add(Finding.warning(0, "Section “" + section.title() + "” is empty: write or delete it"));
            }
        }
        Map<String, @Nullable Object> output = Finding.output(findings);
        output.put("words", words);
        output.put("sections", sections.size() + (article.conclusion().present() ? 1 : 0));
        return output;
    }
}
