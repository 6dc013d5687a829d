package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.platform.testing.TestServers;
import dev.weft.worker.blob.BlobStores;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.event.MarkedValues;
import dev.weft.worker.protocol.large.LargeValueStore;
import dev.weft.worker.protocol.large.Sendable;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowServiceException;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker is killed between tasks that hand a large value on: another goes on with what the first has kept. */
class LargeValuesKilledTest {
    @TempDir
    Path home;

    @Test
    void shouldGoOnInAnotherWorkerWhereOneWasKilled() throws Exception {
        String address = TestServers.temporal().address();
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
        Process worker = worker(address);
        try {
            Runs.Run run = new Runs(WorkflowClient.newInstance(service)).start("""
                    version: "3.0.0"
                    id: killed
                    tasks:
                      read: {action: file_operation, placement: remote, parameters: {operation: read, path: large.json, encoding: json}}
                      hand_on: {needs: [read], action: transform, parameters: {value: "${{ tasks.read.output.content.filter(one, one.n >= 500) }}"}}
                      ask: {needs: [hand_on], action: approval_gate, parameters: {approvers: [anyone]}}
                      write: {needs: [ask], action: file_operation, parameters: {operation: write, path: copy.json, encoding: json, content: "${{ tasks.hand_on.output }}"}}
                      back: {needs: [write], action: file_operation, parameters: {operation: read, path: copy.json, encoding: json}}
                    outputs:
                      same: ${{ tasks.back.output.content == tasks.hand_on.output }}
                      sum: ${{ tasks.back.output.content.map(one, one.n).sum() }}
                    """, Map.of());
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .ignoreExceptionsInstanceOf(WorkflowServiceException.class)
                    .until(run::view, view -> view.status() == RunStatus.WAITING);
            worker.destroyForcibly().waitFor();
            run.stub().approval(Map.of("task", "ask", "decision", "approve", "by", "bob"));
            worker = worker(address);

            Object outputs = Sendable.read(run.result());
            assertThat(MarkedValues.read(outputs))
                    .isEqualTo(Map.of("same", true, "sum", (long) LargeRuns.SUM - 499 * 500 / 2));
            LargeRuns.checkHistories(run);
            LargeValueStore store = new LargeValueStore(BlobStores.open(home, Map.of()));
            store.blobs()
                    .store()
                    .list((key, bytes, putAt) ->
                            assertThat(store.blobs().get(key)).hasSize((int) bytes));
        } finally {
            worker.destroyForcibly().waitFor();
            service.shutdownNow();
        }
    }

    private Process worker(String address) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeWorker.class.getName(),
                        address,
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        while (line != null && !line.startsWith("working")) {
            line = said.readLine();
        }
        assertThat(line).as("what the worker says").isNotNull();
        // What it logs is for nobody, and must not fill the pipe. A virtual thread would keep one of the few carriers
        // for itself while it reads.
        Thread.ofPlatform().daemon().start(() -> said.lines().forEach(any -> {}));
        return process;
    }
}
