package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.RunMarks;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.SearchAttributes;
import dev.weft.worker.protocol.TaskInvocation;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs that go on in new histories, on a real Temporal server, which lets a run do so once a second. */
class ContinuedOnServerTest {
    @RegisterExtension
    private static final RealWorker REAL = RealWorker.start();

    private final Runs runs = REAL.runs();

    @Test
    void shouldGoOnInANewHistoryBeforeOneIsTooLong() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: very-many-items
                policy: {max_concurrent: 50}
                tasks:
                  first: {for_each: {in: "${{ lists.range(500) }}"}, action: agent_task, agent: worker}
                  second: {for_each: {in: "${{ lists.range(500) }}"}, action: agent_task, agent: worker}
                  third: {for_each: {in: "${{ lists.range(500) }}"}, action: agent_task, agent: worker}
                outputs: {done: "${{ tasks.third.output.size() }}"}
                """, Map.of());

        assertThat(run.result()).isEqualTo(Map.of("done", 500));
        assertThat(REAL.activities.invocations.stream().map(TaskInvocation::key).distinct())
                .hasSize(1_500);
        assertThat(REAL.activities.invocations).hasSize(1_500);
        assertThat(run.histories())
                .hasSizeGreaterThan(1)
                .allMatch(history -> history.getEvents().size() < 10_000);
        run.replay();
    }

    @Test
    void shouldBeTheSameRunInEachHistory() throws Exception {
        Runs.Run run = new Runs(REAL.client, 5).start("""
                version: "3.0.0"
                id: in-parts
                tasks:
                  work: {for_each: {in: [1, 2, 3, 4, 5, 6], max_concurrent: 1}, action: agent_task, agent: worker}
                  ask: {needs: [work], action: approval_gate, parameters: {approvers: [anyone]}}
                  more: {needs: [ask], for_each: {in: [1, 2, 3], max_concurrent: 1}, action: agent_task, agent: worker}
                """, Map.of());
        run.await(view -> view.status() == RunStatus.WAITING);

        Runs.patiently().untilAsserted(() -> {
            var description = run.untyped().describe();
            var attributes = description.getTypedSearchAttributes();
            assertThat(attributes.get(SearchAttributes.WORKFLOW)).isEqualTo("in-parts");
            assertThat(attributes.get(SearchAttributes.STATUS)).isEqualTo("WAITING");
            assertThat(attributes.get(SearchAttributes.WAITING_FOR)).containsExactly("approval:ask");
            assertThat(attributes.get(SearchAttributes.LABELS)).containsExactly("team=blue");
            assertThat(attributes.get(SearchAttributes.PROGRESS)).isEqualTo(75L);
            assertThat(description.<String>getMemo(RunMarks.STARTED_BY, String.class))
                    .isEqualTo("ann");
            assertThat(description.<String>getMemo(RunMarks.STARTED_AT, String.class))
                    .isEqualTo(run.view().startedAt().toString());
        });
        assertThat(run.histories()).hasSizeGreaterThan(3);
        run.decide(new Decision("ask", "approve", "bob", List.of(), null, null, null, null));
        run.result();

        assertThat(REAL.activities.invocations.stream().map(TaskInvocation::path))
                .containsExactly(
                        "work[0]", "work[1]", "work[2]", "work[3]", "work[4]", "work[5]", "more[0]", "more[1]",
                        "more[2]");
        WorkflowMetadata metadata = run.untyped().query("__temporal_workflow_metadata", WorkflowMetadata.class);
        assertThat(metadata.getCurrentDetails()).contains("**COMPLETED**, 100 %", "| `work[0]` | COMPLETED | 1 |");
        run.replay();
    }

    @Test
    void shouldLoseNoSignalsWhileItGoesOnInNewHistories() throws Exception {
        Runs.Run run = new Runs(REAL.client, 5).start("""
                version: "3.0.0"
                id: signalled
                tasks:
                  work: {for_each: {in: "${{ lists.range(10) }}", max_concurrent: 1}, action: agent_task, agent: worker}
                  ask: {needs: [work], action: approval_gate, parameters: {approvers: [anyone], reject_quorum: 1}}
                """, Map.of());

        for (int i = 0; i < 20; i++) {
            run.stub().approval(Map.of("task", "nowhere", "decision", "approve", "by", "bob"));
        }
        run.await(view -> view.status() == RunStatus.WAITING);

        assertThat(run.view().ignored()).hasSize(20);
        run.decide(new Decision("ask", "approve", "bob", List.of(), null, null, null, null));
        run.result();
        assertThat(REAL.activities.invocations).hasSize(10);
        run.replay();
    }

    /** What takes long holds up nothing: the run goes on beside it, in the history that it has, and in a new one after it. */
    @Test
    void shouldGoOnBesideAnAttemptThatTakesLong() throws Exception {
        CountDownLatch items = new CountDownLatch(20);
        REAL.activities.on("long", invocation -> {
            assertThat(items.await(1, TimeUnit.MINUTES)).isTrue();
            return null;
        });
        REAL.activities.otherwise(invocation -> {
            items.countDown();
            return null;
        });
        Runs.Run run = new Runs(REAL.client, 30).start("""
                version: "3.0.0"
                id: beside
                tasks:
                  long: {action: agent_task, agent: worker, heartbeat: 1h, timeout: 2h}
                  nap: {action: wait, parameters: {for: 16s}}
                  each: {needs: [nap], for_each: {in: "${{ lists.range(20) }}", max_concurrent: 1}, action: agent_task, agent: worker}
                outputs: {done: "${{ tasks.each.output.size() }}"}
                """, Map.of());

        assertThat(run.result()).isEqualTo(Map.of("done", 20));
        assertThat(Duration.between(run.view().startedAt(), run.view().endedAt()))
                .isLessThan(Duration.ofSeconds(50));
        run.replay();
    }
}
