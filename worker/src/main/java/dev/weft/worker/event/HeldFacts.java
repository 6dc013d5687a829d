package dev.weft.worker.event;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.weft.worker.event.Unconfirmed.Told;
import dev.weft.worker.interpreter.document.StateDocument;
import dev.weft.worker.interpreter.temporal.FactTap;
import dev.weft.worker.interpreter.temporal.RunWorkflow;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStart;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.WeftRun;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.protocol.event.FactBatch;
import dev.weft.worker.protocol.event.FactType;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that a history holds of what its run told: the interpreter is taken through it as far as workflow tasks were
 * completed. Thread safe.
 */
final class HeldFacts {
    private static final String NEVER_POLLED = "weft-events";

    /** In ms, for one step. Nobody waits, and a run whose state is large takes more than the second that Temporal grants. */
    private static final long PATIENCE = 20_000;

    /** As whom Temporal ends a history in whose place a reset begins another. */
    private static final String RESETTER = "history-resetter";

    /** What says how the run stands after a step. */
    private static final String STANDING = "standing";

    /**
     * What one history holds.
     *
     * @param facts of all of it, those of a workflow task as one; with the end that Temporal made of it, where it did
     * @param before Temporal's id of the history that the run goes on from; empty for none
     * @param isOnceMore whether the run begins once more with what an end of it left
     */
    record Held(List<FactBatch> facts, String before, boolean isOnceMore) {}

    private final WorkflowClient client;

    HeldFacts(WorkflowClient client) {
        this.client = client;
    }

    /**
     * Reads one.
     *
     * @throws io.grpc.StatusRuntimeException as the server answers: where it isn't kept any more, not found
     * @throws Exception where it can't be replayed, now or by this release
     */
    Held of(String run, String execution) throws Exception {
        List<HistoryEvent> events = client.fetchHistory(run, execution).getEvents();
        var started = events.getFirst().getWorkflowExecutionStartedEventAttributes();
        RunRequest request = client.getOptions()
                .getDataConverter()
                .fromPayloads(0, Optional.of(started.getInput()), RunRequest.class, RunRequest.class);
        if (request == null) {
            throw new IllegalStateException("Expected a run request in the history of " + run + ", but found none");
        }
        List<HistoryEvent> completed = completed(events);
        List<FactBatch> facts = new ArrayList<>();
        if (!completed.isEmpty()) {
            List<Told> told = new ArrayList<>();
            replay(run, completed, (batch, task) -> {
                Told one = new Told(run, batch, task);
                Optional<Told> both =
                        told.isEmpty() ? Optional.empty() : told.getLast().and(one);
                both.ifPresent(any -> told.removeLast());
                told.add(both.orElse(one));
            });
            told.forEach(one -> facts.add(of(execution, one.facts())));
        }
        RunStart start = request.start();
        StateDocument.Beside beside =
                start == null ? new StateDocument.Beside(1, 0) : StateDocument.beside(start.state());
        FactBatch last = facts.isEmpty()
                ? new FactBatch(run, execution, request.workflow(), request.revision(), beside.generation(), List.of())
                : facts.getLast();
        int told = facts.isEmpty() ? beside.told() : last.facts().getLast().sequence();
        forcedEnd(events.getLast(), told + 1).ifPresent(end -> facts.add(last.with(List.of(end))));
        String before = started.getContinuedExecutionRunId();
        return new Held(List.copyOf(facts), before, before.isEmpty() && start != null);
    }

    /** As they were told: a replay doesn't know of which history it is, and names another. */
    private static FactBatch of(String execution, FactBatch batch) {
        List<Fact> facts = batch.facts().stream()
                .map(fact -> {
                    if (!(fact.data().get(STANDING) instanceof Map<?, ?> replayed)) {
                        return fact;
                    }
                    Map<Object, @Nullable Object> standing = new LinkedHashMap<>(replayed);
                    standing.replace("execution", execution);
                    return fact.with(STANDING, Collections.unmodifiableMap(standing));
                })
                .toList();
        return new FactBatch(batch.run(), execution, batch.workflow(), batch.revision(), batch.generation(), facts);
    }

    /** The end of a run that Temporal ended. What a reset ends is a history, not a run. */
    private static Optional<Fact> forcedEnd(HistoryEvent last, int sequence) {
        boolean timedOut = last.hasWorkflowExecutionTimedOutEventAttributes();
        boolean terminated = last.hasWorkflowExecutionTerminatedEventAttributes() && !isReset(last);
        if (!timedOut && !terminated) {
            return Optional.empty();
        }
        RunStatus status = timedOut ? RunStatus.TIMED_OUT : RunStatus.TERMINATED;
        Map<String, String> error = timedOut
                ? Map.of("code", "timeout", "message", "The run took longer than Temporal lets it.")
                : Map.of("code", "terminated", "message", "The run was ended by force in Temporal.");
        return Optional.of(new Fact(
                sequence,
                Instant.ofEpochSecond(
                        last.getEventTime().getSeconds(), last.getEventTime().getNanos()),
                FactType.WORKFLOW_FAILED,
                null,
                Map.of("status", status.name(), "error", error)));
    }

    private static boolean isReset(HistoryEvent last) {
        return last.hasWorkflowExecutionTerminatedEventAttributes()
                && last.getWorkflowExecutionTerminatedEventAttributes()
                        .getIdentity()
                        .equals(RESETTER);
    }

    private void replay(String run, List<HistoryEvent> events, FactTap tap) throws Exception {
        WorkerFactory factory = WorkerFactory.newInstance(client);
        try {
            Worker worker = factory.newWorker(
                    NEVER_POLLED,
                    WorkerOptions.newBuilder()
                            .setDefaultDeadlockDetectionTimeout(PATIENCE)
                            .build());
            worker.registerWorkflowImplementationFactory(
                    WeftRun.class,
                    arguments -> new RunWorkflow(arguments.get(0, RunRequest.class), tap),
                    WorkflowImplementationOptions.getDefaultInstance());
            worker.replayWorkflowExecution(new WorkflowExecutionHistory(
                    History.newBuilder().addAllEvents(events).build(), run));
        } finally {
            factory.shutdownNow();
        }
    }

    /** Up to the last workflow task that was completed, with what it asked for: the rest may be decided otherwise yet. */
    private static List<HistoryEvent> completed(List<HistoryEvent> events) {
        int last = -1;
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED) {
                last = i;
            }
        }
        int end = last + 1;
        while (last >= 0
                && end < events.size()
                && isAskedForBy(events.get(end), events.get(last).getEventId())) {
            end++;
        }
        return events.subList(0, end);
    }

    private static boolean isAskedForBy(HistoryEvent event, long task) {
        for (Object attributes : event.getAllFields().values()) {
            if (attributes instanceof Message message) {
                FieldDescriptor field =
                        message.getDescriptorForType().findFieldByName("workflow_task_completed_event_id");
                if (field != null && message.getField(field).equals(task)) {
                    return true;
                }
            }
        }
        return false;
    }
}
