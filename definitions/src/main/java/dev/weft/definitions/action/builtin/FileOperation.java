package dev.weft.definitions.action.builtin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Beside;
import dev.weft.definitions.action.Bounds;
import dev.weft.definitions.action.Doc;
import dev.weft.definitions.action.Misfits;
import dev.weft.definitions.action.Output;
import dev.weft.definitions.action.Trait;
import dev.weft.definitions.action.WrittenParameters;
import java.util.Locale;
import java.util.Set;
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
 * @param overwrite whether {@code write}, {@code copy} and {@code move} may replace a file; {@code null} for yes
 * @param csv how rows stand in the file; {@code null} for commas and a header line
 * @param algorithm of {@code checksum}; {@code null} for {@link Algorithm#SHA_256}
 */
@Doc("Reads and changes files inside the workspace, never outside of it, whatever the path or link.")
public record FileOperation(
        @Doc(value = "What to do.", example = "write") Operation operation,

        @Doc(
                value = "The file or folder. Relative paths start in the workspace; folders on the way are made.",
                example = "\"out/${{ run.id }}.md\"")
        @Bounds(pattern = Bounds.NOT_BLANK)
        String path,

        @Beside(
                value = "operation",
                words = {"copy", "move"},
                required = true)
        @Doc(value = "Where `copy` and `move` put the file.", example = "archive/article.md")
        @Nullable @Bounds(pattern = Bounds.NOT_BLANK)
        String to,

        @Beside(
                value = "operation",
                words = {"write", "append"})
        @Doc("What `write` and `append` put into the file: text; with `json` any value; with `csv` a list of maps or"
                + " lists; with `base64` the bytes as base64.")
        @Nullable Object content,

        @Beside(
                value = "operation",
                words = {"read", "write", "append"})
        @Doc("How content stands for bytes: `text` (UTF-8, the default), `json`, `csv` (with a header line) or"
                + " `base64`.")
        @Nullable Encoding encoding,

        @Beside(
                value = "operation",
                words = {"list", "delete"})
        @Doc("Whether `list` goes into folders, and `delete` takes a folder with all that is in it; default `false`.")
        @Nullable Boolean recursive,

        @Beside(value = "operation", words = "list")
        @Doc(value = "Glob that the paths of `list` must match, below `path`.", example = "\"**.csv\"")
        @Nullable String pattern,

        @Beside(
                value = "operation",
                words = {"write", "copy", "move"})
        @Doc("Whether `write`, `copy` and `move` may replace a file that is there; default `true`.")
        @Nullable Boolean overwrite,

        @Beside(value = "encoding", words = "csv")
        @Doc(value = "With `encoding: csv`: how rows stand in the file.", example = "{delimiter: \";\", header: false}")
        @Nullable Csv csv,

        @Beside(value = "operation", words = "checksum")
        @Doc("Of `checksum`: `sha-256` (the default) or `sha-512`.")
        @Nullable Algorithm algorithm) {
    public static final ActionSpec<FileOperation> SPEC = new ActionSpec<>(
            "file_operation",
            "Reads and changes files inside the workspace.",
            FileOperation.class,
            Trait.WORK,
            new Output.ByParameters(FileOutput::of),
            FileOperation::changes,
            true,
            false);

    private static final Set<String> READS = Set.of("read", "list", "stat", "checksum");

    public FileOperation {
        Misfits misfits = new Misfits();
        boolean copies = operation == Operation.COPY || operation == Operation.MOVE;
        boolean writes = operation == Operation.WRITE || operation == Operation.APPEND;
        if (copies && to == null) {
            missing(misfits, "to", operation, "Add where the file goes, such as to: archive/article.md.");
        }
        if (writes && content == null && encoding != Encoding.JSON) {
            missing(misfits, "content", operation, "Add what is written, such as content: Hello.");
        }
        only(misfits, copies, "to", to, operation);
        only(misfits, writes, "content", content, operation);
        only(misfits, writes || operation == Operation.READ, "encoding", encoding, operation);
        boolean descends = operation == Operation.LIST || operation == Operation.DELETE;
        only(misfits, descends, "recursive", recursive, operation);
        only(misfits, operation == Operation.LIST, "pattern", pattern, operation);
        only(misfits, operation == Operation.WRITE || copies, "overwrite", overwrite, operation);
        only(misfits, operation == Operation.CHECKSUM, "algorithm", algorithm, operation);
        if (csv != null && encoding != Encoding.CSV) {
            misfits.together(
                    "/csv",
                    "Expected encoding: csv with \"csv\", but found " + (encoding == null ? "none" : "another"),
                    "Write encoding: csv, or remove csv.");
        }
        if (path.isBlank()) {
            misfits.value(
                    "/path",
                    "Expected a file or folder for \"path\", but found " + (path.isEmpty() ? "nothing" : "blank text"),
                    "Write a path below the workspace, such as data/people.csv, or . for all of it.");
        }
        Check.notBlank(misfits, "to", to, "a path below the workspace");
        FilePaths.check(misfits, "path", path);
        FilePaths.check(misfits, "to", to);
        if (operation != Operation.LIST && operation != Operation.STAT) {
            FilePaths.belowTheTop(misfits, "path", path, operation.label());
        }
        if (copies) {
            FilePaths.belowTheTop(misfits, "to", to, operation.label());
        }
        if (operation == Operation.LIST) {
            FilePaths.pattern(misfits, pattern);
        }
        if (writes) {
            FileContent.check(misfits, content, encoding);
        }
        misfits.refuse();
    }

    private static boolean changes(WrittenParameters parameters) {
        return parameters
                .text("operation")
                .map(READS::contains)
                .map(reads -> !reads)
                .orElse(true);
    }

    private static void missing(Misfits misfits, String name, Operation operation, String hint) {
        misfits.together(
                "", "Expected \"" + name + "\" with the operation " + operation.label() + ", but found none", hint);
    }

    private static void only(Misfits misfits, boolean used, String name, @Nullable Object value, Operation operation) {
        if (!used && value != null) {
            misfits.together(
                    "/" + name,
                    "Expected no \"" + name + "\" with the operation " + operation.label()
                            + ", which doesn't use it, but found one",
                    "Remove it.");
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

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How content stands for bytes. */
    public enum Encoding {
        TEXT,
        JSON,
        CSV,
        BASE64
    }

    /** How a checksum is made. */
    public enum Algorithm {
        @JsonProperty("sha-256")
        SHA_256,
        @JsonProperty("sha-512")
        SHA_512
    }

    /**
     * How rows stand in a file.
     *
     * @param delimiter one character; {@code null} for a comma
     * @param header whether the first line names the fields, so that rows are maps; {@code null} for yes
     */
    public record Csv(
            @Doc(value = "What stands between fields: one character; default a comma.", example = "\";\"")
            @Nullable @Bounds(pattern = "[^\"\r\n]")
            String delimiter,

            @Doc("Whether the first line names the fields (the default). Without, rows are lists of texts.") @Nullable Boolean header) {
        public Csv {
            Misfits misfits = new Misfits();
            if (delimiter != null && (delimiter.length() != 1 || "\"\r\n".contains(delimiter))) {
                misfits.value(
                        "/delimiter",
                        "Expected one character, no quote and no end of line, for \"delimiter\", but found \""
                                + delimiter + '"',
                        "Write, for example, delimiter: \";\", or \"\\t\" for a tab.");
            }
            misfits.refuse();
        }
    }
}
