package dev.weft.worker.catalog.article;

import dev.weft.definitions.action.ActionException;
import dev.weft.worker.catalog.markdown.Markdown;
import dev.weft.worker.catalog.support.Page;
import dev.weft.worker.catalog.support.WorkspaceFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

/**
 * An article's Markdown as HTML that needs nothing else: raw HTML is shown as text, unsafe addresses are dropped, images
 * beside the source are put into the page.
 *
 * @param folder where relative images start
 */
record ArticleHtml(WorkspaceFiles files, Path folder) {
    private static final long MOST_IMAGE = 2 * 1024 * 1024;
    private static final Map<String, String> TYPES = Map.of(
            "png",
            "image/png",
            "jpg",
            "image/jpeg",
            "jpeg",
            "image/jpeg",
            "gif",
            "image/gif",
            "webp",
            "image/webp",
            "svg",
            "image/svg+xml",
            "avif",
            "image/avif");

    String body(Node document) {
        Map<Heading, String> anchors = Markdown.anchors(document);
        return HtmlRenderer.builder()
                .extensions(List.of(TablesExtension.create()))
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(ignored -> (node, tag, attributes) -> {
                    if (node instanceof Heading heading && anchors.containsKey(heading)) {
                        attributes.put("id", anchors.get(heading));
                    } else if (node instanceof Image image) {
                        attributes.put("loading", "lazy");
                        String data = embedded(image.getDestination());
                        if (data != null) {
                            attributes.put("src", data);
                        }
                    }
                })
                .build()
                .render(document);
    }

    /** The list of the sections of level 2; empty for fewer than three. */
    String contents(Node document) {
        StringBuilder list = new StringBuilder();
        int[] count = {0};
        Markdown.anchors(document).forEach((heading, anchor) -> {
            if (heading.getLevel() == 2) {
                count[0]++;
                list.append("<li><a href=\"#")
                        .append(Page.escape(anchor))
                        .append("\">")
                        .append(Page.escape(Markdown.text(heading)))
                        .append("</a></li>\n");
            }
        });
        return count[0] < 3
                ? ""
                : "<nav class=\"contents\" aria-labelledby=\"contents-title\">\n<h2 id=\"contents-title\">In this article</h2>\n<ol>\n"
                        + list + "</ol>\n</nav>";
    }

    private @Nullable String embedded(String address) {
        String type = TYPES.get(address.substring(address.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (type == null || address.contains(":") || address.startsWith("/")) {
            return null;
        }
        try {
            Path file = files.inside(files.name(folder.resolve(address)));
            if (!Files.isRegularFile(file)) {
                return null;
            }
            return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(files.read(file, MOST_IMAGE));
        } catch (ActionException e) {
            // The link check has told of it; the page keeps the address and the alternative text.
            return null;
        }
    }
}
