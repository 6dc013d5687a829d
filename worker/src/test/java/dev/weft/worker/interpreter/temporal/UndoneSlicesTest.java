package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.protocol.TaskStatus;
import io.temporal.client.WorkflowUpdateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Loops over more items than one run holds, in which something is to be undone, on a real server. */
class UndoneSlicesTest {
    @RegisterExtension
    private static final RealWorker REAL = RealWorker.start();

    private static final String ORDERS = """
            version: "3.0.0"
            id: orders
            tasks:
              first: {action: agent_task, agent: worker, compensate: {action: agent_task, agent: worker}}
              each:
                needs: [first]
                for_each: {in: "${{ lists.range(510) }}", as: number}
                tasks:
                  charge:
                    when: "number < 20 || number >= 500"
                    action: agent_task
                    agent: worker
                    compensate: {action: agent_task, agent: worker, parameters: {undo: "${{ output.path }}", of: "${{ number }}", after: "${{ tasks.first.output.path }}"}}
                  ship: {needs: [charge], action: transform, parameters: {value: 1}}
              last: {needs: [each], action: agent_task, agent: worker, on_failure: %s}
            """;

    private static final String LEAF = """
            version: "3.0.0"
            id: leaf
            inputs: {n: {type: integer}}
            tasks:
              work: {action: agent_task, agent: worker, parameters: {n: "${{ inputs.n }}"}, compensate: {action: agent_task, agent: worker, parameters: {undo: "${{ inputs.n }}"}}}
              wait: {needs: [work], when: "inputs.n == 14", action: wait, parameters: {for: "%s"}}
            outputs: {n: "${{ inputs.n }}"}
            """;

    private final Runs runs = REAL.runs();

