package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.LeaseView;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.WeftLease;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Many runs of one key, and holders that are gone, on a real server. */
class LeasesOnServerTest {
    private static final RealWorker REAL = RealWorker.start();
    private static final String LIMITED = """
            version: "3.0.0"
            id: limited
            inputs: {key: {type: string}}
            tasks:
              work: {concurrency: {key: "${{ inputs.key }}", limit: 3}, action: agent_task, agent: worker}
            """;

    @AfterAll
    static void stop() {
        REAL.close();
    }

    @Test
    void shouldNeverLetMoreThanThreeOfAHundredRunsHoldAKey() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch together = new CountDownLatch(3);
        REAL.activities.on("work", invocation -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            together.countDown();
            together.await();
            return now.decrementAndGet();
        });
        String key = UUID.randomUUID().toString();

        List<Runs.Run> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(REAL.runs().start(LIMITED, Map.of("key", key)));
        }
        for (Runs.Run run : all) {
            run.result();
        }

        assertThat(most.get()).isEqualTo(3);
        assertIsFree(WeftLease.id(WeftLease.Kind.TASK, key));
        all.getLast().replay();
    }

    @Test
    void shouldGiveTheLeaseOfATerminatedRunToTheNextWithinSeconds() {
        String key = UUID.randomUUID().toString();
        Runs.Run holder = REAL.runs().start(gate(key), Map.of());
        holder.await(LeasesOnServerTest::isAsked);
        Runs.Run next = REAL.runs().start(gate(key), Map.of());
        next.await(
                view -> view.waitingOn().stream().anyMatch(one -> one.reason().contains(holder.id())));

        holder.untyped().terminate("lost");

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> isAsked(next.view()));
        next.untyped().terminate("done");
    }

    @Test
    void shouldPassOverWhoWasTerminatedWhileItWaitedAndEnd() throws Exception {
        String key = UUID.randomUUID().toString();
        Runs.Run holder = REAL.runs().start(gate(key), Map.of());
        holder.await(LeasesOnServerTest::isAsked);
        Runs.Run lost = REAL.runs().start(gate(key), Map.of());
        lost.await(LeasesOnServerTest::isHeldBack);
        Runs.Run next = REAL.runs().start(gate(key), Map.of());
        next.await(LeasesOnServerTest::isHeldBack);

        lost.untyped().terminate("lost");
        holder.untyped().cancel();

        next.await(LeasesOnServerTest::isAsked);
        next.untyped().cancel();
        next.end();
        WorkflowStub.fromTyped(REAL.client.newWorkflowStub(WeftLease.class, WeftLease.id(WeftLease.Kind.RUN, key)))
                .getResult(20, TimeUnit.SECONDS, Void.class);
        Replays.replay(REAL.client.fetchHistory(WeftLease.id(WeftLease.Kind.RUN, key)));
    }

    @Test
    void shouldRefuseNobodyForWhatWasTerminated() {
        String key = UUID.randomUUID().toString();
        String impatient = gate(key + ", when_full: reject");
        Runs.Run holder = REAL.runs().start(impatient, Map.of());
        holder.await(LeasesOnServerTest::isAsked);
        Runs.Run refused = REAL.runs().start(impatient, Map.of());
        refused.end();
        assertThat(refused.view().error()).isNotNull().extracting(Failure::code).isEqualTo("concurrency_full");
        holder.untyped().terminate("lost");

        Runs.Run next = REAL.runs().start(impatient, Map.of());

        next.await(LeasesOnServerTest::isAsked);
        next.untyped().terminate("done");
    }

    @Test
    void shouldFindThatAHolderIsGoneOnlyWhenAnotherClaims() {
        String key = UUID.randomUUID().toString();
        Runs.Run holder = REAL.runs().start(gate(key), Map.of());
        holder.await(LeasesOnServerTest::isAsked);
        holder.untyped().terminate("lost");

        Runs.Run next = REAL.runs().start(gate(key), Map.of());

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> isAsked(next.view()));
        next.untyped().terminate("done");
    }

    @Test
    void shouldHoldALeaseWhileItsWorkerIsReplaced() {
        String key = UUID.randomUUID().toString();
        Runs.Run holder = REAL.runs().start(gate(key), Map.of());
        holder.await(LeasesOnServerTest::isAsked);
        Runs.Run next = REAL.runs().start(gate(key), Map.of());
        next.await(view -> !view.waitingOn().isEmpty());

        REAL.replace();

        assertThat(isAsked(holder.view())).isTrue();
        assertThat(isAsked(next.view())).isFalse();
        holder.untyped().cancel();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> isAsked(next.view()));
        next.untyped().terminate("done");
    }

    /** Nobody waits for a key that stands idle with a run which is paused. */
    @Test
    void shouldPassTheTurnOfAPausedRunToTheNext() throws Exception {
        String key = UUID.randomUUID().toString();
        String keyed = gate(key)
                .replace("policy: {concurrency: {key: %s}}\n".formatted(key), "")
                .replace("ask: {", "ask: {concurrency: {key: %s}, ".formatted(key));
        Runs.Run holder = REAL.runs().start(keyed, Map.of());
        holder.await(LeasesOnServerTest::isAsked);
        Runs.Run paused = REAL.runs().start(keyed, Map.of());
        paused.await(view -> !view.waitingOn().isEmpty());
        paused.stub().pause();
        Runs.Run next = REAL.runs().start(keyed, Map.of());
        next.await(view -> !view.waitingOn().isEmpty());

        holder.untyped().cancel();

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> isAsked(next.view()));
        assertThat(isAsked(paused.view())).isFalse();
        assertThat(paused.view().waitingOn())
                .anyMatch(one -> one.reason().contains("its turn came while the run was paused"));
        paused.stub().resume();
        next.untyped().cancel();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> isAsked(paused.view()));
        paused.untyped().cancel();
        paused.end();
        paused.replay();
    }

    /** More than a hundred claims of one run are answered while it still tells of them: once no history can take that in. */
    @Test
    void shouldGiveHundredsOfItemsOfOneRunTheirTurns() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch together = new CountDownLatch(20);
        for (int item = 0; item < 450; item++) {
            REAL.activities.on("each[%d].work".formatted(item), invocation -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                together.countDown();
                together.await();
                return now.decrementAndGet();
            });
        }
        String key = UUID.randomUUID().toString();

        Runs.Run run = REAL.runs().start("""
                version: "3.0.0"
                id: many
                inputs: {key: {type: string}}
                tasks:
                  each:
                    for_each: {in: "${{ lists.range(450) }}"}
                    tasks:
                      work: {concurrency: {key: "${{ inputs.key }}", limit: 20}, action: agent_task, agent: worker}
                """, Map.of("key", key));
        run.result();

        assertThat(most.get()).isEqualTo(20);
        assertThat(run.histories())
                .flatExtracting(WorkflowExecutionHistory::getEvents)
                .noneMatch(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED);
        assertIsFree(WeftLease.id(WeftLease.Kind.TASK, key));
        run.replay();
    }

    private static void assertIsFree(String lease) {
        LeaseView view = REAL.client.newWorkflowStub(WeftLease.class, lease).state();
        assertThat(view.holders()).isEmpty();
        assertThat(view.waiting()).isEmpty();
    }

    private static boolean isHeldBack(RunView view) {
        return view.waitingOn().stream().anyMatch(one -> one.kind().equals("lease"));
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
