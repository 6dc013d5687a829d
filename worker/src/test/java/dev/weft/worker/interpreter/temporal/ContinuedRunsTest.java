package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.worker.InMemory;
import dev.weft.worker.interpreter.RandomRun;
import dev.weft.worker.interpreter.SimulatedWorld;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.DecisionReceipt;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs that go on in a new history after every few events, on the in-memory server. */
@InMemory
class ContinuedRunsTest {
    private static final int FEW_EVENTS = 5;
    private static final int RANDOM_RUNS = Integer.getInteger("weft.random.continued", 60);

    private final VirtualWorker virtual = VirtualWorker.forgetful();
    private final Runs runs = new Runs(virtual.client, FEW_EVENTS);

    @AfterEach
    void stop() {
        virtual.close();
    }

    @Test
    void shouldEndAsTheModelSaysInHoweverManyHistories() throws Exception {
        int histories = 0;
        for (long seed = 0, begun = 0; begun < RANDOM_RUNS; seed++) {
            RandomRun random = new RandomRun(seed);
            if (!random.isOfWorkAlone() || random.expected().size() < FEW_EVENTS) {
                continue;
            }
            begun++;
            Map<String, List<String>> keys = new LinkedHashMap<>();
            virtual.activities.otherwise(invocation -> {
                int execution;
                synchronized (keys) {
                    List<String> ofPath = keys.computeIfAbsent(invocation.path(), path -> new ArrayList<>());
                    if (!ofPath.contains(invocation.key())) {
                        ofPath.add(invocation.key());
                    }
                    execution = ofPath.indexOf(invocation.key()) + 1;
                }
                SimulatedWorld.Behaviour behaviour =
                        random.behaviour(invocation.path(), execution, invocation.attempt());
                Failure failure = behaviour.failure();
                if (failure != null) {
                    throw ScriptedActivities.failure(failure.code(), failure.retryable());
                }
                return behaviour.output();
            });
            Runs.Run run = runs.start(random.yaml, Map.of());
            run.end();

            String what = "seed " + seed + "\n" + random.yaml;
            Map<String, TaskStatus> found = new LinkedHashMap<>();
            run.view().tasks().forEach((path, task) -> found.put(path, task.status()));
            assertThat(found).as(what).containsAllEntriesOf(random.expected());
            run.replay();
            histories += run.histories().size();
        }
        assertThat(histories).isGreaterThan(2 * RANDOM_RUNS);
    }

