package dev.weft.api.representation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done with all runs that a filter finds.
 *
 * @param action {@code cancel}, {@code terminate}, {@code pause}, {@code resume}, {@code retry} or {@code rollback}
 * @param filter which runs
 * @param dryRun whether it is only said which runs are meant
 * @param limit how many at most with this request, 1 to 200; 50 where it is missing
 * @param cursor what the answer before says in {@code next}; {@code null} to begin
 */
public record BulkRequest(
        String action,
        Filter filter,
        @Nullable Boolean dryRun,
        @Nullable Integer limit,
        @Nullable String cursor) {
    /**
     * Which runs; a run has all that is said.
     *
     * @param label {@code name=value} each
     * @param since started at or after: a time
     * @param until started before: a time
     * @param all {@code true} where nothing else is said and all runs are meant
     */
    public record Filter(
            @Nullable String workflow,
            @Nullable String status,
            @Nullable List<String> label,
            @Nullable String since,
            @Nullable String until,
            @Nullable String parent,
            @Nullable Boolean all) {}
}
