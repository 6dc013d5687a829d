package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Loops over more items than one run holds, on a real server. */
class SlicedLoopsTest {
    @RegisterExtension
    private static final RealWorker REAL = RealWorker.start();

    private final Runs runs = REAL.runs();

    @Test
    void shouldDoManyItemsInRunsOfTheirOwnAndGiveTheirOutputsInOrder() throws Exception {
        REAL.activities.otherwise(invocation -> invocation.parameters());
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: sliced
                inputs: {greeting: {type: string}, unused: {type: string}}
                tasks:
                  list: {action: transform, parameters: {value: {all: "${{ lists.range(1200) }}", word: x}}}
                  each:
                    needs: [list]
                    for_each: {in: "${{ tasks.list.output.all }}", where: "number % 2 == 0", as: number}
                    tasks:
                      say:
                        action: agent_task
                        agent: worker
                        when: "number != 3"
                        parameters: {text: "${{ inputs.greeting }} ${{ number }} ${{ index }} ${{ tasks.list.output.word }} ${{ run.id }}"}
                      again: {needs: [say], action: transform, parameters: {value: "${{ tasks.say.output.text }}"}}
                    outputs: {said: "${{ tasks.again.output }}"}
                outputs:
                  count: "${{ size(tasks.each.output) }}"
                  first: "${{ tasks.each.output[0].said }}"
                  last: "${{ tasks.each.output[599].said }}"
                """, Map.of("greeting", "Hello", "unused", "x"));

        assertThat(run.result())
                .isEqualTo(Map.of(
                        "count", 600, "first", "Hello 0 0 x " + run.id(), "last", "Hello 1198 1198 x " + run.id()));
        RunView view = run.view();
        assertThat(view.items().keySet()).containsExactly("each[0-998]", "each[1000-1198]");
        Runs.Run slice = run.below("each[0-998]");
        assertThat(slice.view().items()).containsKeys("each[0]", "each[998]", "each[998].again");
        assertThat(slice.view().inputs()).isEqualTo(Map.of("greeting", "Hello"));
        assertThat(Objects.requireNonNull(slice.view().parent()).run()).isEqualTo(run.id());
        assertThat(run.history().getEvents()).hasSizeLessThan(60);
        run.replay();
        slice.replay();
    }

    @Test
    void shouldTolerateAndTellOfFailuresOverAllSlices() throws Exception {
        fail("each[3]", "each[777]");
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: tolerant
                tasks:
                  each:
                    for_each: {in: "${{ lists.range(1100) }}", tolerate: 2}
                    action: file_operation
                    parameters: {operation: stat, path: "${{ string(item) }}"}
                outputs:
                  failures: "${{ tasks.each.failures.map(f, [f.index, f.item, f.error.code]) }}"
                  nulls: "${{ tasks.each.output.filter(one, one == null).size() }}"
                  size: "${{ size(tasks.each.output) }}"
                """, Map.of());

