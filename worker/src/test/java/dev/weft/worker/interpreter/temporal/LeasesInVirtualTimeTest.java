package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.InMemory;
import dev.weft.worker.lease.temporal.LeaseWorkflow;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.WeftLease;
import io.temporal.testing.WorkflowReplayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs that compete for keys, on the in-memory server; each history is replayed. */
@InMemory
class LeasesInVirtualTimeTest {
    private static final String ONE_AT_A_TIME = """
            version: "3.0.0"
            id: alone
            inputs: {key: {type: string}}
            policy: {concurrency: {key: "${{ inputs.key }}"}}
            tasks:
              work: {action: agent_task, agent: worker}
            """;

    private final VirtualWorker virtual = VirtualWorker.start();
    private final Runs runs = virtual.runs();

    @AfterEach
    void stop() {
        virtual.close();
    }

    @Test
    void shouldLetRunsOfOneKeyGoOnOneAfterTheOther() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        virtual.activities.on("work", invocation -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.sleep(50);
            return now.decrementAndGet();
        });

        List<Runs.Run> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(runs.start(ONE_AT_A_TIME, Map.of("key", "same")));
        }

        for (Runs.Run run : all) {
            run.result();
            run.replay();
        }
        assertThat(most).hasValue(1);
        WorkflowReplayer.replayWorkflowExecution(
                virtual.client.fetchHistory(WeftLease.id(WeftLease.Kind.RUN, "same")), LeaseWorkflow.class);
    }

    @Test
    void shouldSayWhoIsWaitedForAndLeaveTheQueueWhenCancelled() throws Exception {
        Runs.Run first = runs.start(gate("gated"), Map.of());
        first.await(LeasesInVirtualTimeTest::isAsked);
        Runs.Run second = runs.start(gate("gated"), Map.of());

        RunView view = second.await(
                seen -> seen.waitingOn().stream().anyMatch(one -> one.reason().contains(first.id())));

        assertThat(view.status()).isEqualTo(RunStatus.WAITING);
        assertThat(view.waitingOn()).extracting(RunView.Waiting::kind).containsExactly("lease");
        second.stub().control(new Control("cancel", "ann"));
        second.end();
        assertThat(second.view().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(virtual.client
                        .newWorkflowStub(WeftLease.class, WeftLease.id(WeftLease.Kind.RUN, "gated"))
                        .state()
                        .waiting())
                .isEmpty();
        second.replay();
    }

    @Test
    void shouldKeepALeaseOverTheHistoriesOfARun() throws Exception {
        Runs.Run first = new Runs(virtual.client, 40).start("""
                version: "3.0.0"
                id: long
                policy: {concurrency: {key: long}}
                tasks:
                  each: {for_each: {in: [1, 2, 3, 4, 5, 6, 7, 8, 9], max_concurrent: 1}, action: agent_task, agent: worker}
                """, Map.of());
        // It has its place, and may be through by now.
        first.await(view -> Objects.requireNonNull(view.tasks().get("each")).status() != TaskStatus.PENDING);
        Runs.Run second = runs.start(gate("long"), Map.of());

        first.result();
        second.await(LeasesInVirtualTimeTest::isAsked);

        assertThat(first.histories()).hasSizeGreaterThan(1);
        assertThat(second.view().waitingOn().getFirst().since())
                .isAfterOrEqualTo(first.view().endedAt());
        first.replay();
    }

    @Test
    void shouldCancelTheRunWhosePlaceAnotherTakes() throws Exception {
        Runs.Run first = runs.start(gate("newest"), Map.of());
        first.await(LeasesInVirtualTimeTest::isAsked);
        Runs.Run second =
                runs.start(gate("newest").replace("key: newest", "key: newest, when_full: replace"), Map.of());

        first.end();
        second.await(LeasesInVirtualTimeTest::isAsked);

        assertThat(first.view().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(Objects.requireNonNull(first.view().error()).message()).contains(second.id());
        first.replay();
    }

    @Test
    void shouldGiveTheKeyOfATaskBackThatARunPutsBackAsItGoesToACheckpoint() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: back
                tasks:
                  first: {action: agent_task, agent: worker}
                  keyed:
                    needs: [first]
                    concurrency: {key: back}
                    tasks:
                      ask: {action: approval_gate, parameters: {approvers: [anyone]}}
                      tidy: {needs: [ask], join: always, action: agent_task, agent: worker}
                """, Map.of());
        run.await(LeasesInVirtualTimeTest::isAsked);

        run.stub().control(new Control("rollback", "ann", "first", null));

        run.await(view -> run.histories().size() > 1 && isAsked(view));
        run.stub().approval(Map.of("task", "keyed.ask", "decision", "approve", "by", "bob"));
        run.result();
        run.replay();
    }

    @Test
    void shouldGiveTheKeyOfWhatWasStoppedToWhatEndsBeforeTheRunIsUndone() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: undone
                tasks:
                  stopped:
                    concurrency: {key: undone}
                    tasks:
                      ask: {action: approval_gate, parameters: {approvers: [anyone]}}
                      tidy: {needs: [ask], join: always, action: agent_task, agent: worker}
                  notify: {join: always, concurrency: {key: undone}, action: agent_task, agent: worker}
                """, Map.of());
        run.await(LeasesInVirtualTimeTest::isAsked);

        run.stub().control(new Control("undo", "ann"));

        run.end();
        assertThat(run.view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(virtual.activities.invocations.stream().map(TaskInvocation::path))
                .containsExactly("notify", "stopped.tidy");
        run.replay();
    }

    private static boolean isAsked(RunView view) {
        return view.waitingOn().stream().anyMatch(one -> one.kind().equals("approval"));
    }

    private static String gate(String key) {
        return """
                version: "3.0.0"
                id: gate
                policy: {concurrency: {key: %s}}
                tasks:
                  ask: {action: approval_gate, parameters: {approvers: [anyone]}}
                """.formatted(key);
    }
}
