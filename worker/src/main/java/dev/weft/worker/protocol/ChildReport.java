package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.weft.worker.protocol.large.Sendable;
import org.jspecify.annotations.Nullable;

/**
 * What became of a child run: what it tells its parent.
 *
 * @param run its id
 * @param task path of the parent's task that started it
 * @param outputs of one that has completed; of one that does a slice and is RUNNING how many of its items have failed, {@code null}
 *     for too many
 * @param error of one that has not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChildReport(
        String run,
        String task,
        RunStatus status,

        @JsonSerialize(using = Sendable.Writer.class) @JsonDeserialize(using = Sendable.Reader.class) @Nullable Object outputs,

        @Nullable Failure error) {}
