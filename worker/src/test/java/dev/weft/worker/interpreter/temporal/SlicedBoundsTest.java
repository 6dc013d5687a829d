package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of a loop over more items than one run holds is under way at once, on a real server. */
class SlicedBoundsTest {
    @RegisterExtension
    private static final RealWorker REAL = RealWorker.start();

    private final Runs runs = REAL.runs();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing bounds them               | ''                          | ''",
                "people take no slot of the run    | policy: {max_concurrent: 1} | ''",
                "the loop allows as many           | policy: {max_concurrent: 2} | ', max_concurrent: 501'"
            })
    void shouldAskForAllItems(String why, String policy, String each) throws Exception {
        Runs.Run run = gates(policy, each);

        asked(run, "each[0-499]", 500);
        asked(run, "each[500-500]", 1);

        cancel(run);
    }

    @Test
    void shouldShareTheSlotsOfTheRunAmongItsSlices() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch together = new CountDownLatch(3);
        REAL.activities.otherwise(invocation -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            together.countDown();
            together.await();
            now.decrementAndGet();
            return null;
        });
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: slots
                policy: {max_concurrent: 3}
                tasks:
                  each:
                    for_each: {in: "${{ lists.range(1100) }}"}
                    tasks:
                      work: {when: "item % 5 == 0", action: agent_task, agent: worker}
                outputs: {size: "${{ size(tasks.each.output) }}"}
                """, Map.of());

        assertThat(run.result()).isEqualTo(Map.of("size", 1100));
        assertThat(most.get()).isEqualTo(3);
        run.replay();
    }

    @Test
    void shouldBeginNoMoreInAnySliceOnceOneHasFailedAtOnce() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: atonce
                tasks:
                  each:
                    for_each: {in: "${{ lists.range(1000) }}", max_concurrent: 501}
                    tasks:
                      fails: {when: "item == 0", action: fail, parameters: {code: broken, message: It broke.}}
                      ask: {when: "item != 0", action: wait, parameters: {for: 3s}}
                """, Map.of());

        run.end();

        assertThat(run.view().status()).isEqualTo(RunStatus.FAILED);
        assertThat(skipped(run, "each[0-499]") + skipped(run, "each[500-999]")).isEqualTo(499);
        run.replay();
    }

    @Test
    void shouldBeginNoMoreOnceMoreHaveFailedInAllSlicesTogetherThanAreTolerated() throws Exception {
        CountDownLatch fail = new CountDownLatch(1);
        REAL.activities.otherwise(invocation -> {
            fail.await(60, TimeUnit.SECONDS);
            throw ScriptedActivities.failure("gone", false);
        });
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: together
                tasks:
                  each:
                    for_each: {in: "${{ lists.range(1000) }}", max_concurrent: 502, tolerate: 3}
                    tasks:
                      work: {when: "item == 0 || item == 1 || item == 500 || item == 501", action: agent_task, agent: worker}
                      ask: {needs: [work], join: none_failed, action: approval_gate, parameters: {approvers: [anyone]}}
                """, Map.of());
        asked(run, "each[0-499]", 249);
        asked(run, "each[500-999]", 249);

        fail.countDown();

        for (String slice : List.of("each[0-499]", "each[500-999]")) {
            run.below(slice)
                    .await(view ->
                            view.items().values().stream().noneMatch(item -> item.status() == TaskStatus.PENDING));
        }
        // Others took the places of those that failed, until it was told that they were too many.
        assertThat(skipped(run, "each[0-499]") + skipped(run, "each[500-999]")).isBetween(494L, 498L);
        assertThat(run.view().status()).isEqualTo(RunStatus.RUNNING);
        cancel(run);
    }

    private static long skipped(RunView view) {
        return view.items().entrySet().stream()
                .filter(item -> item.getKey().endsWith("]") && item.getValue().status() == TaskStatus.SKIPPED)
                .count();
    }

    private static long skipped(Runs.Run run, String slice) {
        return skipped(run.below(slice).view());
    }

    private Runs.Run gates(String policy, String each) {
        return runs.start("""
                version: "3.0.0"
                id: gates
                %s
                tasks:
                  each:
                    for_each: {in: "${{ lists.range(501) }}"%s}
                    action: approval_gate
                    parameters: {approvers: [anyone]}
                """.formatted(policy, each), Map.of());
    }

    private static void asked(Runs.Run run, String slice, int many) throws Exception {
        run.await(view ->
                view.items().get(slice) != null && view.items().get(slice).run() != null);
        Runs.Run below = run.below(slice);
        below.await(view -> view.waitingOn().size() == many);
    }

    private static void cancel(Runs.Run run) throws Exception {
        run.stub().control(new Control("cancel", "ann"));
        run.end();
        run.replay();
    }
}
