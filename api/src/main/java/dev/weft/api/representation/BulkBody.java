package dev.weft.api.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.worker.protocol.RunStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done with runs that a filter found, or would be.
 *
 * @param found how many runs the filter finds now, about
 * @param items those of this request, the last started first
 * @param next what {@code cursor} is to be to go on; {@code null} where no more are left
 */
public record BulkBody(
        String action,
        boolean dryRun,
        long found,
        List<Item> items,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {
    /** What became of one. */
    public enum Outcome {
        /** It is done. */
        DONE,
        /** It would be done. */
        WOULD,
        /** It doesn't apply, or can't be done now. */
        REFUSED
    }

    /**
     * A run.
     *
     * @param status afterwards
     * @param code why it was refused
     * @param detail the same in words
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            String run,
            String workflow,
            RunStatus status,
            Outcome outcome,
            @Nullable String task,
            @Nullable String code,
            @Nullable String detail) {}
}
