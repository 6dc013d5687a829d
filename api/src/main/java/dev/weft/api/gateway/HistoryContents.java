package dev.weft.api.gateway;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.client.WorkflowExecutionMetadata;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What all histories of the namespace hold, as bytes: each history once. Not thread safe. */
public final class HistoryContents {
    private static final int PAGE = 500;

    private final TemporalRim rim;
    private final PayloadTexts codec;
    private final Set<String> shown = new HashSet<>();

    HistoryContents(TemporalRim rim) {
        this.rim = rim;
        this.codec = new PayloadTexts(rim.client());
    }

    /**
     * Shows the events of histories that haven't been shown: at first of all, then of those begun since.
     *
     * @throws dev.weft.api.error.ApiException 503 where Temporal can't be reached
     */
    public void show(Consumer<byte[]> contents) {
        show((run, content) -> contents.accept(content));
    }

    /** As the other, each with the id of the run, or what else it is the history of. */
    public void show(BiConsumer<String, byte[]> contents) {
        try (Stream<WorkflowExecutionMetadata> all = rim.client().listExecutions("")) {
            all.map(WorkflowExecutionMetadata::getExecution)
                    .filter(one -> shown.add(one.getRunId()))
                    .forEach(one -> show(one, contents));
        } catch (StatusRuntimeException e) {
            throw TemporalRim.outage(e);
        }
    }

    private void show(WorkflowExecution execution, BiConsumer<String, byte[]> contents) {
        String run = execution.getWorkflowId();
        ByteString token = ByteString.EMPTY;
        do {
            GetWorkflowExecutionHistoryResponse read;
            try {
                read = rim.history(execution, token, PAGE, TemporalRim.LONG);
            } catch (StatusRuntimeException e) {
                if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                    // Temporal has just let go of it.
                    return;
                }
                throw e;
            }
            read.getHistory().getEventsList().forEach(event -> {
                contents.accept(run, event.toByteArray());
                // What is sealed shows nothing as it stands; without its key the pruning ends, and nothing is deleted.
                SealedPayloads.in(event, payload -> contents.accept(run, codec.open(payload)));
            });
            token = read.getNextPageToken();
        } while (!token.isEmpty());
    }
}
