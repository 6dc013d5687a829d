package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.SearchAttributes;
import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.protocol.TaskStatus;
import io.temporal.api.common.v1.Priority;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowFailedException;
import io.temporal.worker.WorkerFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that start runs, on a real Temporal server. */
class ChildRunsOnServerTest {
    private static final String CHILD = """
            version: "3.0.0"
            id: child
            labels: {kind: small}
            inputs: {n: {type: integer, default: 1}}
            tasks:
              work: {action: agent_task, agent: worker, parameters: {n: "${{ inputs.n }}"}}
            outputs: {double: "${{ inputs.n * 2 }}"}
            """;
    private static final String ASKS = """
            version: "3.0.0"
            id: asks
            tasks:
              ask: {action: approval_gate, parameters: {approvers: [anyone]}}
              clean: {needs: all, join: always, action: agent_task, agent: worker}
            outputs: {by: "${{ tasks.ask.output.decided_by }}"}
            """;
    private static final String PARENT = """
            version: "3.0.0"
            id: parent
            tasks:
              below: {action: workflow_trigger, parameters: {workflow: asks}}
            outputs: {by: "${{ tasks.below.output.by }}"}
            """;
    private static Children children;
    private static WorkerFactory desk;

    private static RealWorker real;
    private Runs runs;

    @BeforeAll
    static void start() {
        real = RealWorker.start();
        children = new Children();
        children.save("child", CHILD);
        children.save("asks", ASKS);
        desk = children.serve(real.client);
    }

    @AfterAll
    static void stop() {
        desk.shutdownNow();
        real.close();
    }

    @BeforeEach
    void fresh() {
        runs = real.runs();
        real.activities.clear();
        children.claims.clear();
    }

    @Test
    void shouldFailAsReplacedWhereAnotherTakesThePlaceOfItsRun() throws Exception {
        String waits = """
                version: "3.0.0"
                id: waits
                policy: {concurrency: {key: place, when_full: replace}}
                tasks: {wait: {action: wait, parameters: {for: 1s}}}
                """;
        children.save("waits", waits.replace("1s", "1h"));
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: parent
                tasks: {below: {action: workflow_trigger, parameters: {workflow: waits}, retry: {max_attempts: 3}}}
                """, Map.of());
        run.await(view -> Objects.requireNonNull(view.tasks().get("below")).run() != null);
        Runs.Run below = new Runs.Run(
                real.client, Objects.requireNonNull(run.task("below").run()));
        below.await(view -> view.status() == RunStatus.WAITING);

        runs.start(waits, Map.of()).result();

        assertThatThrownBy(run::result).isInstanceOf(WorkflowFailedException.class);
        assertThat(Objects.requireNonNull(run.task("below").error()).code()).isEqualTo("replaced");
        assertThat(run.task("below").attempts()).isEqualTo(1);
        run.replay();
        below.replay();
    }

    @Test
    void shouldGoOnWithTheFallbackOfATaskWhoseRunHasFailed() throws Exception {
        // given: that a run has ended is told twice, by itself and by Temporal
        CountDownLatch told = new CountDownLatch(1);
        real.activities.on("work", invocation -> {
            throw ScriptedActivities.failure("broken", false);
        });
        real.activities.on("below.fallback", invocation -> {
            told.await(30, TimeUnit.SECONDS);
            return "instead";
        });

        // when
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: parent
                tasks:
                  below:
                    action: workflow_trigger
                    parameters: {workflow: child}
                    on_failure: {run: {action: agent_task, agent: worker}}
                outputs: {was: "${{ tasks.below.output }}"}
                """, Map.of());
        run.await(view -> view.tasks().get("below.fallback") != null
                && Objects.requireNonNull(view.tasks().get("below.fallback")).status() == TaskStatus.RUNNING);
        Awaitility.await()
                .until(() -> run.history().getEvents().stream()
                        .anyMatch(HistoryEvent::hasChildWorkflowExecutionFailedEventAttributes));
        told.countDown();

