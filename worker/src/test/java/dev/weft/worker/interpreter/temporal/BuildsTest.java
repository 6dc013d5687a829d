package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.platform.testing.TestServers;
import dev.weft.worker.CurrentVersion;
import dev.weft.worker.TestConnection;
import dev.weft.worker.WeftWorker;
import dev.weft.worker.WorkerLimits;
import dev.weft.worker.WorkerVersion;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.RunStatus;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Builds of the worker, one after the other, on a real server. */
class BuildsTest {
    /** Nobody else is there: where a version is current, workers without one get nothing. */
    private static final String NAMESPACE = TestServers.newNamespace();

    private TestConnection connection;
    private WorkflowClient client;

    @BeforeEach
    void connect() {
        connection = TestConnection.to(NAMESPACE);
        client = connection.client();
    }

    @AfterEach
    void disconnect() {
        connection.close();
    }

    @Test
    void shouldGoOverToTheBuildThatBecomesCurrent() throws Exception {
        WorkerVersion first = new WorkerVersion("goes-over", "1");
        WorkerVersion second = new WorkerVersion("goes-over", "2");
        Runs.Run run;
        try (WeftWorker worker = WeftWorker.start(client, new ScriptedActivities(), WorkerLimits.DEFAULT, first)) {
            // given
            CurrentVersion.set(client, first);
            run = new Runs(client).start("""
                    version: "3.0.0"
                    id: goes-over
                    tasks:
                      ask: {action: approval_gate, parameters: {title: "Go?", approvers: [anyone]}}
                      go:
                        needs: [ask]
                        when: tasks.ask.output.decision == 'approved'
                        action: agent_task
                        agent: worker
                    """, Map.of());
            run.await(view -> view.status() == RunStatus.WAITING);
            assertThat(build(run)).isEqualTo("1");
        }

        // when
        try (WeftWorker worker = WeftWorker.start(client, new ScriptedActivities(), WorkerLimits.DEFAULT, second)) {
            CurrentVersion.set(client, second);
            run.stub().decide(new Decision("ask", "approve", "kim", List.of(), null, null, null, null));
            run.await(view -> view.status() == RunStatus.COMPLETED);

            // then
            assertThat(build(run)).isEqualTo("2");
            run.replay();
        }
    }

    private String build(Runs.Run run) {
        WorkflowExecutionInfo info = connection
                .service()
                .blockingStub()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(client.getOptions().getNamespace())
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(run.id()))
                        .build())
                .getWorkflowExecutionInfo();
        return info.getVersioningInfo().getDeploymentVersion().getBuildId();
    }
}
