package dev.weft.api.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weft.api.limit.Recent;
import dev.weft.worker.protocol.WeftRevival;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks runs that were terminated: they answer no queries themselves, so a worker takes the interpreter through their newest
 * history, which begins with the state that the ones before it came to. Thread safe.
 */
final class TerminatedRuns {
    private static final int KEPT = 50;
    private static final ObjectMapper JSON =
            JsonMapper.builder().findAndAddModules().build();

    private final TemporalRim rim;

    /** Such a run changes no more: what it looks like is asked once. */
    private final Map<String, JsonNode> known = new Recent<>(KEPT);

    TerminatedRuns(TemporalRim rim) {
        this.rim = rim;
    }

    /** As {@link #ask}, with an answer of before where there is one; empty where no worker can tell. */
    <T> Optional<T> look(RunSummary run, String query, @Nullable Object argument, Class<T> type) {
        String key = run.execution() + " " + query + " " + argument;
        JsonNode answer;
        synchronized (known) {
            answer = known.get(key);
        }
        if (answer == null) {
            try {
                answer = ask(run, query, argument, TemporalRim.NORMAL);
            } catch (WorkflowException e) {
                // No worker, one that is busy, or a run that can't be replayed: all the same to somebody who looks.
                return Optional.empty();
            }
            synchronized (known) {
                known.put(key, answer);
            }
        }
        return Optional.ofNullable(rim.value(rim.payloads(answer), type));
    }

    /**
     * Asks a run as it was just before its end.
     *
     * @param query of a {@code WeftRun}
     * @throws WorkflowException where no worker answered in time, or the history can't be replayed
     */
    JsonNode ask(RunSummary run, String query, @Nullable Object argument, Duration patience) {
        WeftRevival revival = rim.client()
                .newWorkflowStub(
                        WeftRevival.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(WeftRun.TASK_QUEUE)
                                .setWorkflowId(run.run() + "-revival-" + UUID.randomUUID())
                                .setWorkflowExecutionTimeout(patience)
                                .build());
        var question = new WeftRevival.Question(
                run.run(), run.execution(), query, argument == null ? null : JSON.valueToTree(argument));
        try {
            JsonNode answer = rim.callClient(patience.plusSeconds(1), () -> revival.ask(question));
            return answer == null ? JSON.nullNode() : answer;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
