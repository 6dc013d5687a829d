package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.worker.WeftWorker;
import dev.weft.worker.WorkerLimits;
import dev.weft.worker.activity.ActionRuntime;
import dev.weft.worker.activity.TaskActivity;
import dev.weft.worker.activity.WorkerSettings;
import dev.weft.worker.blob.BlobStores;
import dev.weft.worker.protocol.event.MarkedValues;
import dev.weft.worker.protocol.large.LargeLimits;
import dev.weft.worker.protocol.large.LargeValueStore;
import dev.weft.worker.protocol.large.Sendable;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A worker whose actions are real ones, on a folder with a large file in it, and whose large values are in files beside. */
final class LargeRuns implements AutoCloseable {
    static final int ITEMS = 1_000;

    /** Of each item: 5 MB in all. */
    private static final int CHARACTERS = 5_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What comes to ITEMS · (ITEMS - 1) / 2 where nothing is lost. */
    static final int SUM = ITEMS * (ITEMS - 1) / 2;

    static final String PASSED_ON = """
            version: "3.0.0"
            id: passed-on
            inputs: {least: {type: integer, default: 5}}
            tasks:
              read: {action: file_operation, parameters: {operation: read, path: large.json, encoding: json}}
              hand_on: {needs: [read], action: transform, parameters: {value: "${{ tasks.read.output.content }}"}}
              pass: {needs: [hand_on], action: file_operation, parameters: {operation: write, path: copy.json, encoding: json, content: "${{ tasks.hand_on.output }}"}}
              part: {needs: [hand_on], action: file_operation, parameters: {operation: write, path: part.txt, content: "${{ tasks.hand_on.output[3].text }}"}}
              few: {needs: [hand_on], when: "tasks.hand_on.output.filter(one, one.n < inputs.least).size() == 5", action: transform, parameters: {value: "${{ tasks.hand_on.output.filter(one, one.n < inputs.least).map(one, one.n) }}"}}
              never: {needs: [hand_on], when: "tasks.hand_on.output[0].n != 0", action: fail, parameters: {code: no, message: no}}
            outputs:
              few: ${{ tasks.few.output }}
              sum: ${{ tasks.hand_on.output.map(one, one.n).sum() }}
              all: ${{ tasks.hand_on.output }}
            """;

    static final String LOOPED = """
            version: "3.0.0"
            id: looped
            tasks:
              read: {action: file_operation, parameters: {operation: read, path: large.json, encoding: json}}
              each:
                needs: [read]
                for_each: {in: "${{ tasks.read.output.content }}", where: "one.n >= 10", as: one, max_concurrent: 200}
                action: transform
                parameters: {value: {n: "${{ one.n }}", size: "${{ one.text.size() }}"}}
            outputs:
              count: ${{ tasks.each.output.size() }}
              sum: ${{ tasks.each.output.map(one, one.n).sum() }}
              characters: ${{ tasks.each.output.map(one, one.size).sum() }}
            """;

    final Path home;
    final LargeValueStore store;
    private final ActionRuntime runtime;
    private WeftWorker worker;
    private final WorkflowClient client;
    private final boolean virtual;

    LargeRuns(Path home, WorkflowClient client, boolean virtual) throws IOException {
        this.home = home;
        this.client = client;
        this.virtual = virtual;
        store = new LargeValueStore(BlobStores.open(home, Map.of()));
        runtime = ActionRuntime.open(WorkerSettings.fromEnvironment(home, Map.of()), null, store);
        makeLargeFile(home);
        worker = work();
    }

    /** Makes the file that runs read. */
    static void makeLargeFile(Path home) throws IOException {
        List<Map<String, Object>> items = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            items.add(Map.of("n", i, "text", text(i)));
        }
        Path workspace = Files.createDirectories(home.resolve("workspace"));
        JSON.writeValue(workspace.resolve("large.json").toFile(), items);
    }

    static String text(int item) {
        return Character.toString('a' + item % 26).repeat(CHARACTERS);
    }

    private WeftWorker work() {
        TaskActivity activities = new TaskActivity(runtime);
        return virtual
                ? WeftWorker.poll(client, activities, WorkerLimits.DEFAULT, null, null, store)
                : WeftWorker.start(client, activities, WorkerLimits.DEFAULT, null, null, null, store);
    }

    /** Its outputs, with all that is large in them. */
    Map<?, ?> outputs(Runs.Run run) throws Exception {
        return (Map<?, ?>) Objects.requireNonNull(MarkedValues.read(store.whole(Sendable.read(run.result()))));
    }

    void checkPassedOn(Runs.Run run) throws Exception {
        Map<?, ?> outputs = outputs(run);
        assertThat(String.valueOf(outputs.get("few"))).isEqualTo("[0, 1, 2, 3, 4]");
        assertThat(String.valueOf(outputs.get("sum"))).isEqualTo(String.valueOf(SUM));
        Path workspace = home.resolve("workspace");
        Object file =
                MarkedValues.read(JSON.readValue(workspace.resolve("large.json").toFile(), List.class));
        assertThat(outputs.get("all")).isEqualTo(file);
        assertThat(JSON.readTree(workspace.resolve("copy.json").toFile()))
                .isEqualTo(JSON.readTree(workspace.resolve("large.json").toFile()));
        assertThat(workspace.resolve("part.txt")).hasContent(text(3));
        assertThat(run.task("never").status()).hasToString("SKIPPED");
    }

    /** No event of its histories holds more than a large value may have, and all of it replays without a store. */
    static void checkHistories(Runs.Run run) throws Exception {
        for (WorkflowExecutionHistory history : run.histories()) {
            for (HistoryEvent event : history.getEvents()) {
                assertThat(event.getSerializedSize())
                        .as(event.getEventType() + " " + event.getEventId())
                        .isLessThan(LargeLimits.ANSWER * 3 / 2);
            }
        }
        run.replay();
    }

    @Override
    public void close() {
        worker.close();
        runtime.close();
        store.blobs().close();
    }
}
