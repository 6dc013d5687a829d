package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.DecisionReceipt;
import dev.weft.worker.protocol.RefusedException;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.SearchAttributes;
import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.protocol.TaskStatus;
import io.temporal.activity.Activity;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs on a real Temporal server. */
class RunOnServerTest {
    private static final String GATE = """
            version: "3.0.0"
            id: gate
            tasks:
              ask:
                action: approval_gate
                parameters: {title: "Go?", approvers: ["role:editor"]}
              go:
                needs: [ask]
                when: tasks.ask.output.decision == 'approved'
                action: agent_task
                agent: worker
            outputs: {decision: "${{ tasks.ask.output.decision }}"}
            """;

    @RegisterExtension
    private static final RealWorker REAL = RealWorker.start();

    private final Runs runs = REAL.runs();

    @Test
    void shouldRunABlockForEachOfManyItems() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: many-items
                policy: {max_concurrent: 50}
                tasks:
                  each:
                    for_each: {in: "${{ lists.range(250) }}"}
                    tasks:
                      first: {action: agent_task, agent: worker, parameters: {number: "${{ item }}"}}
                      second: {needs: [first], action: transform, parameters: {value: "${{ tasks.first.output.path }}"}}
                    outputs: {path: "${{ tasks.second.output }}"}
                outputs: {first: "${{ tasks.each.output[0].path }}", last: "${{ tasks.each.output[249].path }}"}
                """, Map.of());

        assertThat(run.result()).isEqualTo(Map.of("first", "each[0].first", "last", "each[249].first"));
        assertThat(run.view().tasks().get("each.first"))
                .extracting(RunView.TaskView::attempts)
                .isEqualTo(250);
        run.replay();
    }

    @Test
    void shouldCancelWhatRunsInBlocksAndRunWhatMustRun() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: cancelled-block
                tasks:
                  each:
                    for_each: {in: [x, y]}
                    tasks:
                      ask: {action: approval_gate, parameters: {approvers: [anyone]}}
                      use: {needs: [ask], when: tasks.ask.output.decision == 'approved', action: agent_task, agent: worker}
                      clean: {needs: all, join: always, action: agent_task, agent: worker}
                """, Map.of());
        run.await(view -> view.waitingOn().size() == 2);

        run.stub().control(new Control("cancel", "ann"));

        assertThatThrownBy(run::result).isInstanceOf(WorkflowFailedException.class);
        assertThat(run.view().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(REAL.activities.invocations)
                .extracting(TaskInvocation::path)
                .containsExactlyInAnyOrder("each[0].clean", "each[1].clean");
        run.replay();
    }

    @Test
    void shouldRunTasksAsActivitiesThatReadLikeTheDefinition() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: parallel
                inputs: {name: {type: string}}
                tasks:
                  first: {action: agent_task, agent: worker, operation: greet, parameters: {name: "${{ inputs.name }}"}}
                  left: {needs: [first], action: agent_task, agent: worker, parameters: {from: "${{ tasks.first.output.path }}"}}
                  right: {needs: [first], action: file_operation, parameters: {operation: read, path: x}}
                  last: {needs: [left, right], action: transform, parameters: {value: done}}
                outputs: {said: "${{ tasks.left.output.path }} ${{ tasks.last.output }}"}
                """, Map.of("name", "Ann"));

        assertThat(run.result()).isEqualTo(Map.of("said", "left done"));

        RunView view = run.view();
        assertThat(view.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(view.progress()).isEqualTo(100);
        assertThat(view.tasks().keySet()).containsExactly("first", "left", "right", "last");
        assertThat(REAL.activities.types).containsExactlyInAnyOrder("agent:worker", "agent:worker", "file_operation");
        assertThat(REAL.activities.invocations.getFirst().parameters()).isEqualTo(Map.of("name", "Ann"));
        assertThat(REAL.activities.invocations.getFirst().operation()).isEqualTo("greet");
        assertThat(run.stub().output("first")).isEqualTo(Map.of("path", "first", "attempt", 1));
        assertThat(view.tasks().values().stream().map(RunView.TaskView::agent))
                .containsExactly("worker", "worker", null, null);
        // A read is done where the run is: LocalAttemptsOnServerTest.
        assertThat(summaries(run)).containsExactlyInAnyOrder("first", "left");
        WorkflowMetadata metadata = run.untyped().query("__temporal_workflow_metadata", WorkflowMetadata.class);
        assertThat(metadata.getCurrentDetails()).contains("**COMPLETED**, 100 %", "| `left` | COMPLETED | 1 |");
        run.replay();
    }

    @Test
    void shouldTellVisibilityWhatItIsAndWaitsFor() {
        Runs.Run run = runs.start(GATE, Map.of());

        Runs.patiently().untilAsserted(() -> {
            var attributes = run.untyped().describe().getTypedSearchAttributes();
            assertThat(attributes.get(SearchAttributes.WORKFLOW)).isEqualTo("gate");
            assertThat(attributes.get(SearchAttributes.REVISION)).isEqualTo(1L);
            assertThat(attributes.get(SearchAttributes.STATUS)).isEqualTo("WAITING");
            assertThat(attributes.get(SearchAttributes.WAITING_FOR)).containsExactly("approval:ask");
            assertThat(attributes.get(SearchAttributes.LABELS)).containsExactly("team=blue");
        });
        run.untyped().terminate("done with it");
    }

    @Test
    void shouldTakeADecisionByUpdateAndRefuseOthers() throws Exception {
        Runs.Run run = runs.start(GATE, Map.of());
        RunView waiting = run.await(view -> view.status() == RunStatus.WAITING);
        assertThat(waiting.waitingOn()).singleElement().satisfies(wait -> {
            assertThat(wait.task()).isEqualTo("ask");
            assertThat(wait.kind()).isEqualTo("approval");
        });

        assertThatThrownBy(() -> run.decide(decision("approve", "bob", List.of("viewer"))))
                .isInstanceOf(WorkflowUpdateException.class)
                .cause()
                .isInstanceOfSatisfying(ApplicationFailure.class, refusal -> {
                    assertThat(refusal.getType()).isEqualTo(RefusedException.class.getName());
                    assertThat(refusal.getOriginalMessage()).startsWith("NOT_APPROVER: Expected a decision by one of");
                });
        DecisionReceipt receipt = run.decide(decision("approve", "bob", List.of("editor")));

        assertThat(receipt).isEqualTo(new DecisionReceipt("ask", 1, TaskStatus.COMPLETED, 1, 1));
        assertThat(run.result()).isEqualTo(Map.of("decision", "approved"));
        assertThatThrownBy(() -> run.decide(decision("reject", "eve", List.of("editor"))))
                .isNotNull();
        run.replay();
    }

    @Test
    void shouldTakeADecisionBySignalAndRecordAnIgnoredOne() throws Exception {
        Runs.Run run = runs.start(GATE, Map.of());
        run.await(view -> view.status() == RunStatus.WAITING);

        run.stub().approval(Map.of("task", "nowhere", "decision", "approve", "by", "bob"));
        run.stub().approval(Map.of());
        run.stub().approval(Map.of("task", "ask", "decision", "rejected", "by", "bob", "comment", "not yet"));

        assertThat(run.result()).isEqualTo(Map.of("decision", "rejected"));
        RunView view = run.view();
        assertThat(view.ignored()).hasSize(2).first().asString().contains("Expected a task of this run");
        assertThat(run.task("go").status()).isEqualTo(TaskStatus.SKIPPED);
        assertThat(run.gate("ask").decisions()).singleElement().satisfies(decision -> {
            assertThat(decision.channel()).isEqualTo("temporal");
            assertThat(decision.comment()).isEqualTo("not yet");
        });
        run.replay();
    }

    @Test
    void shouldIgnoreSignalsThatMakeNoSense() throws Exception {
        Runs.Run run = runs.start(GATE, Map.of());
        run.await(view -> view.status() == RunStatus.WAITING);

        run.untyped().signal("approval");
        run.untyped().signal("approval", (Object) null);
        run.untyped().signal("approval", "approve");
        run.untyped().signal("approval", List.of(1, 2));
        run.untyped().signal("approval", Map.of("task", 1, "decision", List.of()));
        run.untyped().signal("approval", Map.of("task", "ask", "decision", "approve", "by", "bob", "more", 1));

        assertThat(run.result()).isEqualTo(Map.of("decision", "approved"));
        assertThat(run.view().ignored()).hasSize(5).allMatch(why -> why.contains("Expected"));
        run.replay();
    }

    @Test
    void shouldRefuseUpdatesThatMakeNoSense() {
        Runs.Run run = runs.start(GATE, Map.of());
        run.await(view -> view.status() == RunStatus.WAITING);

        for (Object nonsense : new Object[] {null, Map.of()}) {
            for (String update : List.of("decide", "control")) {
                assertThatThrownBy(() -> run.untyped().update(update, Object.class, nonsense))
                        .cause()
                        .hasMessageContaining("Expected");
            }
        }
        Decision tooLong =
                new Decision("ask", "approve", "bob", List.of("editor"), "x".repeat(5_000), null, null, null);
        assertThatThrownBy(() -> run.decide(tooLong)).cause().hasMessageContaining("at most 4000 characters");
        run.untyped().terminate("done with it");
    }

    @Test
    void shouldFailRunsWhoseValuesAreTooLarge() throws Exception {
        REAL.activities.on("big", invocation -> "x".repeat(1_000_000));
        for (String twice : List.of(
                "transform, parameters: {value: \"${{ tasks.big.output }}\"}",
                "fail, parameters: {message: \"${{ tasks.big.output + tasks.big.output + tasks.big.output }}\"}",
                "approval_gate, parameters: {title: \"${{ tasks.big.output }}\", approvers: [anyone]}")) {
            Runs.Run run = runs.start("""
                    version: "3.0.0"
                    id: large
                    tasks:
                      big: {action: agent_task, agent: worker}
                      twice: {needs: [big], action: %s}
                    """.formatted(twice), Map.of());

            assertThatThrownBy(run::result)
                    .cause()
                    .isInstanceOfSatisfying(
                            ApplicationFailure.class,
                            failure -> assertThat(failure.getType()).isIn("too_large", "failed"));
            assertThat(run.view().status()).isEqualTo(RunStatus.FAILED);
            run.replay();
        }
    }

    @Test
    void shouldFailWhatIsNoRunRequest() {
        var stub = REAL.client.newUntypedWorkflowStub(
                "WeftRun",
                WorkflowOptions.newBuilder()
                        .setTaskQueue("weft")
                        .setWorkflowId("nothing-" + System.nanoTime())
                        .build());
        stub.start();

        assertThatThrownBy(() -> stub.getResult(Object.class))
                .cause()
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        failure -> assertThat(failure.getType()).isEqualTo("invalid_request"));
    }

    @Test
    void shouldRetryAndFailWithTheCode() throws Exception {
        REAL.activities.on("broken", invocation -> {
            throw ScriptedActivities.failure("quota", true);
        });
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: retry
                tasks:
                  broken: {action: agent_task, agent: worker, retry: {max_attempts: 3, delay: 10ms, jitter: 0.5}}
                  after: {needs: [broken], action: agent_task, agent: worker}
                """, Map.of());

        assertThatThrownBy(run::result)
                .isInstanceOf(WorkflowFailedException.class)
                .cause()
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.getType()).isEqualTo("quota");
                    assertThat(failure.getOriginalMessage()).isEqualTo("Task 'broken' failed: it broke");
                });

        RunView view = run.view();
        assertThat(view.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.task("broken").attempts()).isEqualTo(3);
        assertThat(REAL.activities.invocations.stream().map(i -> i.key()).distinct())
                .hasSize(1);
        assertThat(REAL.activities.invocations.stream().map(i -> i.attempt())).containsExactly(1, 2, 3);
        run.replay();
    }

    @Test
    void shouldCancelByTemporalAndStillCleanUp() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        REAL.activities.on("slow", invocation -> {
            begun.countDown();
            while (true) {
                Activity.getExecutionContext().heartbeat(null);
                new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
            }
        });
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: cancelled
                tasks:
                  slow: {action: agent_task, agent: worker, heartbeat: 1s}
                  clean: {needs: all, join: always, action: agent_task, agent: worker, parameters: {was: "${{ run.status }}"}}
                """, Map.of());
        begun.await();

        run.untyped().cancel();

        assertThatThrownBy(run::result).cause().isInstanceOf(CanceledFailure.class);
        assertThat(run.view().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(run.task("slow").status()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(REAL.activities.invocations.getLast().parameters()).isEqualTo(Map.of("was", "CANCELLED"));
        run.replay();
    }

    @Test
    void shouldPauseAndResumeByUpdateAndSignal() throws Exception {
        Runs.Run run = runs.start(GATE, Map.of());
        run.await(view -> view.status() == RunStatus.WAITING);

        assertThat(run.stub().control(new Control("pause", "ann"))).isEqualTo(RunStatus.PAUSED);
        run.decide(decision("approve", "bob", List.of("editor")));
        assertThat(run.task("go").status()).isEqualTo(TaskStatus.PENDING);
        run.stub().resume();

        assertThat(run.result()).isEqualTo(Map.of("decision", "approved"));
        run.replay();
    }

    @Test
    void shouldStartMoreTasksThanOneWorkflowTaskMay() throws Exception {
        StringBuilder yaml = new StringBuilder("version: \"3.0.0\"\nid: wide\ntasks:\n");
        for (int i = 0; i < 450; i++) {
            yaml.append("  t%d: {action: agent_task, agent: worker, parameters: {text: \"%s\"}}%n"
                    .formatted(i, i < 10 ? "x".repeat(20_000) : "y"));
        }
        yaml.append("outputs: {done: true}\n");
        Runs.Run run = runs.start(yaml.toString(), Map.of());

        assertThat(run.result()).isEqualTo(Map.of("done", true));
        assertThat(REAL.activities.invocations).hasSize(450);
        run.replay();
    }

    @Test
    void shouldWriteHistoryLinearInTheNumberOfTasks() {
        long small = eventsOfChain(10);
        long large = eventsOfChain(40);

        // Six events a task (scheduled, started, completed; the same of the workflow task), the rest is the run's own.
        assertThat(large - small).isLessThanOrEqualTo(30 * 6 + 6);
    }

    @Test
    void shouldFailARunWhoseDefinitionCanNotBeCompiled() {
        String id = "broken-" + System.nanoTime();
        var stub = REAL.client.newUntypedWorkflowStub(
                "WeftRun",
                WorkflowOptions.newBuilder()
                        .setTaskQueue("weft")
                        .setWorkflowId(id)
                        .build());
        stub.start(Map.of("workflow", "x", "revision", 1, "definition", "{\"tasks\": 1}"));

        assertThatThrownBy(() -> stub.getResult(Object.class))
                .cause()
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        failure -> assertThat(failure.getType()).isEqualTo("invalid_definition"));
    }

    private long eventsOfChain(int length) {
        StringBuilder yaml = new StringBuilder("version: \"3.0.0\"\nid: chain\ntasks:\n");
        for (int i = 0; i < length; i++) {
            yaml.append("  t%d: {needs: [%s], action: agent_task, agent: worker}%n"
                    .formatted(i, i == 0 ? "" : "t" + (i - 1)));
        }
        Runs.Run run = runs.start(yaml.toString(), Map.of());
        run.result();
        return run.history().getEvents().size();
    }

    private static Decision decision(String what, String by, List<String> roles) {
        return new Decision("ask", what, by, roles, null, null, null, null);
    }

    private static List<String> summaries(Runs.Run run) {
        return run.history().getEvents().stream()
                .filter(event -> event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED)
                .map(HistoryEvent::getUserMetadata)
                .map(metadata -> DefaultDataConverter.STANDARD_INSTANCE.fromPayload(
                        metadata.getSummary(), String.class, String.class))
                .toList();
    }
}
