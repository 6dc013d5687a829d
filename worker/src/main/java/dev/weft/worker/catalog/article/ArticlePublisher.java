package dev.weft.worker.catalog.article;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.catalog.markdown.Markdown;
import dev.weft.worker.catalog.support.JsonText;
import dev.weft.worker.catalog.support.Page;
import dev.weft.worker.catalog.support.Parameters;
import dev.weft.worker.catalog.support.TextDecoder;
import dev.weft.worker.catalog.support.WorkspaceFiles;
import dev.weft.worker.catalog.text.Words;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/**
 * Publishes an approved draft: {@code {draft, sha256, source, title, author?, summary?, date, out}} → {@code {page,
 * manifest, sha256, bytes, files}}. Writes {@code out/<slug>/index.html}, {@code article.md} and, last, {@code
 * manifest.json} with the sha-256 of each. Fails with {@code draft_changed} when the draft isn't the one whose checksum
 * was approved.
 */
public final class ArticlePublisher implements AgentHandler {
    private static final long MOST_BYTES = 1024 * 1024;
    private static final Page PAGE = Page.template("article.html");

    @Override
    public String name() {
        return "article_publisher";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context) throws ActionException {
        Parameters asked = new Parameters(parameters);
        WorkspaceFiles files = WorkspaceFiles.of(context);
        Path draft = files.file(asked.text("draft"));
        byte[] markdown = files.read(draft, MOST_BYTES);
        String approved = asked.text("sha256");
        if (!WorkspaceFiles.sha256(markdown).equals(approved)) {
            throw ActionException.permanent(
                    "draft_changed",
                    "Expected " + files.name(draft) + " as it was approved (sha-256 " + approved
                            + "), but found another text: start a new run on the changed one");
        }
        String title = asked.text("title");
        Path folder = files.inside(asked.text("out")).resolve(Markdown.slug(title));
        byte[] html = page(
                asked, files, TextDecoder.decode(markdown, files.name(draft)).text());
        Path page = files.inside(files.name(folder.resolve("index.html")));
        Path text = files.inside(files.name(folder.resolve("article.md")));
        Path manifest = files.inside(files.name(folder.resolve("manifest.json")));
        files.write(page, html);
        files.write(text, markdown);
        List<Map<String, Object>> published = List.of(entry(files.name(page), html), entry(files.name(text), markdown));
        files.write(manifest, manifest(asked, context, published));

        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("page", files.name(page));
        output.put("manifest", files.name(manifest));
        output.put("sha256", WorkspaceFiles.sha256(html));
        output.put("bytes", html.length);
        output.put("files", new ArrayList<>(published));
        return output;
    }

    private static byte[] page(Parameters asked, WorkspaceFiles files, String markdown) throws ActionException {
        Node document = Markdown.untitled(markdown);
        ArticleHtml html = new ArticleHtml(files, files.folderOf(asked.text("source")));
        String author = asked.text("author", "").strip();
        String date = asked.text("date");
        long minutes = Math.max(1, Math.round((double) Words.count(markdown) / Outliner.WORDS_A_MINUTE));
        return PAGE.fill(Map.of(
                        "title", asked.text("title"),
                        "summary", asked.text("summary", ""),
                        "byline", author.isEmpty() ? "" : "By " + author + " · ",
                        "date", date.length() > 10 ? date.substring(0, 10) : date,
                        "minutes", minutes + (minutes == 1 ? " minute" : " minutes"),
                        "contents", html.contents(document),
                        "body", html.body(document)))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> entry(String path, byte[] bytes) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("path", path);
        entry.put("bytes", bytes.length);
        entry.put("sha256", WorkspaceFiles.sha256(bytes));
        return entry;
    }

    private static byte[] manifest(Parameters asked, ActionContext context, List<Map<String, Object>> published)
            throws ActionException {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("title", asked.text("title"));
        manifest.put("source", asked.text("source"));
        manifest.put("run", context.run());
        manifest.put("date", asked.text("date"));
        manifest.put("approved_sha256", asked.text("sha256"));
        manifest.put("files", published);
        return JsonText.of(manifest);
    }
}