        assertThat(run.result())
                .isEqualTo(Map.of(
                        "failures",
                        List.of(List.of(3, 3, "gone"), List.of(777, 777, "gone")),
                        "nulls",
                        2,
                        "size",
                        1100));
        run.replay();
    }

    @Test
    void shouldLeaveTheSlotsOfTheRunToItsOtherTasks() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: beside
                policy: {max_concurrent: 1}
                tasks:
                  each:
                    for_each: {in: "${{ lists.range(501) }}"}
                    action: approval_gate
                    parameters: {approvers: [anyone]}
                  other: {action: agent_task, agent: worker}
                  then: {needs: [other], action: agent_task, agent: worker}
                """, Map.of());

        run.await(view -> Objects.requireNonNull(view.tasks().get("then")).status() == TaskStatus.COMPLETED);

        assertThat(run.task("each").status()).isEqualTo(TaskStatus.RUNNING);
        run.stub().control(new Control("cancel", "ann"));
        run.end();
        run.replay();
    }

    @Test
    void shouldFailOnceMoreItemsFailThanAreTolerated() throws Exception {
        fail("each[3]", "each[4]");
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: failing
                tasks:
                  each:
                    for_each: {in: "${{ lists.range(2000) }}", tolerate: 1, max_concurrent: 1}
                    action: file_operation
                    parameters: {operation: stat, path: "${{ string(item) }}"}
                    on_failure: skip
                outputs: {failures: "${{ tasks.each.failures.map(f, f.index) }}", error: "${{ tasks.each.error }}"}
                """, Map.of());

        assertThat(run.result())
                .isEqualTo(Map.of(
                        "failures",
                        List.of(3, 4),
                        "error",
                        Map.of(
                                "code",
                                "gone",
                                "message",
                                "2 of 2000 items failed, the first of them each[3]: it broke")));
        assertThat(REAL.activities.invocations).hasSize(5);
        assertThat(run.view().items().get("each[500-999]"))
                .extracting(RunView.TaskView::status)
                .isEqualTo(TaskStatus.SKIPPED);
        run.replay();
    }

    @Test
    void shouldBeginNoMoreItemsInOtherSlicesOnceTooManyHaveFailed() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        REAL.activities.otherwise(invocation -> {
            asked.await(60, TimeUnit.SECONDS);
            throw ScriptedActivities.failure("gone", false);
        });
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: refusing
                tasks:
                  each:
                    for_each: {in: "${{ lists.range(1000) }}", max_concurrent: 502}
                    tasks:
                      work: {when: "index == 0", action: agent_task, agent: worker}
                      ask: {needs: [work], join: none_failed, action: approval_gate, parameters: {approvers: [anyone]}}
                """, Map.of());
        run.await(view -> view.items().values().stream().allMatch(item -> item.run() != null));
        Runs.Run other = run.below("each[500-999]");
        other.await(view -> view.waitingOn().size() == 251);

        asked.countDown();

        other.await(view -> view.items().entrySet().stream()
                        .filter(item ->
                                item.getKey().endsWith("]") && item.getValue().status() == TaskStatus.SKIPPED)
                        .count()
                == 249);
        assertThat(other.view().waitingOn()).hasSize(251);
        assertThat(run.view().status()).isEqualTo(RunStatus.RUNNING);
        run.stub().control(new Control("cancel", "ann"));
        run.end();
        run.replay();
        other.replay();
    }

    @Test
    void shouldHaveNoMoreItemsUnderWayThanIsSaid() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch together = new CountDownLatch(7);
        REAL.activities.otherwise(invocation -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            together.countDown();
            together.await();
            now.decrementAndGet();
            return null;
        });
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: bounded
                tasks:
                  each:
                    for_each: {in: "${{ lists.range(620) }}", max_concurrent: 7}
                    action: agent_task
                    agent: worker
                outputs: {size: "${{ size(tasks.each.output) }}"}
                """, Map.of());

        assertThat(run.result()).isEqualTo(Map.of("size", 620));
        assertThat(most.get()).isEqualTo(7);
    }

    @Test
    void shouldPauseAndGoOnAndBeCancelledWithItsSlices() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: steered
                tasks:
                  each:
                    for_each: {in: "${{ lists.range(600) }}"}
                    action: approval_gate
                    parameters: {approvers: [anyone]}
                """, Map.of());
        run.await(view -> view.items().values().stream()
                .allMatch(item -> item.status() == TaskStatus.RUNNING && item.run() != null));
        Runs.Run slice = run.below("each[500-599]");
        slice.await(view -> view.waitingOn().size() == 100);

        run.stub().control(new Control("pause", "ann"));
        slice.await(view -> view.status() == RunStatus.PAUSED);
        run.stub().control(new Control("resume", "ann"));
        slice.await(view -> view.status() == RunStatus.WAITING);
        run.stub().control(new Control("cancel", "ann"));

        run.end();
        assertThat(run.view().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(slice.view().status()).isEqualTo(RunStatus.CANCELLED);
        run.replay();
        slice.replay();
    }

    @Test
    void shouldGoOnInNewHistoriesWhileSlicesAreUnderWay() throws Exception {
        Runs.Run run = new Runs(REAL.client, 20).start("""
                version: "3.0.0"
                id: continued
                tasks:
                  each:
                    for_each: {in: "${{ lists.range(3100) }}", tolerate: 1}
                    action: file_operation
                    parameters: {operation: stat, path: "${{ string(item) }}"}
                outputs: {size: "${{ size(tasks.each.output) }}", last: "${{ tasks.each.output[3099].path }}"}
                """, Map.of());

        assertThat(run.result()).isEqualTo(Map.of("size", 3100, "last", "each[3099]"));
        assertThat(run.histories()).hasSizeGreaterThan(1);
        run.replay();
    }

    private static void fail(String... paths) {
        for (String path : paths) {
            REAL.activities.on(path, invocation -> {
                throw ScriptedActivities.failure("gone", false);
            });
        }
    }
}
