package dev.weft.worker.catalog.article;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.catalog.markdown.Article;
import dev.weft.worker.catalog.markdown.Markdown;
import dev.weft.worker.catalog.support.Parameters;
import dev.weft.worker.catalog.text.KeySentences;
import dev.weft.worker.catalog.text.Sentences;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives an article its introduction: {@code {text}} → {@code {text, origin}}. The author's own where there is one
 * ({@code origin: author}), else the sentences that say most, in their order ({@code origin: extracted}). Never invents.
 */
public final class IntroductionWriter implements AgentHandler {
    private static final int SENTENCES = 3;

    @Override
    public String name() {
        return "introduction_writer";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context) throws ActionException {
        Article article = Article.of(new Parameters(parameters).text("text"));
        boolean own = !article.lead().isBlank();
        Map<String, @Nullable Object> introduction = new LinkedHashMap<>();
        introduction.put("text", own ? article.lead() : extracted(article));
        introduction.put("origin", own ? "author" : "extracted");
        return introduction;
    }

    private static String extracted(Article article) {
        return Markdown.escape(String.join(" ", KeySentences.of(Sentences.of(article.prose()), SENTENCES)));
    }
}
