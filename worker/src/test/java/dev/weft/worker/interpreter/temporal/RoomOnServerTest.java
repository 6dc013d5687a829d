package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.size.Extent;
import dev.weft.definitions.source.SourceText;
import dev.weft.platform.testing.TestServers;
import dev.weft.worker.TestConnection;
import dev.weft.worker.WeftWorker;
import dev.weft.worker.WorkerLimits;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attempts that say what they take up, and workers that say what they have, on a real server. */
class RoomOnServerTest {
    private static final long MIB = 1 << 20;

    @TempDir
    Path home;

    private final String namespace = TestServers.newNamespace();
    private final TestConnection connection = TestConnection.to(namespace);
    private final ScriptedActivities activities = new ScriptedActivities();
    private final List<WeftWorker> workers = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final Runs runs = new Runs(connection.client());

    @AfterEach
    void stop() throws InterruptedException {
        workers.forEach(WeftWorker::closeNow);
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        connection.close();
    }

    @Test
    void shouldMakeNoMoreAtOnceThanFitAndSayWhatTheOthersWaitFor() throws Exception {
        worker(2, 100);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Semaphore may = new Semaphore(0);
        activities.otherwise(invocation -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            may.acquire();
            return now.decrementAndGet();
        });

        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: heavy
                tasks:
                  each:
                    for_each: {in: "${{ lists.range(6) }}"}
                    resources: {cpu: 1, memory: 20MiB}
                    action: agent_task
                    agent: worker
                """, Map.of());
        RunView view = run.await(seen -> now.get() == 2 && seen.waitingOn().size() == 4);

        assertThat(view.waitingOn()).allSatisfy(one -> {
            assertThat(one.kind()).isEqualTo("room");
            assertThat(one.reason()).isEqualTo("room on a worker for 1 core and 20MiB of memory");
        });
        assertThat(view.items().values())
                .extracting(RunView.TaskView::status)
                .containsOnly(TaskStatus.RUNNING, TaskStatus.WAITING);
        may.release(6);
        run.end();
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(most.get()).isEqualTo(2);
        run.replay();
    }

    @Test
    void shouldSayThatNoWorkerIsLargeEnoughUntilThereIsOne() throws Exception {
        worker(1, 100);
        Runs.Run run = runs.start(one("{memory: 150MiB}"), Map.of());

        RunView view = run.await(seen -> seen.waitingOn().stream()
                .anyMatch(waiting -> waiting.reason().contains("which no worker has that was asked so far")));
        assertThat(view.waitingOn().getFirst().reason())
                .startsWith("room on a worker for 150MiB of memory, which no worker has that was asked so far: ")
                .endsWith(" has 100MiB of memory in all. It waits for a larger one");
        assertThat(view.status()).isEqualTo(RunStatus.WAITING);

        worker(1, 200);
        run.end();
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        run.replay();
    }

    @Test
    void shouldGoOnWithWhatTakesUpNothingWhereThereIsNoRoom() throws Exception {
        worker(1, 100);
        CountDownLatch may = new CountDownLatch(1);
        activities.otherwise(invocation -> {
            may.await();
            return 1;
        });
        activities.on("small", invocation -> 1);

        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: mixed
                tasks:
                  big: {resources: {cpu: 1}, action: agent_task, agent: worker}
                  next: {resources: {cpu: 0.5}, action: agent_task, agent: worker}
                  small: {action: agent_task, agent: worker}
                """, Map.of());

        run.await(seen -> is(seen, "small", TaskStatus.COMPLETED)
                && seen.waitingOn().size() == 1
                && (is(seen, "big", TaskStatus.RUNNING) || is(seen, "next", TaskStatus.RUNNING)));
        may.countDown();
        run.end();
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        run.replay();
    }

    @Test
    void shouldLetNobodyWaitForTheRoomOfWhatWasCancelled() throws Exception {
        worker(1, 100);
        CountDownLatch may = new CountDownLatch(1);
        activities.otherwise(invocation -> {
            may.await();
            return 1;
        });
        Runs.Run first = runs.start(one("{cpu: 1}"), Map.of());
        first.await(seen -> is(seen, "work", TaskStatus.RUNNING));
        Runs.Run second = runs.start(one("{cpu: 1}"), Map.of());
        second.await(seen -> is(seen, "work", TaskStatus.WAITING));
        Runs.Run third = runs.start(one("{cpu: 1}"), Map.of());
        third.await(seen -> is(seen, "work", TaskStatus.WAITING));

        second.untyped().cancel();
        second.end();
        may.countDown();
        first.end();
        third.end();

        assertThat(second.view().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(third.view().status()).isEqualTo(RunStatus.COMPLETED);
        second.replay();
        third.replay();
    }

    @Test
    void shouldWaitForRoomOverHistories() throws Exception {
        worker(1, 100);
        Semaphore may = new Semaphore(0);
        activities.on("work", invocation -> {
            may.acquire();
            return 1;
        });
        Runs.Run holder = runs.start(one("{cpu: 1}"), Map.of());
        holder.await(seen -> is(seen, "work", TaskStatus.RUNNING));

        Runs.Run run = new Runs(connection.client(), 30).start("""
                        version: "3.0.0"
                        id: long
                        tasks:
                          work: {resources: {cpu: 1}, action: agent_task, agent: worker}
                          again: {repeat: {max: 12, while: "true"}, action: agent_task, agent: worker}
                        """, Map.of());
        Awaitility.await().atMost(Runs.PATIENCE).until(() -> run.histories().size() > 2);
        run.await(seen -> is(seen, "work", TaskStatus.WAITING));

        may.release(2);
        run.end();
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        holder.end();
        run.replay();
    }

    @Test
    void shouldMakeAgainElsewhereWhatIsLostWithItsWorker() throws Exception {
        String address = TestServers.temporal().address();
        try (CountingAgent agent = new CountingAgent()) {
            agent.taking(300);
            processes.add(AgentWorker.start(address, namespace, home.resolve("a"), 2));
            processes.add(AgentWorker.start(address, namespace, home.resolve("b"), 2));
            Definition definition =
                    Objects.requireNonNull(Definitions.read(new SourceText("calls", """
                                    version: "3.0.0"
                                    id: calls
                                    tasks:
                                      each: {for_each: {in: "${{ lists.range(40) }}"}, heartbeat: 2s, action: agent_task, agent: crunch}
                                    """), Surroundings.UNKNOWN)
                            .definition());
            Runs.Run run =
                    runs.start(definition, Map.of(), Map.of("crunch", agent.agent("crunch", "resources: {cpu: 1}")));
            Awaitility.await().atMost(Runs.PATIENCE).until(() -> agent.calls.size() > 8);

            processes.getFirst().destroyForcibly().waitFor();
            processes.add(AgentWorker.start(address, namespace, home.resolve("c"), 2));
            run.end();

            RunView view = run.view();
            assertThat(view.status()).isEqualTo(RunStatus.COMPLETED);
            // What was under way in the killed worker is made again, and isn't counted as an attempt.
            assertThat(agent.calls.size()).isBetween(40, 46);
            assertThat(view.items().values())
                    .extracting(RunView.TaskView::attempts)
                    .containsOnly(1);
            assertThat(agent.most.get()).isBetween(3, 4);
            run.replay();
        }
    }

    private static boolean is(RunView view, String task, TaskStatus status) {
        return Objects.requireNonNull(view.tasks().get(task)).status() == status;
    }

    private static String one(String resources) {
        return """
                version: "3.0.0"
                id: one
                tasks:
                  work: {resources: %s, action: agent_task, agent: worker}
                """.formatted(resources);
    }

    private void worker(int cores, long mebibytes) {
        workers.add(WeftWorker.start(
                connection.client(),
                activities,
                WorkerLimits.DEFAULT.having(new Extent(cores * 1000L, mebibytes * MIB))));
    }
}
