package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.blob.Blobs;
import dev.weft.worker.TestConnection;
import dev.weft.worker.WeftWorker;
import dev.weft.worker.WorkerLimits;
import dev.weft.worker.interpreter.AwayBlobs;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.large.LargeValueStore;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs whose store of large values is out of reach for a while, on a real Temporal server. */
@Timeout(180)
class LargeValuesAwayTest {
    private final AwayBlobs blobs = new AwayBlobs();
    private final LargeValueStore store = new LargeValueStore(new Blobs(blobs));
    private final ScriptedActivities activities = new ScriptedActivities();
    private final TestConnection connection = TestConnection.open();
    private final WorkflowClient client = connection.client();
    private WeftWorker worker;
    private Map<String, Object> large;

    @BeforeEach
    void start() throws Exception {
        worker = work(store);
        large = Map.of("big", store.put(LongStream.range(0, 30_000).boxed().toList()));
    }

    private WeftWorker work(LargeValueStore with) {
        return WeftWorker.start(client, activities, WorkerLimits.DEFAULT, null, null, null, with);
    }

    @AfterEach
    void stop() {
        worker.closeNow();
        connection.close();
    }

    @Test
    void shouldGoOnWithAllElseSayWhatItWaitsForAndGoOnWithThatOnceTheStoreIsBack() throws Exception {
        blobs.away = true;
        Runs.Run run = new Runs(client).start("""
                        version: "3.0.0"
                        id: looks
                        inputs: {big: {type: array}}
                        tasks:
                          looks: {when: "inputs.big[3] == 3", action: agent_task, agent: worker}
                          after: {needs: [looks], action: agent_task, agent: worker}
                          beside: {action: agent_task, agent: worker}
                          next: {needs: [beside], action: agent_task, agent: worker}
                        """, large);

        RunView waiting =
                run.await(view -> view.status() == RunStatus.WAITING && status(view, "next") == TaskStatus.COMPLETED);
        assertThat(waiting.waitingOn()).singleElement().satisfies(one -> {
            assertThat(one.task()).isEqualTo("looks");
            assertThat(one.kind()).isEqualTo("store");
            assertThat(one.reason()).contains("Nobody answers there.");
        });

        blobs.away = false;
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> run.view().status(), RunStatus.COMPLETED::equals);
        assertThat(run.task("after").status()).isEqualTo(TaskStatus.COMPLETED);
        run.replay();
    }

    private static TaskStatus status(RunView view, String task) {
        return Objects.requireNonNull(view.tasks().get(task)).status();
    }

    @Test
    void shouldPutAsideWhatCannotBeTakenInWithoutTheStore() throws Exception {
        Runs.Run run = new Runs(client).start("""
                        version: "3.0.0"
                        id: outputs
                        inputs: {big: {type: array}}
                        tasks:
                          block:
                            outputs: {third: "${{ inputs.big[2] }}"}
                            tasks:
                              ask: {action: approval_gate, parameters: {approvers: [anyone]}}
                          other: {action: approval_gate, parameters: {approvers: [anyone]}}
                          next: {needs: [other], action: agent_task, agent: worker}
                        outputs: {third: "${{ tasks.block.output.third }}"}
                        """, large);
        run.await(view -> view.waitingOn().size() == 2);
        blobs.away = true;

        // The block would end with this, and its outputs can't be had.
        run.stub().approval(Map.of("task", "block.ask", "decision", "approved", "by", "ann"));
        run.stub().approval(Map.of("task", "other", "decision", "approved", "by", "ann"));

        RunView waiting = run.await(view -> status(view, "next") == TaskStatus.COMPLETED);
        assertThat(waiting.waitingOn()).extracting(RunView.Waiting::kind).contains("store");
        assertThat(status(waiting, "block.ask")).isEqualTo(TaskStatus.WAITING);

        blobs.away = false;
        assertThat(run.result()).isEqualTo(Map.of("third", 2));
        run.replay();
    }

    @Test
    void shouldNotTakeTheClockOfALevelForThatOfTheNextWhereBothWaitForTheStore() throws Exception {
        Runs.Run run = new Runs(client).start("""
                        version: "3.0.0"
                        id: chain
                        inputs: {big: {type: array}}
                        tasks:
                          ask:
                            action: approval_gate
                            parameters:
                              levels:
                                - {approvers: [anyone], timeout: 4s, on_timeout: reject}
                                - {approvers: [anyone], timeout: 1h, on_timeout: reject}
                          go: {action: approval_gate, parameters: {approvers: [anyone]}}
                          looks: {needs: [go], when: "inputs.big[3] == 3", action: agent_task, agent: worker}
                        outputs: {decision: "${{ tasks.ask.output.decision }}"}
                        """, large);
        run.await(view -> view.waitingOn().size() == 2);
        CountDownLatch held = new CountDownLatch(1);
        blobs.held = held;
        run.stub().approval(Map.of("task", "go", "decision", "approved", "by", "ann"));

        // Neither can be taken in before the store has answered; then the level is the next as its clock's turn comes.
        run.stub().approval(Map.of("task", "ask", "decision", "approved", "by", "ann"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> client.fetchHistory(run.id()).getEvents().stream()
                        .anyMatch(HistoryEvent::hasTimerFiredEventAttributes));
        held.countDown();

        run.await(view -> status(view, "looks") == TaskStatus.COMPLETED);
        assertThat(run.gate("ask").level()).isEqualTo(2);
        run.stub().approval(Map.of("task", "ask", "decision", "approved", "by", "ann"));
        assertThat(run.result()).isEqualTo(Map.of("decision", "approved"));
        run.replay();
    }

    @Test
    void shouldBeCancelledWhileItWaitsForTheStore() throws Exception {
        blobs.away = true;
        Runs.Run run = new Runs(client).start("""
                        version: "3.0.0"
                        id: looks
                        inputs: {big: {type: array}}
                        tasks:
                          looks: {when: "inputs.big[3] == 3", action: agent_task, agent: worker}
                        """, large);
        run.await(view -> view.status() == RunStatus.WAITING);

        run.stub().control(new Control("cancel", "ann"));

        run.end();
        assertThat(run.view().status()).isEqualTo(RunStatus.CANCELLED);
        run.replay();
    }

    @Test
    void shouldGoOnInANewHistoryAndInAnotherWorkerWhileItWaits() throws Exception {
        blobs.away = true;
        Runs.Run run = new Runs(client, 30).start("""
                        version: "3.0.0"
                        id: looks
                        inputs: {big: {type: array}}
                        tasks:
                          looks: {when: "inputs.big[3] == 3", action: agent_task, agent: worker}
                          turns: {repeat: {until: turn == 12, max: 20}, action: agent_task, agent: worker}
                        """, large);
        run.await(view -> status(view, "turns") == TaskStatus.COMPLETED);
        worker.closeNow();
        worker = work(store);
        blobs.away = false;

        run.end();
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.histories()).hasSizeGreaterThan(1);
        run.replay();
    }

    @Test
    void shouldWaitAtItsBeginningWhereItCannotBeginWithoutTheStore() throws Exception {
        blobs.away = true;
        Runs.Run run = new Runs(client).start("""
                        version: "3.0.0"
                        id: keyed
                        inputs: {big: {type: array}}
                        policy: {concurrency: {key: "${{ inputs.big[1] }}"}}
                        tasks:
                          one: {action: agent_task, agent: worker}
                        """, large);
        run.await(view ->
                view.waitingOn().stream().map(RunView.Waiting::kind).toList().equals(List.of("store")));

        blobs.away = false;

        run.end();
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        run.replay();
    }
}
