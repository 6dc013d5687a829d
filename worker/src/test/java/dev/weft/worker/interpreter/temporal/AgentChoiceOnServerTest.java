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
import dev.weft.worker.protocol.WeftLease;
import io.temporal.testing.WorkflowReplayer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs choose among agents by how much these have to do, on a real server with a worker of its own. */
class AgentChoiceOnServerTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path home;

    private final String namespace = TestServers.newNamespace();
    private final TestConnection connection = TestConnection.to(namespace);
    private final String one = "one-" + UUID.randomUUID();
    private final String two = "two-" + UUID.randomUUID();
    private CountingAgent first;
    private CountingAgent second;
    private Process worker;

    @BeforeEach
    void start() throws Exception {
        first = new CountingAgent();
        second = new CountingAgent();
        worker = AgentWorker.start(TestServers.temporal().address(), namespace, home);
    }

    @AfterEach
    void stop() throws Exception {
        worker.destroyForcibly().waitFor();
        first.close();
        second.close();
        connection.close();
    }

    private Runs.Run run(String task, String bounds) {
        Definition definition = Objects.requireNonNull(
                Definitions.read(new SourceText("calls", """
                                version: "3.0.0"
                                id: calls
                                tasks:
                                  each: {%s, action: agent_task}
                                """.formatted(task)), Surroundings.UNKNOWN)
                        .definition());
        Map<String, Agent> agents = Map.of(
                one, first.agent(one, "capabilities: [echo]" + bounds),
                two, second.agent(two, "capabilities: [echo]" + bounds));
        return new Runs(connection.client()).start(definition, Map.of(), agents);
    }

    private static void await(Runs.Run run) {
        Awaitility.await().atMost(LONG).until(run::view, view -> view.status().ended());
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void shouldSpreadTheItemsOfARunOverAgentsThatAreAlike() throws Exception {
        Runs.Run run = run("for_each: {in: \"${{ lists.range(20) }}\"}, capability: echo", "");

        await(run);
        assertThat(first.calls).hasSize(10);
        assertThat(second.calls).hasSize(10);
        run.replay();
        WorkflowReplayer.replayWorkflowExecution(
                connection.client().fetchHistory(WeftLease.id(WeftLease.Kind.AGENT, one)), LeaseWorkflow.class);
    }

    @Test
    void shouldTakeTheOneThatOtherRunsLeaveFree() throws Exception {
        first.taking(8_000);
        Runs.Run other =
                run("for_each: {in: \"${{ lists.range(6) }}\"}, agent: \"" + one + "\"", ", max_concurrent: 4");
        Awaitility.await().atMost(LONG).until(() -> first.calls.size() == 4);

        Runs.Run run = run("capability: echo", ", max_concurrent: 4");

        await(run);
        assertThat(second.calls).hasSize(1);
        assertThat(run.task("each").agent()).isEqualTo(two);
        run.replay();
        await(other);
    }
}
