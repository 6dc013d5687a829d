package dev.weft.api.gateway;

import com.google.protobuf.ByteString;
import dev.weft.worker.protocol.RunRequest;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import java.util.Optional;

/** Reads what can be known of a run that no worker can be asked about: a terminated one, or one whose workers are gone. */
public final class HistoryReader {
    private static final int MAX_PAGES = 20;
    private static final int PAGE = 1000;
    private final TemporalRim rim;

    HistoryReader(TemporalRim rim) {
        this.rim = rim;
    }

    /**
     * Reads the newest execution of a run.
     *
     * @param execution Temporal's id of it
     */
    public RunHistory read(String run, String execution) {
        HistoryFold fold = new HistoryFold(rim);
        ByteString token = ByteString.EMPTY;
        for (int page = 0; page < MAX_PAGES; page++) {
            GetWorkflowExecutionHistoryResponse response = page(run, execution, token, PAGE);
            for (HistoryEvent event : response.getHistory().getEventsList()) {
                fold.add(event);
            }
            token = response.getNextPageToken();
            if (token.isEmpty()) {
                break;
            }
        }
        return fold.result();
    }

    /** What an execution of a run was started with; empty where that can't be read. */
    public Optional<RunRequest> request(String run, String execution) {
        HistoryFold fold = new HistoryFold(rim);
        page(run, execution, ByteString.EMPTY, 1).getHistory().getEventsList().forEach(fold::add);
        return Optional.ofNullable(fold.result().request());
    }

    private GetWorkflowExecutionHistoryResponse page(String run, String execution, ByteString token, int size) {
        return rim.history(rim.execution(run).toBuilder().setRunId(execution).build(), token, size, TemporalRim.NORMAL);
    }
}
