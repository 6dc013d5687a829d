package dev.weft.worker.action;

import dev.weft.definitions.action.Action;
import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.builtin.FileOperation;
import dev.weft.worker.action.file.Content;
import dev.weft.worker.action.file.FileAppend;
import dev.weft.worker.action.file.FileDelete;
import dev.weft.worker.action.file.FileList;
import dev.weft.worker.action.file.FileReads;
import dev.weft.worker.action.file.FileWrites;
import dev.weft.worker.action.file.Journal;
import dev.weft.worker.action.file.Place;
import dev.weft.worker.action.file.Roots;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Action {@code file_operation}: files inside the workspace and the other roots. */
public final class FileOperationAction implements Action<FileOperation> {
    private final Roots roots;
    private final FileReads reads = new FileReads();
    private final FileDelete deletes = new FileDelete();
    private final FileWrites writes;
    private final FileAppend appends;

    public FileOperationAction(Roots roots, Journal journal) {
        this.roots = roots;
        this.writes = new FileWrites(journal);
        this.appends = new FileAppend(journal);
    }

    @Override
    public ActionSpec<FileOperation> spec() {
        return FileOperation.SPEC;
    }

    @Override
    public Map<String, @Nullable Object> execute(FileOperation work, ActionContext context)
            throws ActionException, InterruptedException {
        Place place = roots.locate(work.path());
        FileOperation.Encoding encoding = Objects.requireNonNullElse(work.encoding(), FileOperation.Encoding.TEXT);
        boolean overwrite = !Boolean.FALSE.equals(work.overwrite());
        boolean recursive = Boolean.TRUE.equals(work.recursive());
        return switch (work.operation()) {
            case READ -> {
                byte[] bytes = reads.read(place);
                Map<String, @Nullable Object> output = output(place, "size", bytes.length);
                output.put("content", Content.decode(bytes, encoding, work.csv(), place.shown()));
                yield output;
            }
            case WRITE -> {
                byte[] bytes = Content.encode(work.content(), encoding, work.csv());
                writes.write(place, bytes, overwrite, context);
                yield output(place, "size", bytes.length);
            }
            case APPEND -> {
                byte[] bytes = Content.encode(work.content(), encoding, work.csv());
                yield output(place, "size", appends.append(place, bytes, context));
            }
            case COPY -> {
                Place to = target(work);
                yield output(to, "from", place.shown(), "size", writes.copy(place, to, overwrite, context));
            }
            case MOVE -> {
                Place to = target(work);
                writes.move(place, to, overwrite, context);
                yield output(to, "from", place.shown());
            }
            case DELETE -> output(place, "deleted", deletes.delete(place, recursive, context));
            case LIST -> {
                List<?> entries = new FileList(place, recursive, work.pattern(), context).entries();
                yield output(place, "entries", entries);
            }
            case STAT -> reads.stat(place);
            case CHECKSUM ->
                reads.checksum(
                        place, Objects.requireNonNullElse(work.algorithm(), FileOperation.Algorithm.SHA_256), context);
        };
    }

    private Place target(FileOperation work) throws ActionException {
        return roots.locate(Objects.requireNonNull(work.to(), "the record refuses copies without a target"));
    }

    private static Map<String, @Nullable Object> output(Place place, Object... more) {
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("path", place.shown());
        for (int i = 0; i < more.length; i += 2) {
            output.put((String) more[i], more[i + 1]);
        }
        return output;
    }
}
