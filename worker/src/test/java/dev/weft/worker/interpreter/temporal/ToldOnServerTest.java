package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.TestConnection;
import dev.weft.worker.WeftWorker;
import dev.weft.worker.WorkerLimits;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.event.CloudEvent;
import dev.weft.worker.protocol.event.EventGaps;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What runs tell reaches the log whatever happens on the way, on a real server. */
@Tag("long")
class ToldOnServerTest {
    private static final String CHAIN = """
            version: "3.0.0"
            id: chain
            tasks:
              a: {action: agent_task, agent: worker}
              b: {needs: [a], action: agent_task, agent: worker}
              rest: {needs: [b], action: wait, parameters: {for: 300ms}}
              c: {needs: [rest], action: agent_task, agent: worker}
              d: {needs: [c], action: agent_task, agent: worker}
            """;

    private final MemorySink sink = new MemorySink();
    private final TestConnection connection = TestConnection.open();
    private final WorkflowClient client = connection.client();
    private WeftWorker worker;

    @BeforeEach
    void start() {
        worker = WeftWorker.start(client, new ScriptedActivities(), WorkerLimits.DEFAULT, null, sink);
    }

    @AfterEach
    void stop() {
        worker.close();
        connection.close();
    }

    @Test
    void shouldGoOnWhileTheLogIsOutOfReachAndTellLater() {
        sink.down(true);
        Runs.Run run = new Runs(client).start(CHAIN, Map.of());
        run.end();
        assertThat(sink.of(run.id())).isEmpty();

        sink.down(false);

        complete(run);
        assertThat(sink.refusals).isZero();
    }

    @Test
    void shouldReadFromTheHistoryWhatIsMissingBeforeWhatIsTold() {
        // given what the first workflow tasks told is lost
        sink.lose(1);
        Runs.Run run = new Runs(client).start(CHAIN, Map.of());

        run.end();

        complete(run);
        assertThat(sink.refusals).isPositive();
    }

    @Test
    void shouldReadWhatAPublisherHeldThatDied() {
        // given all of a run is lost
        sink.lose(Integer.MAX_VALUE);
        Instant before = Instant.now();
        Runs.Run run = new Runs(client).start(CHAIN, Map.of());
        run.end();
        String closed = "WorkflowId = '%s' AND ExecutionStatus = 'Completed'".formatted(run.id());
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> client.countWorkflows(closed).getCount() == 1);

        // when
        sink.lose(0);
        sink.died("other", before);

