package dev.weft.worker.catalog.article;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.catalog.markdown.Article;
import dev.weft.worker.catalog.markdown.Markdown;
import dev.weft.worker.catalog.support.Parameters;
import dev.weft.worker.catalog.text.KeySentences;
import dev.weft.worker.catalog.text.Sentences;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives an article its conclusion: {@code {text}} → {@code {text, origin}}. The author's own where the last heading says
 * that it concludes ({@code origin: author}), else the most telling sentence of each of at most {@value #POINTS}
 * sections ({@code origin: extracted}); an empty text for an article of fewer than two sections ({@code origin: none}).
 */
public final class ConclusionWriter implements AgentHandler {
    static final int POINTS = 5;

    @Override
    public String name() {
        return "conclusion_writer";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context)
            throws ActionException, InterruptedException {
        Article article = Article.of(new Parameters(parameters).text("text"));
        Article.Section own = article.conclusion();
        if (own.present()) {
            return conclusion("## " + Markdown.escape(own.title()) + "\n\n" + own.body(), "author");
        }
        List<String> points = new ArrayList<>();
        for (Article.Section section : article.sections()) {
            context.heartbeat();
            List<String> sentences = Sentences.of(Markdown.prose(Markdown.parse(section.body())));
            if (points.size() < POINTS) {
                KeySentences.of(sentences, 1).forEach(point -> points.add("- " + Markdown.escape(point)));
            }
        }
        return points.size() < 2
                ? conclusion("", "none")
                : conclusion("## In short\n\n" + String.join("\n", points), "extracted");
    }

    private static Map<String, @Nullable Object> conclusion(String text, String origin) {
        Map<String, @Nullable Object> conclusion = new LinkedHashMap<>();
        conclusion.put("text", text);
        conclusion.put("origin", origin);
        return conclusion;
    }
}
