package dev.weft.worker.catalog.article;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.catalog.markdown.Article;
import dev.weft.worker.catalog.markdown.Markdown;
import dev.weft.worker.catalog.support.Parameters;
import dev.weft.worker.catalog.text.KeySentences;
import dev.weft.worker.catalog.text.KeyTerms;
import dev.weft.worker.catalog.text.Readability;
import dev.weft.worker.catalog.text.Sentences;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shortens a text to the sentences that say most: {@code {title, text, sentences?}} → {@code {text, terms, words,
 * ease}}. The digest's text is Markdown; its sentences are the author's, in their order.
 */
public final class DigestWriter implements AgentHandler {
    @Override
    public String name() {
        return "digest_writer";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context) throws ActionException {
        Parameters asked = new Parameters(parameters);
        int most = asked.number("sentences", 5, 1, 50);
        String prose = Article.of(asked.text("text")).prose();
        List<String> all = Sentences.of(prose);
        List<String> best = KeySentences.of(all, most);
        List<String> kept = best.isEmpty() ? all.stream().limit(most).toList() : best;
        List<String> terms = new KeyTerms(all).of(prose, 8);
        Readability measured = Readability.of(prose);
        StringBuilder digest = new StringBuilder("# ")
                .append(Markdown.escape(asked.text("title")))
                .append("\n\n");
        kept.forEach(sentence ->
                digest.append("- ").append(Markdown.escape(sentence)).append('\n'));
        digest.append("\nKey terms: ")
                .append(Markdown.escape(String.join(", ", terms)))
                .append("  \n")
                .append(measured.words())
                .append(" words in ")
                .append(measured.sentences())
                .append(" sentences; Flesch reading ease ")
                .append(measured.ease())
                .append(", LIX ")
                .append(measured.lix())
                .append(".\n");
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("text", digest.toString());
        output.put("terms", terms);
        output.put("words", measured.words());
        output.put("ease", measured.ease());
        return output;
    }
}