        // then
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(sink::knowsNoDead);
        complete(run);
    }

    /** However long it takes to read of one run what the log lacks, of others it has what they tell. */
    @Test
    void shouldTellOfOthersWhileARunIsReadFromItsHistory() {
        sink.hold("slow");
        sink.lose(1);
        Runs.Run first = new Runs(client).start(CHAIN.replace("id: chain", "id: slow"), Map.of());
        first.end();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> sink.refusals > 0);

        Runs.Run other = new Runs(client).start(CHAIN, Map.of());
        other.end();

        complete(other);
        assertThat(types(first)).doesNotContain("workflow.completed");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> sink.gaps().runs() == 1 && sink.gaps().since() != null);

        sink.letGo("slow");

        complete(first);
    }

    /** What goes wrong on the way is tried again until it is done. */
    @Test
    void shouldReadAgainWhatCouldNotBeRead() {
        sink.fail("failing", 3);
        sink.lose(1);
        Runs.Run run = new Runs(client).start(CHAIN.replace("id: chain", "id: failing"), Map.of());
        run.end();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> Objects.requireNonNullElse(sink.gaps().trouble(), "")
                        .equals(run.id() + ": failed by the test"));
        complete(run);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> sink.gaps().equals(EventGaps.NONE));
    }

    /** A run that is terminated, and soon begins once more, has ended before that. */
    @Test
    void shouldTellTheForcedEndOfARunBeforeItBeginsOnceMore() {
        Runs.Run run = new Runs(client).start("""
                version: "3.0.0"
                id: again
                tasks:
                  a: {action: agent_task, agent: worker}
                  rest: {needs: [a], action: wait, parameters: {for: 1h}}
                """, Map.of());
        run.await(view -> view.status() == RunStatus.WAITING);
        run.untyped().terminate("by hand");
        Revivals.start(client, run.id(), Revivals.askTerminated(run, new Control("retry", "ann", "rest", null), null));

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        types(run).stream().filter("workflow.started"::equals).count() == 2);
        assertThat(types(run)).containsSubsequence("workflow.started", "workflow.failed", "workflow.started");
    }

    @Test
    void shouldTellOnThroughSeveralHistories() {
        Runs.Run run = new Runs(client, 20).start(CHAIN, Map.of());
        run.end();

        complete(run);
        assertThat(run.histories()).hasSizeGreaterThan(1);
    }

    @Test
    void shouldTellWhoAskedWhatAndByWhichChannel() throws Exception {
        Runs.Run run = new Runs(client).start("""
                version: "3.0.0"
                id: asks
                tasks:
                  ask: {action: approval_gate, parameters: {approvers: [anyone]}}
                """, Map.of());
        run.await(view -> view.status() == RunStatus.WAITING);
        run.stub().control(new Control("pause", "mallory"));
        run.stub().control(new Control("resume", "ann").through(Control.API));
        run.stub().pause();
        run.await(view -> view.status() == RunStatus.PAUSED);
        run.untyped().cancel();
        run.end();

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> sink.of(run.id()).stream()
                        .anyMatch(event -> event.type().equals("workflow.cancelled")));
        assertThat(sink.of(run.id()))
                .filteredOn(event -> event.type().equals("workflow.controlled"))
                .extracting(CloudEvent::data)
                .map(data -> (Map<?, ?>) Objects.requireNonNull(data))
                .extracting(data -> data.get("command") + " " + data.get("by") + " " + data.get("channel"))
                .containsExactly(
                        "pause mallory temporal", "resume ann api", "pause null temporal", "cancel null temporal");
        run.replay();
    }

    /** What Temporal ends as it begins the run again from an event is no end of the run. */
    @Test
    void shouldTellNoEndOfARunThatIsReset() {
        for (Runs runs : List.of(new Runs(client), new Runs(client, 5))) {
            Runs.Run run = runs.start("""
                    version: "3.0.0"
                    id: reset
                    tasks:
                      a: {action: agent_task, agent: worker}
                      ask: {needs: [a], action: approval_gate, parameters: {approvers: [anyone]}}
                    """, Map.of());
            run.await(view -> view.status() == RunStatus.WAITING);
            List<WorkflowExecutionHistory> histories = run.histories();
            WorkflowExecutionHistory first = histories.getLast();
            Resets.reset(
                    client,
                    run.id(),
                    histories.size() == 1 ? "" : execution(first),
                    first.getEvents().stream()
                            .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
                            .map(HistoryEvent::getEventId)
                            .findFirst()
                            .orElseThrow());
            run.await(view -> view.status() == RunStatus.WAITING);
            run.decide(new Decision("ask", "approve", "bob", List.of(), null, null, null, null));
            run.end();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> types(run).contains("workflow.completed"));
            // The second is found when the first, and all that ended before it, has been looked at.
            terminated(runs);
            terminated(runs);
            assertThat(types(run)).doesNotContain("workflow.failed");
        }
    }

    private static String execution(WorkflowExecutionHistory history) {
        return history.getEvents()
                .getFirst()
                .getWorkflowExecutionStartedEventAttributes()
                .getOriginalExecutionRunId();
    }

    private void terminated(Runs runs) {
        Runs.Run run = runs.start(CHAIN, Map.of());
        run.untyped().terminate("by hand");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> types(run).contains("workflow.failed"));
    }

    private List<String> types(Runs.Run run) {
        return sink.of(run.id()).stream().map(CloudEvent::type).toList();
    }

    private void complete(Runs.Run run) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> sink.of(run.id()).stream()
                        .anyMatch(event -> event.type().equals("workflow.completed")));
        List<CloudEvent> told = sink.of(run.id());
        List<String> sequence = new ArrayList<>();
        for (int i = 1; i <= told.size(); i++) {
            sequence.add("1." + i);
        }
        assertThat(told)
                .extracting(event -> event.id().replaceAll("\\.[0-9]+$", ""))
                .containsExactlyElementsOf(sequence);
        assertThat(told)
                .extracting(CloudEvent::type)
                .startsWith("workflow.started", "task.started", "task.completed")
                .endsWith("workflow.completed");
    }
}
