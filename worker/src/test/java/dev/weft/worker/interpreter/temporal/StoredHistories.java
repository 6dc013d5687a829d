package dev.weft.worker.interpreter.temporal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.MarkerRecordedEventAttributes;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Histories of runs, and of leases, as builds before this one left them, a folder for each version of the interpreter (ADR 9). With {@code
 * -Dhistories.record=true} tests add those of their runs that hold something new: an event after another, the like of which
 * no stored history has.
 */
final class StoredHistories {
    private static final Path ROOT = Path.of("src/test/resources/histories");
    private static final Path CURRENT = ROOT.resolve("interpreter-1");
    private static final String ENDING = ".json.gz";
    private static final String WORKFLOW = "workflow_id";
    private static final String HISTORY = "history";
    private static final String CHANGE = "changeId";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> KNOWN = new HashSet<>();

    private StoredHistories() {}

    /** The files of all versions. */
    static List<Path> files() throws IOException {
        if (!Files.isDirectory(ROOT)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
    }

    static WorkflowExecutionHistory read(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            JsonNode stored = JSON.readTree(in);
            return WorkflowExecutionHistory.fromJson(
                    stored.path(HISTORY).toString(), stored.path(WORKFLOW).asText());
        }
    }

    /** Stores a history where that is asked for and it holds something new. */
    static synchronized void record(WorkflowExecutionHistory history) {
        if (!Boolean.getBoolean("histories.record")) {
            return;
        }
        try {
            if (KNOWN.isEmpty()) {
                for (Path file : files()) {
                    KNOWN.addAll(pairs(read(file)));
                }
            }
            if (KNOWN.addAll(pairs(history))) {
                store(history);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to store a history below " + ROOT, e);
        }
    }

    private static void store(WorkflowExecutionHistory history) throws IOException {
        Files.createDirectories(CURRENT);
        String workflow = history.getWorkflowExecution().getWorkflowId();
        String name = workflow.replaceFirst("-([0-9a-f]{8}-[0-9a-f-]{27}|[0-9A-Z]{26})$", "");
        int number = 1;
        Path file;
        do {
            file = CURRENT.resolve(name.replaceAll("[^\\w-]", "_") + "-" + number + ENDING);
            number++;
        } while (Files.exists(file));
        JsonNode events = JSON.readTree(history.toJson(false));
        forget(events);
        ObjectNode stored = JSON.createObjectNode();
        stored.put(WORKFLOW, workflow).set(HISTORY, events);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(JSON.writeValueAsBytes(stored));
        }
    }

    /** Takes out what says on which machine it was, and where in the code: no replay looks at it. */
    private static void forget(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.remove(List.of("identity", "stackTrace"));
            object.forEach(StoredHistories::forget);
        } else if (json instanceof ArrayNode list) {
            list.forEach(StoredHistories::forget);
        }
    }

    /** Each event together with the one before it, by what is the same in runs that go the same way. */
    private static Set<String> pairs(WorkflowExecutionHistory history) {
        Set<String> pairs = new HashSet<>();
        String before = "";
        for (HistoryEvent event : history.getEvents()) {
            String now = words(event);
            pairs.add(before + ' ' + now);
            before = now;
        }
        return pairs;
    }

    private static String words(HistoryEvent event) {
        String name = switch (event.getEventType()) {
            case EVENT_TYPE_ACTIVITY_TASK_SCHEDULED ->
                event.getActivityTaskScheduledEventAttributes()
                        .getActivityType()
                        .getName();
            case EVENT_TYPE_MARKER_RECORDED -> marker(event.getMarkerRecordedEventAttributes());
            case EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED ->
                event.getWorkflowExecutionSignaledEventAttributes().getSignalName();
            case EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED ->
                event.getWorkflowExecutionUpdateAcceptedEventAttributes()
                        .getAcceptedRequest()
                        .getInput()
                        .getName();
            default -> "";
        };
        return event.getEventType() + ":" + name.replaceFirst("^agent:.*", "agent");
    }

    /** Its name, and of one that says which way a run goes, of which change it says that. */
    private static String marker(MarkerRecordedEventAttributes marker) {
        return marker.getMarkerName()
                + marker.getDetailsOrDefault(CHANGE, Payloads.getDefaultInstance()).getPayloadsList().stream()
                        .map(payload -> payload.getData().toStringUtf8())
                        .collect(Collectors.joining());
    }
}
