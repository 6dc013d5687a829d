package dev.weft.cli.trial;

import dev.weft.worker.protocol.WeftRun;
import dev.weft.worker.protocol.event.AwaitedEvent;
import dev.weft.worker.protocol.event.CloudEvent;
import dev.weft.worker.protocol.event.EventMark;
import dev.weft.worker.protocol.event.EventWaits;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The event log of a case: tells runs of each event that one of their tasks waits for, be it of before. Thread safe. */
final class EventLog implements EventWaits {
    private static final String SOURCE = "/tests";

    private final WorkflowClient client;
    private final Consumer<AwaitedEvent> asked;
    private final List<CloudEvent> events = new ArrayList<>();
    private final Map<String, AwaitedEvent> waiting = new LinkedHashMap<>();

    /**
     * @param asked is told of each wait, before anything is answered
     */
    EventLog(WorkflowClient client, Consumer<AwaitedEvent> asked) {
        this.client = client;
        this.asked = asked;
    }

    @Override
    public void await(AwaitedEvent awaited) {
        List<CloudEvent> before;
        synchronized (this) {
            waiting.put(awaited.run() + " " + awaited.path(), awaited);
            before = events.stream()
                    .filter(event -> event.type().equals(awaited.type()))
                    .filter(event -> !awaited.taken().contains(EventMark.of(event.source(), event.id())))
                    .toList();
        }
        asked.accept(awaited);
        before.forEach(event -> send(awaited.run(), event));
    }

    /** A task waits no more. */
    synchronized void over(String run, String path) {
        waiting.remove(run + " " + path);
    }

    /** Puts an event to the log, and gives it to the runs that wait for one of its type. */
    void put(String id, String type, @Nullable String subject, @Nullable Object data) {
        CloudEvent event = new CloudEvent(id, SOURCE, type, subject, Instant.now(), data, Map.of());
        List<String> runs;
        synchronized (this) {
            events.add(event);
            runs = waiting.values().stream()
                    .filter(one -> one.type().equals(type))
                    .map(AwaitedEvent::run)
                    .distinct()
                    .toList();
        }
        runs.forEach(run -> send(run, event));
    }

    private void send(String run, CloudEvent event) {
        try {
            client.newWorkflowStub(WeftRun.class, run).event(event.toMap());
        } catch (WorkflowException e) {
            // It ended just now.
        }
    }
}