    @Test
    void shouldTakeWaitsDeadlinesAndTheTimeoutAlong() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: clocks
                policy: {timeout: 5d}
                tasks:
                  work: {for_each: {in: [1, 2, 3, 4], max_concurrent: 1}, action: agent_task, agent: worker}
                  nap: {needs: [work], action: wait, parameters: {for: 1d}}
                  more: {needs: [nap], for_each: {in: [1, 2, 3, 4], max_concurrent: 1}, action: agent_task, agent: worker}
                  ask: {deadline: 2d, on_failure: skip, action: approval_gate, parameters: {approvers: [anyone]}}
                  forever: {action: approval_gate, parameters: {approvers: [anyone]}}
                """, Map.of());

        assertThatThrownBy(run::result).isInstanceOf(WorkflowFailedException.class);

        RunView view = run.view();
        assertThat(view.status()).isEqualTo(RunStatus.TIMED_OUT);
        assertThat(elapsed(view.startedAt(), view.endedAt())).isBetween(Duration.ofDays(5), Duration.ofHours(121));
        assertThat(elapsed(view.startedAt(), run.task("nap").endedAt()))
                .isBetween(Duration.ofDays(1), Duration.ofHours(25));
        assertThat(elapsed(view.startedAt(), run.task("ask").endedAt()))
                .isBetween(Duration.ofDays(2), Duration.ofHours(49));
        assertThat(run.histories().size()).isGreaterThan(3);
        run.replay();
    }

    /** Turns are counted on where the first of them are forgotten, and begin at their times. */
    @Test
    void shouldCountTurnsInHoweverManyHistories() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: turns
                tasks:
                  poll:
                    repeat: {until: turn == 1100, max: 2000, from: {count: 0}}
                    tasks:
                      count: {action: transform, parameters: {value: "${{ tasks.poll.output.count + 1 }}"}}
                      look: {needs: [count], when: turn % 100 == 0, action: agent_task, agent: worker}
                outputs: {turns: "${{ tasks.poll.output.count }}"}
                """, Map.of());

        assertThat(run.result()).isEqualTo(Map.of("turns", 1101));
        assertThat(run.histories().size()).isGreaterThan(5);
        run.replay();
    }

    @Test
    void shouldAnswerAnUpdateOnceInHoweverManyHistories() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: answers
                tasks:
                  first: {action: approval_gate, parameters: {approvers: [anyone]}}
                  work: {needs: [first], for_each: {in: [1, 2, 3, 4], max_concurrent: 1}, action: agent_task, agent: worker}
                  second: {needs: [work], action: approval_gate, parameters: {approvers: [anyone]}}
                outputs: {by: "${{ tasks.second.output.decided_by }}"}
                """, Map.of());
        run.await(view -> view.status() == RunStatus.WAITING);
        DecisionReceipt receipt = decide(run, "once", "first", "kim");
        run.await(view -> waitsFor(view, "second"));
        int before = run.histories().size();

        assertThat(before).isGreaterThan(1);
        assertThat(decide(run, "once", "first", "kim")).isEqualTo(receipt);
        assertThatThrownBy(() -> decide(run, "another", "first", "eve"))
                .cause()
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        refusal -> assertThat(refusal.getOriginalMessage()).startsWith("CONFLICT: "));
        decide(run, "last", "second", "kim");

        assertThat(run.result()).isEqualTo(Map.of("by", "kim"));
        assertThat(run.gate("first").decisions()).hasSize(1);
        run.replay();
    }

    @Test
    void shouldStayPausedAndCancelledInTheNextHistory() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: steered
                tasks:
                  nap: {action: wait, parameters: {for: 1d}}
                  work: {for_each: {in: [1, 2, 3, 4], max_concurrent: 1}, action: agent_task, agent: worker}
                  ask: {needs: [work], action: approval_gate, parameters: {approvers: [anyone]}}
                  clean: {needs: all, join: always, for_each: {in: [1, 2, 3]}, action: agent_task, agent: worker, parameters: {was: "${{ run.status }}"}}
                """, Map.of());
        run.await(view -> waitsFor(view, "ask"));
        run.stub().control(new Control("pause", "ann"));
        run.stub().approval(Map.of("task", "nowhere"));
        virtual.environment.sleep(Duration.ofDays(3));

        assertThat(run.view().status()).isEqualTo(RunStatus.PAUSED);
        assertThat(run.task("nap").status()).isEqualTo(TaskStatus.WAITING);
        run.stub().resume();
        // The server of this test loses an update that comes while the run goes over to its next history.
        run.await(view -> view.status() == RunStatus.WAITING);
        run.stub().control(new Control("cancel", "ann"));
        run.end();

        assertThat(run.view().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(run.view().ignored()).hasSize(1);
        assertThat(run.task("clean").status()).isEqualTo(TaskStatus.COMPLETED);
        run.replay();
    }

    private static boolean waitsFor(RunView view, String task) {
        return view.waitingOn().stream().anyMatch(one -> one.task().equals(task));
    }

    private static DecisionReceipt decide(Runs.Run run, String id, String gate, String by) {
        return run.untyped()
                .startUpdate(
                        UpdateOptions.newBuilder(DecisionReceipt.class)
                                .setUpdateName("decide")
                                .setUpdateId(id)
                                .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                                .build(),
                        new Decision(gate, "approve", by, List.of(), null, null, null, null))
                .getResult();
    }

    private static Duration elapsed(Instant from, @Nullable Instant to) {
        return Duration.between(from, Objects.requireNonNull(to));
    }
}
