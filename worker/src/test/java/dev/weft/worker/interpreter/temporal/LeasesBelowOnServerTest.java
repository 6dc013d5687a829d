package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentKind;
import dev.weft.worker.protocol.LeaseView;
import dev.weft.worker.protocol.ParentRun;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.WeftLease;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Keys that a run or a task holds, in the runs that it waits for, on a real server. */
class LeasesBelowOnServerTest {
    @RegisterExtension
    private static final RealWorker REAL = RealWorker.start();

    private final Runs runs = REAL.runs();
    private final Children children = new Children();
    private final String key = UUID.randomUUID().toString();

    @Test
    void shouldHaveTheKeyOfALoopInItsSlicesToo() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: many
                tasks:
                  each:
                    concurrency: {key: %s}
                    for_each: {in: "${{ lists.range(501) }}"}
                    tasks:
                      one: {action: agent_task, agent: worker, when: "item < 2 || item == 500", concurrency: {key: %s}}
                """.formatted(key, key), Map.of());
        Runs.Run next = runs.start("""
                version: "3.0.0"
                id: next
                tasks: {work: {action: agent_task, agent: worker, concurrency: {key: %s}}}
                """.formatted(key), Map.of());

        run.result();
        next.result();

        assertThat(done()).contains("each[0].one", "each[1].one", "each[500].one", "work");
        isFree(WeftLease.Kind.TASK);
        run.replay();
        run.below("each[0-499]").replay();
    }

    @Test
    void shouldHaveTheKeysOfATaskAndOfItsRunInTheRunThatItWaitsFor() throws Exception {
        children.save("leaf", """
                version: "3.0.0"
                id: leaf
                policy: {concurrency: {key: %s}}
                tasks: {work: {concurrency: {key: %s}, action: agent_task, agent: worker}}
                """.formatted(key, key));
        children.save("middle", """
                version: "3.0.0"
                id: middle
                tasks: {further: {action: workflow_trigger, parameters: {workflow: leaf}}}
                """);
        Runs.Run run = runs.start(children.carrying("""
                version: "3.0.0"
                id: top
                policy: {concurrency: {key: %s}}
                tasks:
                  all:
                    concurrency: {key: %s}
                    tasks: {below: {action: workflow_trigger, parameters: {workflow: middle}}}
                """.formatted(key, key), Map.of(), 3));

        run.result();

        assertThat(done()).contains("work");
        isFree(WeftLease.Kind.TASK);
        isFree(WeftLease.Kind.RUN);
        run.replay();
        Runs.Run middle = new Runs.Run(
                REAL.client, Objects.requireNonNull(run.task("all.below").run()));
        middle.replay();
        Runs.Run leaf = new Runs.Run(
                REAL.client, Objects.requireNonNull(middle.task("further").run()));
        assertThat(leaf.view().parent()).isEqualTo(new ParentRun(middle.id(), "further", 2, true));
        leaf.replay();
    }

    @Test
    void shouldHaveItsOwnKeyInARunThatNobodyWaitsFor() throws Exception {
        children.save("leaf", """
                version: "3.0.0"
                id: leaf
                policy: {concurrency: {key: %s}}
                tasks: {later: {action: agent_task, agent: worker}}
                """.formatted(key));
        Runs.Run run = runs.start(children.carrying("""
                version: "3.0.0"
                id: top
                policy: {concurrency: {key: %s}}
                tasks:
                  below: {action: workflow_trigger, parameters: {workflow: leaf, wait: false}}
                  ask: {needs: [below], action: approval_gate, parameters: {approvers: [anyone], timeout: 3s, on_timeout: approve}}
                """.formatted(key), Map.of(), 3));
        run.await(view -> Objects.requireNonNull(view.tasks().get("ask")).status() == TaskStatus.WAITING);
        Runs.Run leaf = new Runs.Run(
                REAL.client, Objects.requireNonNull(run.task("below").run()));

        leaf.await(view -> view.status() == RunStatus.WAITING
                && view.waitingOn().stream().anyMatch(one -> one.reason().contains(run.id())));
        run.result();
        leaf.result();

        run.replay();
        leaf.replay();
    }

    @Test
    void shouldHaveTheKeyOfTheRunThatUndoesIt() throws Exception {
        children.save("leaf", """
                version: "3.0.0"
                id: leaf
                policy: {concurrency: {key: %s}}
                tasks: {work: {action: agent_task, agent: worker, compensate: {action: agent_task, agent: worker}}}
                """.formatted(key));
        REAL.activities.on("last", invocation -> {
            throw ScriptedActivities.failure("broken", false);
        });
        Runs.Run run = runs.start(children.carrying("""
                version: "3.0.0"
                id: top
                policy: {concurrency: {key: %s}}
                tasks:
                  below: {action: workflow_trigger, parameters: {workflow: leaf}}
                  last: {needs: [below], action: agent_task, agent: worker, on_failure: rollback}
                """.formatted(key), Map.of(), 3));

        run.end();

        assertThat(run.view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(done()).contains("work.compensate");
        isFree(WeftLease.Kind.RUN);
        run.replay();
    }

    @Test
    void shouldNotHoldAnAgentForATaskWhoseSlotARunHasThatWaitsForIt() throws Exception {
        children.save("leaf", """
                version: "3.0.0"
                id: leaf
                tasks: {work: {action: agent_task, agent: worker}}
                """);
        Runs.Run run = runs.start(limited(children.carrying("""
                version: "3.0.0"
                id: narrow
                policy: {max_concurrent: 1}
                tasks:
                  call: {action: agent_task, agent: worker}
                  below: {action: workflow_trigger, parameters: {workflow: leaf}}
                """, Map.of(), 3)));

        run.result();

        assertThat(done()).contains("call", "work");
        run.replay();
    }

    /** The same, whose agent takes one call at a time. */
    private static RunRequest limited(RunRequest given) {
        return new RunRequest(
                given.workflow(),
                given.revision(),
                given.definition(),
                given.inputs(),
                Map.of("worker", new Agent("worker", "", List.of(), Map.of(), 1, new AgentKind.Java("none"))),
                given.startedBy(),
                given.labels(),
                given.decisionKeys(),
                given.priority(),
                null,
                given.definitions(),
                null,
                null,
                null,
                null,
                null);
    }

    private static List<String> done() {
        return REAL.activities.invocations.stream().map(TaskInvocation::path).toList();
    }

    private void isFree(WeftLease.Kind kind) {
        LeaseView view = REAL.client
                .newWorkflowStub(WeftLease.class, WeftLease.id(kind, key))
                .state();
        assertThat(view.holders()).isEmpty();
        assertThat(view.waiting()).isEmpty();
    }
}
