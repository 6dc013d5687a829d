package dev.weft.api.gateway;

import com.google.protobuf.ByteString;
import dev.weft.api.error.ApiException;
import dev.weft.worker.protocol.WeftRun;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds runs in Temporal's visibility, which shows a change some tenths of a second late. */
public final class RunLister {
    private static final int MOST_EXECUTIONS = 1_000;
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
                    newest(response.getExecutionsList()).stream()
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

    /**
     * Without the executions of runs that have been started once more, or were reset: what became of a run its newest one
     * tells.
     */
    private List<WorkflowExecutionInfo> newest(List<WorkflowExecutionInfo> page) {
        Map<String, WorkflowExecutionInfo> newest =
                newest(page.stream().map(info -> info.getExecution().getWorkflowId()));
        return page.stream()
                .filter(info -> {
                    WorkflowExecutionInfo last = newest.get(info.getExecution().getWorkflowId());
                    return last == null
                            || last.getExecution()
                                    .getRunId()
                                    .equals(info.getExecution().getRunId());
                })
                .toList();
    }

    /** Those of some runs, at most 200, that visibility shows. */
    public List<RunSummary> among(Collection<String> runs) {
        return newest(runs.stream()).values().stream()
                .filter(info -> info.getType().getName().equals(WeftRun.TYPE))
                .map(info -> summaries.read(info, 0))
                .toList();
    }

    private Map<String, WorkflowExecutionInfo> newest(Stream<String> runs) {
        String ids = runs.map(RunFilter::quoted).distinct().collect(Collectors.joining(", "));
        Map<String, WorkflowExecutionInfo> newest = new LinkedHashMap<>();
        if (ids.isEmpty()) {
            return newest;
        }
        rim.call(
                        TemporalRim.NORMAL,
                        stub -> stub.listWorkflowExecutions(ListWorkflowExecutionsRequest.newBuilder()
                                .setNamespace(rim.namespace())
                                .setPageSize(MOST_EXECUTIONS)
                                .setQuery("WorkflowId IN (" + ids + ") AND ExecutionStatus != 'ContinuedAsNew'")
                                .build()))
                .getExecutionsList()
                .forEach(info -> newest.merge(info.getExecution().getWorkflowId(), info, RunLister::later));
        return newest;
    }

    private static WorkflowExecutionInfo later(WorkflowExecutionInfo one, WorkflowExecutionInfo other) {
        return Summaries.instant(one.getStartTime()).isBefore(Summaries.instant(other.getStartTime())) ? other : one;
    }

    /** How many runs are open. */
    public long countOpen() {
        return count(RunFilter.openRuns());
    }

    /** How many executions of runs a filter finds: of a run that was started once more, each. */
    public long count(RunFilter filter) {
        return count(filter.query());
    }

    private long count(String query) {
        return rim.call(
                        TemporalRim.SHORT,
                        stub -> stub.countWorkflowExecutions(CountWorkflowExecutionsRequest.newBuilder()
                                .setNamespace(rim.namespace())
                                .setQuery(query)
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