        // then
        assertThat(run.result()).isEqualTo(Map.of("was", "instead"));
        run.replay();
    }

    @Test
    void shouldEndATaskWithItsRunAndLinkBothWays() throws Exception {
        Runs.Run run = runs.start(children.carrying("""
                version: "3.0.0"
                id: parent
                tasks:
                  below: {action: workflow_trigger, parameters: {workflow: child, inputs: {n: 21}}}
                outputs: {x: "${{ tasks.below.output.double }}"}
                """, Map.of(), 1));

        assertThat(run.result()).isEqualTo(Map.of("x", 42));

        Runs.Run child = child(run, "below");
        RunView view = child.view();
        assertThat(child.id()).matches("child-[0-9A-Z]{26}");
        assertThat(view.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(Objects.requireNonNull(view.parent()).run()).isEqualTo(run.id());
        assertThat(view.parent().task()).isEqualTo("below");
        assertThat(view.startedBy()).isEqualTo("ann");
        assertThat(view.labels()).isEqualTo(Map.of("kind", "small"));
        assertThat(view.priority()).isEqualTo(1);
        assertThat(children.claims).isEmpty();
        var description = child.untyped().describe();
        assertThat(description.getTypedSearchAttributes().get(SearchAttributes.WORKFLOW))
                .isEqualTo("child");
        assertThat(description.getParentExecution().getWorkflowId()).isEqualTo(run.id());
        run.replay();
        child.replay();
    }

    @Test
    void shouldGivePriorityAndFairnessToRunsAndTheirActivities() {
        Runs.Run run = runs.start(children.carrying("""
                version: "3.0.0"
                id: urgent
                tasks:
                  below: {action: workflow_trigger, parameters: {workflow: child}}
                  own: {action: agent_task, agent: worker}
                """, Map.of(), 1));
        run.result();

        assertThat(priority(run)).satisfies(priority -> {
            assertThat(priority.getPriorityKey()).isEqualTo(1);
            assertThat(priority.getFairnessKey()).isEqualTo("urgent");
        });
        assertThat(priority(child(run, "below"))).satisfies(priority -> {
            assertThat(priority.getPriorityKey()).isEqualTo(1);
            assertThat(priority.getFairnessKey()).isEqualTo("child");
        });
        for (Runs.Run one : List.of(run, child(run, "below"))) {
            assertThat(one.history().getEvents())
                    .filteredOn(event -> event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED)
                    .extracting(event ->
                            event.getActivityTaskScheduledEventAttributes().getPriority())
                    .containsExactly(priority(one));
        }
    }

    @Test
    void shouldAskForADefinitionThatIsNotCarried() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: computed
                inputs: {which: {type: string}}
                tasks:
                  below: {action: workflow_trigger, parameters: {workflow: "${{ inputs.which }}", inputs: {n: 2}}}
                  none: {action: workflow_trigger, parameters: {workflow: nowhere}, on_failure: skip}
                outputs: {x: "${{ tasks.below.output.double }}"}
                """, Map.of("which", "child"));

        assertThat(run.result()).isEqualTo(Map.of("x", 4));
        assertThat(children.claims).extracting(claim -> claim.workflow()).containsExactlyInAnyOrder("child", "nowhere");
        assertThat(Objects.requireNonNull(run.task("none").error()).code()).isEqualTo("unknown_workflow");
        run.replay();
    }

    @Test
    void shouldFailWithTheCodeOfItsRun() throws Exception {
        real.activities.on("work", invocation -> {
            throw ScriptedActivities.failure("quota", false);
        });
        Runs.Run run = runs.start(children.carrying("""
                version: "3.0.0"
                id: parent
                tasks:
                  below: {action: workflow_trigger, parameters: {workflow: child}, retry: {max_attempts: 2, delay: 10ms}}
                """, Map.of(), 3));

        assertThatThrownBy(run::result).isInstanceOf(WorkflowFailedException.class);

        assertThat(run.task("below").attempts()).isEqualTo(2);
        assertThat(Objects.requireNonNull(run.task("below").error()).code()).isEqualTo("quota");
        assertThat(run.task("below").error().message())
                .isEqualTo("Run '%s': Task 'work' failed: it broke"
                        .formatted(run.task("below").run()));
        assertThat(real.activities.invocations).extracting(TaskInvocation::key).doesNotHaveDuplicates();
        run.replay();
    }

    @Test
    void shouldPassCancellationOnAndWaitForTheCleanUpBelow() throws Exception {
        Runs.Run run = runs.start(children.carrying(PARENT, Map.of(), 3));
        Runs.Run child = startedChild(run, "below");
        child.await(view -> view.status() == RunStatus.WAITING);

        run.untyped().cancel();

        assertThatThrownBy(run::result).isInstanceOf(WorkflowFailedException.class);
        assertThat(run.view().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(run.task("below").status()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(child.view().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(real.activities.invocations).extracting(TaskInvocation::path).containsExactly("clean");
        run.replay();
        child.replay();
    }

    @Test
    void shouldIgnoreReportsThatMeanNothing() throws Exception {
        Runs.Run run = runs.start(children.carrying(PARENT, Map.of(), 3));
        Runs.Run child = startedChild(run, "below");

        run.untyped().signal("child");
        run.untyped().signal("child", (Object) null);
        run.untyped().signal("child", "done");
        run.untyped().signal("child", Map.of());
        run.untyped().signal("child", Map.of("run", "other-1", "task", "below", "status", "COMPLETED"));
        run.untyped().signal("child", Map.of("run", child.id(), "task", "nowhere", "status", "COMPLETED"));
        run.untyped().signal("child", Map.of("run", child.id(), "task", "below", "status", "RUNNING"));
        child.await(view -> view.status() == RunStatus.WAITING);
        child.stub().approval(Map.of("task", "ask", "decision", "approve", "by", "bob"));

        assertThat(run.result()).isEqualTo(Map.of("by", "bob"));
        run.replay();
    }

    @Test
    void shouldPassPauseAndResumeOn() throws Exception {
        Runs.Run run = runs.start(children.carrying(PARENT, Map.of(), 3));
        Runs.Run child = startedChild(run, "below");
        child.await(view -> view.status() == RunStatus.WAITING);

        run.stub().control(new Control("pause", "ann"));
        child.await(view -> view.status() == RunStatus.PAUSED);
        child.stub().approval(Map.of("task", "ask", "decision", "approve", "by", "bob"));
        assertThat(child.view().status()).isEqualTo(RunStatus.PAUSED);
        run.stub().control(new Control("resume", "ann"));

        assertThat(run.result()).isEqualTo(Map.of("by", "bob"));
        run.replay();
        child.replay();
    }

    @Test
    void shouldLearnOfATerminatedRun() throws Exception {
        Runs.Run run = runs.start(children.carrying(PARENT, Map.of(), 3));
        Runs.Run child = startedChild(run, "below");

        child.untyped().terminate("enough");

        assertThatThrownBy(run::result).isInstanceOf(WorkflowFailedException.class);
        assertThat(Objects.requireNonNull(run.task("below").error()).code()).isEqualTo("terminated");
        run.replay();
    }

    @Test
    void shouldEndAsItShouldWhereItsParentIsNoMore() throws Exception {
        Runs.Run run = runs.start(PARENT, Map.of());
        run.await(view -> Objects.requireNonNull(view.tasks().get("below")).run() != null);
        Runs.Run below = new Runs.Run(
                real.client, Objects.requireNonNull(run.task("below").run()));
        below.await(view -> view.status() == RunStatus.WAITING);

        run.untyped().terminate("lost");
        below.stub().approval(Map.of("task", "ask", "decision", "approve", "by", "bob"));

        assertThat(below.result()).isEqualTo(Map.of("by", "bob"));
        assertThat(below.view().status()).isEqualTo(RunStatus.COMPLETED);
        below.replay();
    }

    @Test
    void shouldNotWaitWhereItIsToldSo() throws Exception {
        Runs.Run run = runs.start(children.carrying("""
                version: "3.0.0"
                id: parent
                tasks:
                  below: {action: workflow_trigger, parameters: {workflow: asks, wait: false}}
                outputs: {run: "${{ tasks.below.output.run_id }}"}
                """, Map.of(), 3));

        assertThat(run.result())
                .isEqualTo(
                        Map.of("run", Objects.requireNonNull(run.task("below").run())));

        Runs.Run child = child(run, "below");
        child.await(view -> view.status() == RunStatus.WAITING);
        child.stub().approval(Map.of("task", "ask", "decision", "approve", "by", "bob"));
        assertThat(child.result()).isEqualTo(Map.of("by", "bob"));
        run.replay();
        child.replay();
    }

    @Test
    void shouldStartTwoHundredRuns() throws Exception {
        Runs.Run run = runs.start(children.carrying("""
                version: "3.0.0"
                id: many
                policy: {max_concurrent: 50}
                tasks:
                  each: {for_each: {in: "${{ lists.range(200) }}"}, action: workflow_trigger, parameters: {workflow: child, inputs: {n: "${{ item }}"}}}
                outputs: {sum: "${{ sum(tasks.each.output.map(o, o.double)) }}"}
                """, Map.of(), 3));

        assertThat(run.result()).isEqualTo(Map.of("sum", 39_800));
        assertThat(run.view().items().values())
                .extracting(RunView.TaskView::run)
                .doesNotHaveDuplicates();
        run.replay();
    }

    /** The worker is gone when the child ends: the parent learns of it from the next one. */
    @Test
    void shouldLearnOfAnEndThatCameWhileNoWorkerWasThere() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch killed = new CountDownLatch(1);
        real.activities.on("work", invocation -> {
            begun.countDown();
            killed.await(20, TimeUnit.SECONDS);
            return "done";
        });
        Runs.Run run = runs.start(children.carrying("""
                version: "3.0.0"
                id: parent
                tasks:
                  below: {action: workflow_trigger, parameters: {workflow: child}}
                outputs: {x: "${{ tasks.below.output.double }}"}
                """, Map.of(), 3));
        begun.await();

        killed.countDown();
        real.replace();

        assertThat(run.result()).isEqualTo(Map.of("x", 2));
        assertThat(run.task("below").attempts()).isEqualTo(1);
        run.replay();
        child(run, "below").replay();
    }

    /** Whoever resets the parent in Temporal finds the run that is there, not a second one. */
    @Test
    void shouldFindItsRunAgainAfterAReset() throws Exception {
        Runs.Run run = runs.start(children.carrying(PARENT, Map.of(), 3));
        Runs.Run child = startedChild(run, "below");
        child.await(view -> view.status() == RunStatus.WAITING);

        long first = run.history().getEvents().stream()
                .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
                .map(HistoryEvent::getEventId)
                .findFirst()
                .orElseThrow();
        Resets.reset(real.client, run.id(), first);
        Runs.patiently()
                .untilAsserted(() -> assertThat(run.history().getEvents())
                        .extracting(HistoryEvent::getEventType)
                        .contains(EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED));
        child.stub().approval(Map.of("task", "ask", "decision", "approve", "by", "bob"));

        assertThat(run.result()).isEqualTo(Map.of("by", "bob"));
        assertThat(run.task("below").run()).isEqualTo(child.id());
        run.replay();
    }

    private static Runs.Run startedChild(Runs.Run run, String path) {
        Runs.patiently().until(() -> run.task(path).run() != null);
        Runs.patiently().ignoreExceptions().until(() -> child(run, path).view() != null);
        return child(run, path);
    }

    private static Runs.Run child(Runs.Run run, String path) {
        return new Runs.Run(real.client, Objects.requireNonNull(run.task(path).run()));
    }

    private static Priority priority(Runs.Run run) {
        return run.history()
                .getEvents()
                .getFirst()
                .getWorkflowExecutionStartedEventAttributes()
                .getPriority();
    }
}
