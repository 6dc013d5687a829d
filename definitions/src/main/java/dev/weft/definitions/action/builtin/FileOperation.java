package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Doc;
import dev.weft.definitions.action.Trait;
import org.jspecify.annotations.Nullable;

/**
 * Reads and changes files inside the workspace.
 *
 * @param operation what to do
 * @param path the file or folder
 * @param to target of {@code copy} and {@code move}
 * @param content what to write or append, as {@code encoding} has it
 * @param encoding how content stands for bytes; {@code null} for text
 * @param recursive whether {@code list} descends and {@code delete} takes full folders; {@code null} for no
 * @param pattern glob over the entries' paths below {@code path}; {@code null} for all
 */
@Doc("Reads and changes files inside the workspace, never outside of it, whatever the path or link.")
public record FileOperation(
        @Doc(value = "What to do.", example = "write") Operation operation,

        @Doc(
                value = "The file or folder. Relative paths start in the workspace; folders on the way are made.",
                example = "\"out/${{ run.id }}.md\"")
        String path,

        @Doc(value = "Where `copy` and `move` put the file.", example = "archive/article.md") @Nullable String to,

        @Doc("What `write` and `append` put into the file: text; with `json` any value; with `csv` a list of maps or"
                + " lists; with `base64` the bytes as base64.")
        @Nullable Object content,

        @Doc("How content stands for bytes: `text` (UTF-8, the default), `json`, `csv` (with a header line) or"
                + " `base64`.")
        @Nullable Encoding encoding,

        @Doc("Whether `list` goes into folders, and `delete` takes a folder with all that is in it; default `false`.")
        @Nullable Boolean recursive,

        @Doc(value = "Glob that the paths of `list` must match, below `path`.", example = "\"**.csv\"") @Nullable String pattern) {
    public static final ActionSpec<FileOperation> SPEC = new ActionSpec<>(
            "file_operation", "Reads and changes files inside the workspace.", FileOperation.class, Trait.WORK);

    public FileOperation {
        boolean copies = operation == Operation.COPY || operation == Operation.MOVE;
        boolean writes = operation == Operation.WRITE || operation == Operation.APPEND;
        if (copies && to == null) {
            throw missing("to", operation);
        }
        if (writes && content == null && encoding != Encoding.JSON) {
            throw missing("content", operation);
        }
        only(copies, "to", to, operation);
        only(writes, "content", content, operation);
        only(writes || operation == Operation.READ, "encoding", encoding, operation);
        only(operation == Operation.LIST || operation == Operation.DELETE, "recursive", recursive, operation);
        only(operation == Operation.LIST, "pattern", pattern, operation);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("Expected a file or folder for \"path\", but found nothing");
        }
    }

    private static IllegalArgumentException missing(String name, Operation operation) {
        return new IllegalArgumentException(
                "Expected \"" + name + "\" with the operation " + operation.label() + ", but found none");
    }

    private static void only(boolean used, String name, @Nullable Object value, Operation operation) {
        if (!used && value != null) {
            throw new IllegalArgumentException("Expected no \"" + name + "\" with the operation " + operation.label()
                    + ", which doesn't use it, but found one");
        }
    }

    /** What can be done with a file. */
    public enum Operation {
        READ,
        WRITE,
        APPEND,
        COPY,
        MOVE,
        DELETE,
        LIST,
        STAT,
        CHECKSUM;

        private String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** How content stands for bytes. */
    public enum Encoding {
        TEXT,
        JSON,
        CSV,
        BASE64
    }
}
