package dev.weft.worker.catalog.article;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.catalog.markdown.Article;
import dev.weft.worker.catalog.markdown.Markdown;
import dev.weft.worker.catalog.support.Parameters;
import dev.weft.worker.catalog.text.KeySentences;
import dev.weft.worker.catalog.text.KeyTerms;
import dev.weft.worker.catalog.text.Sentences;
import dev.weft.worker.catalog.text.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says what an article is made of: {@code {text}} → {@code {summary, sections: [{title, level, words, terms}], minutes,
 * has_introduction, has_conclusion}}. {@code summary} is its most telling sentence, {@code minutes} the time to read it
 * at {@value #WORDS_A_MINUTE} words a minute.
 */
public final class Outliner implements AgentHandler {
    static final int WORDS_A_MINUTE = 220;
    private static final int SUMMARY = 200;

    @Override
    public String name() {
        return "outliner";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context) throws ActionException {
        String text = new Parameters(parameters).text("text");
        Article article = Article.of(text);
        KeyTerms terms = new KeyTerms(
                article.sections().stream().map(Article.Section::body).toList());
        List<Map<String, Object>> sections = new ArrayList<>();
        for (Article.Section section : article.sections()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("title", section.title());
            entry.put("level", section.level());
            entry.put("words", Words.count(section.body()));
            entry.put("terms", terms.of(Markdown.prose(Markdown.parse(section.body())), 3));
            sections.add(entry);
        }
        Map<String, @Nullable Object> outline = new LinkedHashMap<>();
        outline.put("summary", summary(Sentences.of(article.prose())));
        outline.put("sections", sections);
        outline.put("minutes", Math.max(1, Math.round((double) Words.count(text) / WORDS_A_MINUTE)));
        outline.put("has_introduction", !article.lead().isBlank());
        outline.put("has_conclusion", article.conclusion().present());
        return outline;
    }

    private static String summary(List<String> sentences) {
        List<String> best = KeySentences.of(sentences, 1);
        String sentence = !best.isEmpty() ? best.getFirst() : sentences.isEmpty() ? "" : sentences.getFirst();
        if (sentence.length() <= SUMMARY) {
            return sentence;
        }
        return sentence.substring(
                        0, sentence.lastIndexOf(' ', SUMMARY) > 0 ? sentence.lastIndexOf(' ', SUMMARY) : SUMMARY)
                + "…";
    }
}
