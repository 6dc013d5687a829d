package dev.weft.worker.catalog.article;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.catalog.markdown.Markdown;
import dev.weft.worker.catalog.markdown.SourceText;
import dev.weft.worker.catalog.support.Parameters;
import dev.weft.worker.catalog.support.TextDecoder;
import dev.weft.worker.catalog.support.WorkspaceFiles;
import dev.weft.worker.catalog.text.Words;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an article's source: {@code {source, title?}} → {@code {title, author, text, words, bytes, charset, sha256}}.
 * {@code text} is Markdown without front matter and title. Fails with {@code file_not_found}, {@code too_large}, {@code
 * not_text}, {@code empty_source}, {@code too_nested}.
 */
public final class ArticleReader implements AgentHandler {
    /** The text travels through the run's history, to several tasks: an article, not a book. */
    static final int MOST_BYTES = 192 * 1024;

    private static final int DEEPEST = 200;

    @Override
    public String name() {
        return "article_reader";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context) throws ActionException {
        Parameters asked = new Parameters(parameters);
        WorkspaceFiles files = WorkspaceFiles.of(context);
        Path file = files.file(asked.text("source"));
        String name = files.name(file);
        byte[] bytes = files.read(file, MOST_BYTES);
        TextDecoder.Decoded decoded = TextDecoder.decode(bytes, name);
        SourceText source =
                plain(name) ? SourceText.ofPlainText(decoded.text()) : SourceText.ofMarkdown(decoded.text());
        int words = Words.count(source.markdown());
        if (words == 0) {
            throw ActionException.permanent(
                    "empty_source", "Expected text in " + name + ", but found no words: write the article first");
        }
        if (Markdown.depth(Markdown.parse(source.markdown())) > DEEPEST) {
            throw ActionException.permanent(
                    "too_nested",
                    "Expected Markdown in " + name + " nested at most " + DEEPEST
                            + " deep, but found more: check its quotes and emphasis");
        }
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("title", title(asked.text("title", ""), source.title(), name));
        output.put("author", source.front().getOrDefault("author", ""));
        output.put("text", source.markdown());
        output.put("words", words);
        output.put("bytes", bytes.length);
        output.put("charset", decoded.charset());
        output.put("sha256", WorkspaceFiles.sha256(bytes));
        return output;
    }

    private static boolean plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".txt") || lower.endsWith(".text");
    }

    private static String title(String asked, String own, String name) {
        if (!asked.isBlank()) {
            return asked.strip().replaceAll("\\s+", " ");
        }
        if (!own.isBlank()) {
            return own;
        }
        String file = name.substring(name.lastIndexOf('/') + 1).replaceAll("\\.[^.]*$", "");
        String words = file.replaceAll("[-_]+", " ").strip();
        return words.isEmpty() ? "Untitled" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
