package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Argument of update {@code control}.
 *
 * @param command {@code pause}, {@code resume}, {@code cancel}, {@code rollback} to a checkpoint or {@code undo} of the run; {@code
 *     retry}, {@code skip}, {@code complete} or {@code fail} of a task that failed and waits for a person
 * @param by who asks
 * @param task path of the task, of {@code rollback} the checkpoint; {@code null} where the run is meant, or the last
 *     checkpoint before the first failure
 * @param output of the task that is completed; {@code null} otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Control(
        String command,
        String by,
        @Nullable String task,
        @Nullable Object output) {
    /** Whether what was done is to be undone, all or to a checkpoint. */
    public boolean undoes() {
        return "rollback".equals(command) || "undo".equals(command);
    }

    /** The same, of a task at another path. */
    public Control at(String path) {
        return new Control(command, by, path, output);
    }

    /** Of the run. */
    public Control(String command, String by) {
        this(command, by, null, null);
    }
}
