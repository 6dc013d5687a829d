package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.worker.InMemory;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import io.temporal.client.WorkflowFailedException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs on the in-memory server, where days pass in milliseconds. */
@InMemory
class RunInVirtualTimeTest {

    private final VirtualWorker virtual = VirtualWorker.start();
    private final Runs runs = virtual.runs();

    @AfterEach
    void stop() {
        virtual.close();
    }

    @Test
    void shouldEscalateAnApprovalOverThirtyDays() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: patient
                tasks:
                  ask:
                    action: approval_gate
                    parameters:
                      levels:
                        - {approvers: ["user:ann"], timeout: 10d, on_timeout: escalate}
                        - {approvers: ["user:bob"], timeout: 20d, on_timeout: reject}
                outputs: {decision: "${{ tasks.ask.output.decision }}", level: "${{ tasks.ask.output.level }}"}
                """, Map.of());

        assertThat(run.result()).isEqualTo(Map.of("decision", "rejected", "level", 2));
        assertThat(Duration.between(run.view().startedAt(), run.view().endedAt()))
                .isBetween(Duration.ofDays(30), Duration.ofDays(30).plusMinutes(1));
        run.replay();
    }

    @Test
    void shouldTakeADecisionOnTheEscalatedLevel() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: escalated
                tasks:
                  ask:
                    action: approval_gate
                    parameters:
                      levels:
                        - {approvers: ["user:ann"], timeout: 1d, on_timeout: escalate}
                        - {approvers: ["user:bob"]}
                outputs: {by: "${{ tasks.ask.output.decided_by }}"}
                """, Map.of());
        virtual.environment.sleep(Duration.ofHours(30));

        run.decide(new Decision("ask", "approve", "bob", List.of(), null, 2, null, null));

        assertThat(run.result()).isEqualTo(Map.of("by", "bob"));
        run.replay();
    }

    @Test
    void shouldEndARunOutOfTimeAndRunWhatMustRun() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: late
                policy: {timeout: 2d}
                tasks:
                  ask: {action: approval_gate, parameters: {approvers: [anyone]}}
                  tell: {needs: all, join: always, action: agent_task, agent: worker, parameters: {was: "${{ run.status }}"}}
                """, Map.of());

        assertThatThrownBy(run::result).isInstanceOf(WorkflowFailedException.class);
        assertThat(run.view().status()).isEqualTo(RunStatus.TIMED_OUT);
        assertThat(run.task("ask").status()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(virtual.activities.invocations.getLast().parameters()).isEqualTo(Map.of("was", "TIMED_OUT"));
        run.replay();
    }

    @Test
    void shouldAttemptABlockAgainOnceItsTimeoutHasPassed() throws Exception {
        Set<String> keys = new LinkedHashSet<>();
        virtual.activities.on("block.work", invocation -> {
            keys.add(invocation.key());
            return "done";
        });
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: in-blocks
                tasks:
                  block:
                    timeout: 1d
                    retry: {max_attempts: 2, delay: 1h}
                    tasks:
                      work: {action: agent_task, agent: worker}
                      ask: {needs: [work], action: approval_gate, parameters: {approvers: [anyone]}}
                    outputs: {by: "${{ tasks.ask.output.decided_by }}"}
                outputs: {by: "${{ tasks.block.output.by }}"}
                """, Map.of());
        virtual.environment.sleep(Duration.ofHours(30));

        assertThat(run.view().waitingOn()).extracting(RunView.Waiting::task).containsExactly("block.ask");
        run.decide(new Decision("block.ask", "approve", "ann", List.of(), null, null, null, null));

        assertThat(run.result()).isEqualTo(Map.of("by", "ann"));
        assertThat(run.task("block").attempts()).isEqualTo(2);
        assertThat(keys).hasSize(2);
        run.replay();
    }

    @Test
    void shouldRepeatABlockForEachItem() throws Exception {
        virtual.activities.on("each[1][1].work", invocation -> "y, the second time");
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: in-loops
                tasks:
                  each:
                    for_each: {in: [x, y], max_concurrent: 1}
                    repeat: {while: turn < 1, max: 5, delay: 1d}
                    tasks:
                      pause: {action: wait, parameters: {for: 1h}}
                      work: {needs: [pause], action: agent_task, agent: worker, parameters: {text: "${{ item }}"}}
                    outputs: {said: "${{ tasks.work.output }}"}
                outputs: {last: "${{ tasks.each.output[1].said }}"}
                """, Map.of());
        virtual.environment.sleep(Duration.ofHours(12));

        assertThat(run.view().waitingOn()).extracting(RunView.Waiting::task).containsExactly("each[0]");
        assertThat(run.result()).isEqualTo(Map.of("last", "y, the second time"));
        assertThat(run.task("each.work").reason()).isEqualTo("4 of 4 have ended");
        assertThat(run.view().items())
                .containsKeys("each[0]", "each[0][0]", "each[0][0].pause", "each[1][1].work")
                .hasSize(14);
        assertThat(run.stub().output("each[1][1].work")).isEqualTo("y, the second time");
        run.replay();
    }

    @Test
    void shouldDoATaskAnewThatAPersonRetries() throws Exception {
        Set<String> keys = new LinkedHashSet<>();
        virtual.activities.on("work", invocation -> {
            keys.add(invocation.key());
            if (keys.size() == 1) {
                throw ScriptedActivities.failure("broken", false);
            }
            return "fine";
        });
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: held
                tasks:
                  work: {action: agent_task, agent: worker, on_failure: pause}
                outputs: {said: "${{ tasks.work.output }}"}
                """, Map.of());
        virtual.environment.sleep(Duration.ofDays(3));

        assertThat(run.view().status()).isEqualTo(RunStatus.WAITING);
        assertThat(run.view().waitingOn()).extracting(RunView.Waiting::kind).containsExactly("person");
        assertThatThrownBy(() -> run.stub().control(new Control("retry", "ann", "other", null)))
                .hasStackTraceContaining("NOT_FOUND");
        run.stub().control(new Control("retry", "ann", "work", null));

        assertThat(run.result()).isEqualTo(Map.of("said", "fine"));
        assertThat(keys).hasSize(2);
        run.replay();
    }

    @Test
    void shouldStartARunAgainThatTookTooLong() throws Exception {
        Children children = new Children();
        children.save("patient", """
                version: "3.0.0"
                id: patient
                tasks:
                  ask: {action: approval_gate, parameters: {approvers: [anyone]}}
                outputs: {by: "${{ tasks.ask.output.decided_by }}"}
                """);
        Runs.Run run = runs.start(children.carrying("""
                version: "3.0.0"
                id: above
                tasks:
                  below:
                    action: workflow_trigger
                    parameters: {workflow: patient}
                    timeout: 2d
                    retry: {max_attempts: 2, delay: 1h}
                outputs: {by: "${{ tasks.below.output.by }}"}
                """, Map.of(), 3));
        virtual.environment.sleep(Duration.ofHours(1));
        Runs.Run first =
                new Runs.Run(virtual.client, String.valueOf(run.task("below").run()));

        virtual.environment.sleep(Duration.ofDays(3));
        // Time may run ahead of what the run does in it.
        for (int hour = 0; hour < 12 && first.id().equals(run.task("below").run()); hour++) {
            virtual.environment.sleep(Duration.ofHours(1));
        }

        assertThat(first.view().status()).isEqualTo(RunStatus.CANCELLED);
        Runs.Run second =
                new Runs.Run(virtual.client, String.valueOf(run.task("below").run()));
        assertThat(second.id()).isNotEqualTo(first.id());
        second.decide(new Decision("ask", "approve", "ann", List.of(), null, null, null, null));
        assertThat(run.result()).isEqualTo(Map.of("by", "ann"));
        assertThat(run.task("below").attempts()).isEqualTo(2);
        run.replay();
        first.replay();
        second.replay();
    }

    @Test
    void shouldWaitBetweenAttempts() throws Exception {
        virtual.activities.on("flaky", invocation -> {
            if (invocation.attempt() < 4) {
                throw ScriptedActivities.failure("busy", true);
            }
            return "fine";
        });
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: patient-retry
                tasks:
                  flaky: {action: agent_task, agent: worker, retry: {max_attempts: 5, delay: 1h, backoff: 2, max_delay: 3h}}
                outputs: {said: "${{ tasks.flaky.output }}"}
                """, Map.of());

        assertThat(run.result()).isEqualTo(Map.of("said", "fine"));
        assertThat(Duration.between(run.view().startedAt(), run.view().endedAt()))
                .isBetween(Duration.ofHours(6), Duration.ofHours(6).plusMinutes(1));
        run.replay();
    }
}
