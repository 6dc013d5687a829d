package dev.weft.api.gateway;

import com.google.protobuf.ByteString;
import dev.weft.api.error.ApiException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds runs in Temporal's visibility, which shows a change some tenths of a second late. */
public final class RunLister {
    private final TemporalRim rim;
    private final Summaries summaries;

    RunLister(TemporalRim rim) {
        this.rim = rim;
        this.summaries = new Summaries(rim);
    }

    /**
     * A page of runs, the last started first.
     *
     * @param position where the page begins; {@code null} for the first
     */
    public Runs list(RunFilter filter, int limit, byte @Nullable [] position) {
        try {
            ListWorkflowExecutionsResponse response = rim.call(
                    TemporalRim.NORMAL,
                    stub -> stub.listWorkflowExecutions(ListWorkflowExecutionsRequest.newBuilder()
                            .setNamespace(rim.namespace())
                            .setPageSize(limit)
                            .setQuery(filter.query())
                            .setNextPageToken(position == null ? ByteString.EMPTY : ByteString.copyFrom(position))
                            .build()));
            byte[] next = response.getNextPageToken().toByteArray();
            return new Runs(
                    response.getExecutionsList().stream()
                            .map(info -> summaries.read(info, 0))
                            .toList(),
                    next.length == 0 ? null : next);
        } catch (StatusRuntimeException e) {
            // A cursor that Temporal did not make is answered UNKNOWN.
            if (e.getStatus().getCode() == Status.Code.INVALID_ARGUMENT
                    || (e.getStatus().getCode() == Status.Code.UNKNOWN && position != null)) {
                throw ApiException.invalid("Expected a filter and a cursor that Temporal understands, but it says: "
                        + e.getStatus().getDescription());
            }
            throw e;
        }
    }

    /** How many runs are open. */
    public long countOpen() {
        return rim.call(
                        TemporalRim.SHORT,
                        stub -> stub.countWorkflowExecutions(CountWorkflowExecutionsRequest.newBuilder()
                                .setNamespace(rim.namespace())
                                .setQuery(RunFilter.openRuns())
                                .build()))
                .getCount();
    }

    /**
     * A page of runs.
     *
     * @param next where the next page begins; {@code null} on the last
     */
    public record Runs(List<RunSummary> items, byte @Nullable [] next) {}
}
