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
 * @param channel by which it came, as whoever sends it says: {@code api} for the API; {@code null} for this update alone
 * @param output of the task that is completed; {@code null} otherwise
 * @param slice what a run that does a slice of a loop goes on with after its end, as the run above says; {@code null} otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Control(
        String command,
        String by,
        @Nullable String task,
        @Nullable Object output,
        @Nullable String channel,
        @Nullable SliceTerms slice) {
    /** The channel of the API. */
    public static final String API = "api";

    /** The channel of whoever reaches Temporal, where none is said. */
    public static final String TEMPORAL = "temporal";

    /** Whether what was done is to be undone, all or to a checkpoint. */
    public boolean undoes() {
        return "rollback".equals(command) || "undo".equals(command);
    }

    /** The same, of a task at another path. */
    public Control at(String path) {
        return new Control(command, by, path, output, channel, slice);
    }

    /** As the run above says it to one that does a slice. */
    public Control fromAbove(String run, SliceTerms terms) {
        return new Control(command, RunUndo.BY + run, task, output, channel, terms);
    }

    /** The same without a task: what was cut short, or not begun, is done. */
    public Control ofTheRest() {
        return new Control(
                "retry",
                by,
                null,
                null,
                channel,
                slice == null ? null : new SliceTerms(slice.tolerated(), slice.untold(), false));
    }

    /** Whether a run above says it. */
    public boolean comesFromAbove() {
        return by != null && by.startsWith(RunUndo.BY);
    }

    /** Of a run that does no slice. */
    public Control(
            String command, String by, @Nullable String task, @Nullable Object output, @Nullable String channel) {
        this(command, by, task, output, channel, null);
    }

    /** By the update alone. */
    public Control(String command, String by, @Nullable String task, @Nullable Object output) {
        this(command, by, task, output, null);
    }

    /** The same, that came by a channel. */
    public Control through(String name) {
        return new Control(command, by, task, output, name, slice);
    }

    /** Of the run. */
    public Control(String command, String by) {
        this(command, by, null, null);
    }
}
