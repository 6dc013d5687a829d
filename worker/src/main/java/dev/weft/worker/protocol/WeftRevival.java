package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * Asks a run that was terminated how far it was, and what it, or another in its place, begins with once more. A terminated
 * run answers no queries, so a worker replays its history up to there. So it is with any run that has ended whose state is more
 * than the answer to a query may hold: that the worker keeps in its blob store.
 */
@WorkflowInterface
public interface WeftRevival {
    /** The workflow type. */
    String TYPE = "WeftRevival";

    /** Answers as the queries of {@link WeftRun} do. */
    @WorkflowMethod(name = TYPE)
    @Nullable JsonNode ask(Question question);

    /**
     * What is asked.
     *
     * @param run id
     * @param execution Temporal's id of the execution that was terminated
     * @param query name of a query
     * @param argument of it; {@code null} for none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Question(
            String run,
            String execution,
            String query,
            @Nullable JsonNode argument) {}
}
