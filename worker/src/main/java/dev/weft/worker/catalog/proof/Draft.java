package dev.weft.worker.catalog.proof;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.worker.catalog.markdown.Markdown;
import dev.weft.worker.catalog.support.Parameters;
import dev.weft.worker.catalog.support.TextDecoder;
import dev.weft.worker.catalog.support.WorkspaceFiles;
import java.nio.file.Path;
import java.util.Map;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/**
 * The draft that a check reads.
 *
 * @param markdown its text
 * @param document the same, parsed, without its title
 */
record Draft(WorkspaceFiles files, String markdown, Node document) {
    private static final long MOST_BYTES = 1024 * 1024;

    /** The file that parameter {@code draft} names. */
    static Draft open(Map<String, @Nullable Object> parameters, ActionContext context) throws ActionException {
        WorkspaceFiles files = WorkspaceFiles.of(context);
        Path file = files.file(new Parameters(parameters).text("draft"));
        String markdown = TextDecoder.decode(files.read(file, MOST_BYTES), files.name(file))
                .text();
        return new Draft(files, markdown, Markdown.untitled(markdown));
    }

    /** The title that the draft starts with; empty for none. */
    String title() {
        return Markdown.headings(Markdown.parse(markdown)).stream()
                .findFirst()
                .filter(heading -> heading.getLevel() == 1)
                .map(Markdown::text)
                .orElse("");
    }
}
