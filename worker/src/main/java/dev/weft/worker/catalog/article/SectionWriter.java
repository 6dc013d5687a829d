package dev.weft.worker.catalog.article;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.catalog.markdown.Article;
import dev.weft.worker.catalog.markdown.Markdown;
import dev.weft.worker.catalog.support.Pace;
import dev.weft.worker.catalog.support.Parameters;
import dev.weft.worker.catalog.text.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts an article's sections into house order: {@code {text, pace?}} → {@code {text, sections, words, changes}}. Headings
 * start at level 2 and never skip one; {@code changes} lists those that were moved. The text itself stays the author's.
 * With {@code pace}, it rests between paragraphs.
 */
public final class SectionWriter implements AgentHandler {
    @Override
    public String name() {
        return "section_writer";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context)
            throws ActionException, InterruptedException {
        Parameters asked = new Parameters(parameters);
        Article article = Article.of(asked.text("text"));
        Pace pace = Pace.of(asked.text("pace", "0s"));
        List<String> changes = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        int shift = article.sections().stream()
                        .mapToInt(Article.Section::level)
                        .min()
                        .orElse(2)
                - 2;
        int before = 1;
        for (Article.Section section : article.sections()) {
            int level = Math.max(2, Math.min(section.level() - shift, before + 1));
            if (level != section.level()) {
                changes.add("“" + section.title() + "”: heading of level " + section.level() + " is now " + level);
            }
            before = level;
            parts.add("#".repeat(level) + " " + Markdown.escape(section.title()) + "\n\n" + section.body());
            int paragraphs = Markdown.paragraphs(Markdown.parse(section.body())).size();
            for (int paragraph = 0; paragraph < paragraphs; paragraph++) {
                pace.rest(context);
            }
        }
        String text = String.join("\n\n", parts);
        Map<String, @Nullable Object> sections = new LinkedHashMap<>();
        sections.put("text", text);
        sections.put("sections", parts.size());
        sections.put("words", Words.count(text));
        sections.put("changes", changes);
        return sections;
    }
}