    @Test
    void shouldUndoAllItemsNewestFirstWithWhatTheyGave() throws Exception {
        fail("last");
        Runs.Run run = runs.start(ORDERS.formatted("rollback"), Map.of());

        run.end();

        assertThat(run.view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(run.task("each").status()).isEqualTo(TaskStatus.COMPENSATED);
        assertThat(run.task("each.charge.compensate").status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(run.view().items())
                .extractingByKeys("each[0-499]", "each[0-499].compensate", "each[500-509].compensate")
                .extracting(RunView.TaskView::status)
                .containsExactly(TaskStatus.COMPENSATED, TaskStatus.COMPLETED, TaskStatus.COMPLETED);
        assertThat(undone()).hasSize(31).endsWith("first.compensate");
        assertThat(undone()).doesNotHaveDuplicates();
        assertThat(REAL.activities.invocations.stream()
                        .filter(one -> one.path().endsWith("charge.compensate"))
                        .map(TaskInvocation::parameters))
                .containsExactlyInAnyOrderElementsOf(IntStream.concat(IntStream.range(0, 20), IntStream.range(500, 510))
                        .mapToObj(i -> Map.<String, Object>of(
                                "undo", "each[%d].charge".formatted(i), "of", i, "after", "first"))
                        .toList());
        run.replay();
        run.below("each[0-499]").replay();
    }

    @Test
    void shouldUndoTheWholeRunForAFailureInOneItem() throws Exception {
        fail("each[505].charge");
        Runs.Run run = runs.start(
                ORDERS.formatted("fail").replace("charge:\n", "charge:\n        on_failure: rollback\n"), Map.of());

        run.end();

        assertThat(run.view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(Objects.requireNonNull(run.view().error()).message())
                .isEqualTo("Task 'each[505].charge' failed: it broke");
        List<String> charged = REAL.activities.invocations.stream()
                .map(TaskInvocation::path)
                .filter(path -> path.endsWith(".charge") && !path.equals("each[505].charge"))
                .toList();
        assertThat(undone()).hasSize(charged.size() + 1).doesNotHaveDuplicates();
        assertThat(undone()).doesNotContain("each[505].charge.compensate").endsWith("first.compensate");
        run.replay();
    }

    @Test
    void shouldGoBackToBeforeTheLoopAndDoItAgain() throws Exception {
        fail("last");
        Runs.Run run = runs.start(ORDERS.formatted("pause"), Map.of());
        run.await(view -> view.status() == RunStatus.WAITING);
        String before = run.below("each[500-509]").id();
        REAL.activities.on("last", invocation -> Map.of());

        run.stub().control(new Control("rollback", "ann", "first", null));
        run.end();

        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.below("each[500-509]").id()).isNotEqualTo(before);
        assertThat(undone()).hasSize(30).doesNotContain("first.compensate");
        assertThat(REAL.activities.invocations.stream()
                        .filter(one -> one.path().endsWith(".charge"))
                        .map(TaskInvocation::key))
                .hasSize(60)
                .doesNotHaveDuplicates();
        run.replay();
    }

    /** A compensation that fails for good waits for a person in the run that does the slice; what is undone stays so. */
    @Test
    void shouldWaitForAPersonInASliceAndGoOnAfterTheEndOfTheWorkerAndOfTheRun() throws Exception {
        fail("last");
        fail("each[507].charge.compensate");
        Runs.Run run = runs.start(ORDERS.formatted("rollback").replace("(510)", "(509)"), Map.of());
        run.await(view -> view.status() == RunStatus.ROLLING_BACK);
        Runs.Run slice = run.below("each[500-508]");
        slice.await(view -> view.waitingOn().stream().anyMatch(one -> one.kind().equals("person")));
        assertThat(run.view().status()).isEqualTo(RunStatus.ROLLING_BACK);
        assertThatThrownBy(() -> slice.stub().control(new Control("cancel", "ann")))
                .isInstanceOf(WorkflowUpdateException.class);

        REAL.replace();
        run.untyped().terminate("by hand");
        slice.untyped().terminate("by hand");
        REAL.activities.on("each[507].charge.compensate", invocation -> Map.of());
        Revivals.start(REAL.client, run.id(), Revivals.askTerminated(run, new Control("undo", "ann"), null));

        run.end();
        assertThat(run.view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        List<String> undone = new ArrayList<>(undone());
        // It had failed for good, and is made again.
        assertThat(undone.remove("each[507].charge.compensate")).isTrue();
        assertThat(undone).hasSize(30).doesNotHaveDuplicates();
        run.replay();
    }

    @Test
    void shouldRefuseThatASliceIsUndoneByItself() {
        CountDownLatch asked = new CountDownLatch(1);
        REAL.activities.on("each[3].charge", invocation -> asked.await(60, TimeUnit.SECONDS));
        Runs.Run run = runs.start(ORDERS.formatted("fail"), Map.of());
        run.await(view -> view.items().values().stream().anyMatch(item -> item.run() != null));
        Runs.Run slice = run.below("each[0-499]");

        assertThatThrownBy(() -> slice.stub().control(new Control("undo", "ann")))
                .hasStackTraceContaining("This run does a part of the items of '%s'.".formatted(run.id()));
        asked.countDown();
        run.end();
    }

    @Test
    void shouldAwaitAndUndoTheRunsThatItemsStart() throws Exception {
        fail("last");
        Runs.Run run = runs.start(children("1ms").carrying(starting("rollback"), Map.of(), 3));

        run.end();

        assertThat(run.view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(run.view().items()).containsKeys("each[0-13].compensate", "each[14-19].compensate");
        assertThat(REAL.activities.invocations.stream()
                        .filter(one -> one.path().equals("last"))
                        .map(TaskInvocation::parameters))
                .containsExactly(Map.of("of", IntStream.range(0, 20).boxed().toList()));
        assertThat(REAL.activities.invocations.stream()
                        .filter(one -> one.path().equals("work.compensate"))
                        .map(one -> Objects.requireNonNull(one.parameters()).get("undo")))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 20).boxed().toList());
        Runs.Run slice = run.below("each[0-13]");
        assertThat(slice.below("each[3].down").view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        run.replay();
        slice.replay();
    }

    @Test
    void shouldCancelTheRunsThatItemsStart() throws Exception {
        Runs.Run run = runs.start(children("1h").carrying(starting("fail"), Map.of(), 3));
        run.await(view -> view.items().containsKey("each[14-19]")
                && Objects.requireNonNull(view.items().get("each[14-19]")).run() != null);
        Runs.Run slice = run.below("each[14-19]");
        slice.await(view -> view.items().get("each[14].down") instanceof RunView.TaskView one && one.run() != null);
        Runs.Run down = slice.below("each[14].down");
        down.await(view -> view.status() == RunStatus.WAITING);
        run.stub().control(new Control("pause", "ann"));
        down.await(view -> view.status() == RunStatus.PAUSED);

        run.stub().control(new Control("cancel", "ann"));
        run.end();

        assertThat(run.view().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(slice.view().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(down.view().status()).isEqualTo(RunStatus.CANCELLED);
        run.replay();
        slice.replay();
    }

    private static Children children(String wait) {
        Children children = new Children();
        children.save("leaf", LEAF.formatted(wait));
        return children;
    }

    /** So many tasks that a run holds 14 items of them. */
    private static String starting(String onFailure) {
        String others = IntStream.range(0, 418)
                .mapToObj("      t%d: {action: transform, parameters: {value: 1}}\n"::formatted)
                .collect(Collectors.joining());
        return """
            version: "3.0.0"
            id: starting
            tasks:
              each:
                for_each: {in: "${{ lists.range(20) }}"}
                outputs: {n: "${{ tasks.down.output.n }}"}
                tasks:
                  down: {action: workflow_trigger, parameters: {workflow: leaf, inputs: {n: "${{ item }}"}}}
            %s  last: {needs: [each], action: agent_task, agent: worker, parameters: {of: "${{ tasks.each.output.map(one, one.n) }}"}, on_failure: %s}
            """.formatted(others, onFailure);
    }

    private static List<String> undone() {
        return REAL.activities.invocations.stream()
                .map(TaskInvocation::path)
                .filter(path -> path.endsWith("compensate"))
                .toList();
    }

    private static void fail(String path) {
        REAL.activities.on(path, invocation -> {
            throw ScriptedActivities.failure("gone", false);
        });
    }
}
