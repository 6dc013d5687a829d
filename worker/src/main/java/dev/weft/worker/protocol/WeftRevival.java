package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * Asks a run that was terminated what it, or another in its place, begins with once more. A terminated run answers no
 * queries, so a worker replays its history up to there.
 */
@WorkflowInterface
public interface WeftRevival {
    /** The workflow type. */
    String TYPE = "WeftRevival";

    /** Answers as the queries {@code revived} and {@code restarted} of {@link WeftRun} do. */
    @WorkflowMethod(name = TYPE)
    Revival ask(Question question);

    /**
     * What is asked: one of the last two is {@code null}.
     *
     * @param run id
     * @param execution Temporal's id of the execution that was terminated
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Question(
            String run,
            String execution,
            @Nullable Control revived,
            @Nullable Restart restarted) {}
}
