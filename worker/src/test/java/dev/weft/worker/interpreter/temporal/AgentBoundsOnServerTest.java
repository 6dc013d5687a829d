package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.source.SourceText;
import dev.weft.platform.testing.TestServers;
import dev.weft.worker.TestConnection;
import dev.weft.worker.lease.temporal.LeaseWorkflow;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.WeftLease;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowServiceException;
import io.temporal.testing.WorkflowReplayer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bounds an agent holds over processes: two workers of their own call it, on a real server. */
class AgentBoundsOnServerTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path home;

    private final String address = TestServers.temporal().address();
    private final String namespace = TestServers.newNamespace();
    private final TestConnection connection = TestConnection.to(namespace);
    private final WorkflowClient client = connection.client();
    private final List<Process> workers = new ArrayList<>();
    private final String name = "agent-" + UUID.randomUUID();
    private CountingAgent agent;

    @BeforeEach
    void start() throws Exception {
        agent = new CountingAgent();
        workers.add(AgentWorker.start(address, namespace, home.resolve("a")));
        workers.add(AgentWorker.start(address, namespace, home.resolve("b")));
    }

    @AfterEach
    void stop() throws Exception {
        for (Process worker : workers) {
            worker.destroyForcibly().waitFor();
        }
        agent.close();
        connection.close();
    }

    @Test
    void shouldSpreadCallsOverWorkersAndSayWhatTheyWaitFor() throws Exception {
        Runs.Run run = calls(200, "rate_limit: 25/s");
        RunView view = run.await(seen -> seen.waitingOn().stream()
                .anyMatch(one -> one.reason().startsWith("agent '%s': its calls are 40ms apart".formatted(name))));

        assertThat(view.waitingOn()).extracting(RunView.Waiting::kind).contains("lease");
        await(run);
        assertThat(agent.calls).hasSize(200);
        assertThat(agent.mostIn(5)).isLessThanOrEqualTo(137);
        assertThat(agent.seconds()).isGreaterThanOrEqualTo(199 / 25.0 - 0.5);
        run.replay();
        WorkflowReplayer.replayWorkflowExecution(
                client.fetchHistory(WeftLease.id(WeftLease.Kind.AGENT, name)), LeaseWorkflow.class);
    }

    @Tag("long")
    @Test
    void shouldKeepTheRateWhereAWorkerIsKilled() throws Exception {
        Runs.Run run = calls(300, "rate_limit: 25/s");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> agent.calls.size() > 40);

        workers.getFirst().destroyForcibly().waitFor();
        workers.add(AgentWorker.start(address, namespace, home.resolve("c")));

        await(run);
        // Calls that were under way are made again.
        assertThat(agent.calls.size()).isBetween(300, 370);
        assertThat(agent.mostIn(5)).isLessThanOrEqualTo(137);
    }

    @Test
    void shouldNeverCallMoreAtOnceThanTheAgentTakes() throws Exception {
        agent.taking(30);
        Runs.Run run = calls(100, "max_concurrent: 4");

        await(run);
        assertThat(agent.calls).hasSize(100);
        assertThat(agent.most.get()).isBetween(3, 4);
    }

    @Test
    void shouldLeaveAnAgentAloneThatFailsHalfOfItsCallsUntilItRecovers() throws Exception {
        agent.failing(call -> call % 2 == 0);
        Runs.Run run = calls(
                60,
                "max_concurrent: 5, breaker: {calls: 10, failures: 50%, open: 3s, window: 5s}",
                "retry: {max_attempts: 20, delay: 100ms}");
        run.await(seen -> seen.waitingOn().stream()
                .anyMatch(one -> one.reason().contains("calls failed, and it is left alone until")));
        int soFar = agent.calls.size();
        agent.failing(call -> false);

        await(run);
        assertThat(soFar).isBetween(10, 40);
        run.replay();
        WorkflowReplayer.replayWorkflowExecution(
                client.fetchHistory(WeftLease.id(WeftLease.Kind.AGENT, name)), LeaseWorkflow.class);
    }

    @Test
    @Tag("long")
    void shouldKeepAHundredASecondOverTwoThousandCalls() throws Exception {
        Runs.Run run = calls(2000, "rate_limit: 100/s");

        await(run);
        report("2,000 calls at 100/s");
        assertThat(agent.calls).hasSize(2000);
        assertThat(agent.mostIn(5)).isLessThanOrEqualTo(550);
        assertThat(agent.leastIn(5)).isGreaterThanOrEqualTo(450);
    }

    @Test
    @Tag("long")
    void shouldNeverCallMoreThanFourAtOnceOverTwoThousandCalls() throws Exception {
        agent.taking(5);
        Runs.Run run = calls(2000, "max_concurrent: 4");

        await(run);
        report("2,000 calls, 4 at once");
        assertThat(agent.calls).hasSize(2000);
        assertThat(agent.most.get()).isBetween(3, 4);
    }

    private void report(String what) {
        System.out.printf(
                "%s: %.1f s, most in 5 s %d, least in 5 s %d, most at once %d%n",
                what, agent.seconds(), agent.mostIn(5), agent.leastIn(5), agent.most.get());
    }

    private Runs.Run calls(int number, String bounds) {
        return calls(number, bounds, "retry: {max_attempts: 1}");
    }

    private Runs.Run calls(int number, String bounds, String retry) {
        Definition definition = Objects.requireNonNull(
                Definitions.read(new SourceText("calls", """
                                version: "3.0.0"
                                id: calls
                                tasks:
                                  each: {for_each: {in: "${{ lists.range(%d) }}"}, action: agent_task, agent: %s, %s}
                                """.formatted(number, name, retry)), Surroundings.UNKNOWN)
                        .definition());
        Agent bound = agent.agent(name, bounds);
        return new Runs(client).start(definition, Map.of(), Map.of(name, bound));
    }

    private static void await(Runs.Run run) {
        Awaitility.await()
                .atMost(LONG)
                .ignoreExceptionsInstanceOf(WorkflowServiceException.class)
                .until(run::view, view -> view.status().ended());
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
    }
}
