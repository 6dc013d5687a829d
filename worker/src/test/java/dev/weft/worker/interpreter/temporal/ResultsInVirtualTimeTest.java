package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.InMemory;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.cache.CacheMiss;
import dev.weft.worker.protocol.cache.CachedResult;
import dev.weft.worker.protocol.cache.ResultCacheException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs that take outputs from one another, on the in-memory server; each history is replayed. */
@InMemory
class ResultsInVirtualTimeTest {
    private static final String CACHED = """
            version: "3.0.0"
            id: cached
            inputs: {key: {type: string}}
            tasks:
              work: {cache: {key: "${{ inputs.key }}"}, action: agent_task, agent: worker}
              next: {needs: [work], action: transform, parameters: {value: "${{ tasks.work.output }}"}}
            outputs: {work: "${{ tasks.work.output }}"}
            """;
    private static final String UNDONE = """
            version: "3.0.0"
            id: undone
            tasks:
              work:
                cache: {key: 1}
                action: agent_task
                agent: worker
                compensate: {action: agent_task, agent: worker}
              ask: {needs: [work], action: approval_gate, parameters: {approvers: [anyone]}}
            """;

    private final MemoryResults results = new MemoryResults();
    private final VirtualWorker virtual = VirtualWorker.start(results);
    private final Runs runs = virtual.runs();

    @AfterEach
    void stop() {
        virtual.close();
    }

    @Test
    void shouldTakeWhatAnotherRunHasComeTo() throws Exception {
        // given
        Runs.Run first = runs.start(CACHED, Map.of("key", "same"));
        Object output = first.result();

        // when
        Runs.Run second = runs.start(CACHED, Map.of("key", "same"));
        Runs.Run other = runs.start(CACHED, Map.of("key", "other"));

        // then
        assertThat(second.result()).isEqualTo(output);
        other.result();
        assertThat(virtual.activities.invocations).hasSize(2);
        RunView.TaskView taken = second.task("work");
        assertThat(taken.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(taken.cachedFrom()).isEqualTo(first.id());
        assertThat(taken.reason()).contains(first.id());
        assertThat(taken.attempts()).isZero();
        assertThat(other.task("work").cachedFrom()).isNull();
        assertThat(taken.cache())
                .isEqualTo(new RunView.CacheView(true, first.id(), Objects.requireNonNull(taken.reason())));
        assertThat(other.task("work").cache()).isEqualTo(missed(CacheMiss.ABSENT));
        for (Runs.Run run : List.of(first, second, other)) {
            run.replay();
        }
    }

    @Test
    void shouldTakeTheOutputsOfAWholeRun() throws Exception {
        // given
        String whole = CACHED.replace(
                "tasks:\n  work", "policy: {cache: {key: \"${{ inputs.key }}\", ttl: 1h}}\ntasks:\n  work");
        Runs.Run first = runs.start(whole, Map.of("key", "same"));
        Object output = first.result();

        // when
        Runs.Run second = runs.start(whole, Map.of("key", "same"));

        // then
        assertThat(second.result()).isEqualTo(output);
        assertThat(second.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(second.view().cachedFrom()).isEqualTo(first.id());
        assertThat(second.view().cache()).extracting(RunView.CacheView::hit).isEqualTo(true);
        assertThat(first.view().cache()).isEqualTo(missed(CacheMiss.ABSENT));
        assertThat(second.task("work").status()).isEqualTo(TaskStatus.SKIPPED);
        assertThat(virtual.activities.invocations).hasSize(1);
        assertThat(results.put).extracting(CachedResult::path).containsExactly("work", "");
        assertThat(results.put.getLast().ttlMillis()).isEqualTo(TimeUnit.HOURS.toMillis(1));
        first.replay();
        second.replay();
    }

    @Test
    void shouldWorkWhereTheCacheIsAwayAndAskItOnlyOnceInAWhile() throws Exception {
        AtomicInteger uses = new AtomicInteger();
        results.trouble(() -> {
            uses.incrementAndGet();
            throw new ResultCacheException("no way", new IOException());
        });

        for (int i = 0; i < 5; i++) {
            Runs.Run run = runs.start(CACHED, Map.of("key", "same"));
            run.result();
            run.replay();
            assertThat(run.task("work").cache()).isEqualTo(missed(CacheMiss.UNAVAILABLE));
        }

        assertThat(virtual.activities.invocations).hasSize(5);
        assertThat(uses).hasValue(1);
    }

    @Test
    void shouldWorkWhereTheCacheDoesNotAnswer() throws Exception {
        results.trouble(() -> TimeUnit.SECONDS.sleep(20));

        Runs.Run run = runs.start(CACHED, Map.of("key", "same"));
        run.result();

        assertThat(run.task("work").attempts()).isEqualTo(1);
        assertThat(run.task("work").cache()).isEqualTo(missed(CacheMiss.UNAVAILABLE));
        run.replay();
    }

    private static RunView.CacheView missed(CacheMiss why) {
        return new RunView.CacheView(false, null, why.words());
    }

    @Test
    void shouldDropWhatIsUndoneAndDoItAgainWhereItIsWanted() throws Exception {
        // given
        Runs.Run first = runs.start(UNDONE, Map.of());
        first.await(view -> !view.waitingOn().isEmpty() && results.put.size() == 1);

        // when
        first.stub().control(new Control("undo", "ann"));
        first.end();
        Runs.Run second = runs.start(UNDONE, Map.of());
        second.await(
                view -> view.waitingOn().stream().anyMatch(one -> one.kind().equals("approval")));
        Runs.Run third = runs.start(UNDONE, Map.of());
        third.await(view -> view.waitingOn().stream().anyMatch(one -> one.kind().equals("approval")));
        third.stub().control(new Control("undo", "ann"));
        third.end();

        // then
        assertThat(first.view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(second.task("work").cachedFrom()).isNull();
        assertThat(third.task("work").cachedFrom()).isEqualTo(second.id());
        assertThat(third.task("work").status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(virtual.activities.invocations.stream().map(TaskInvocation::path))
                .containsExactly("work", "work.compensate", "work");
        for (Runs.Run run : List.of(first, second, third)) {
            run.replay();
        }
        second.untyped().cancel();
    }

    @Test
    void shouldGoOnInNewHistories() throws Exception {
        String many = """
                version: "3.0.0"
                id: many
                tasks:
                  each: {for_each: {in: "${{ [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20] }}", max_concurrent: 2}, cache: {key: "${{ item % 12 }}"}, action: agent_task, agent: worker}
                """;
        Runs.Run run = new Runs(virtual.client, 40).start(many, Map.of());
        run.result();

        assertThat(run.histories()).hasSizeGreaterThan(1);
        assertThat(virtual.activities.invocations).hasSize(12);
        assertThat(Objects.requireNonNull(run.view().items().get("each[19]")).cachedFrom())
                .isEqualTo(run.id());
        run.replay();
    }
}
