package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Revival;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.protocol.TaskStatus;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Items of loops in slices that are done again after the end of the run, on a real server. */
class SlicesAgainTest {
    @RegisterExtension
    private static final RealWorker REAL = RealWorker.start();

    private static final String ORDERS = """
            version: "3.0.0"
            id: again
            tasks:
              part:
                tasks:
                  each:
                    for_each: {in: "${{ lists.range(505) }}", as: number%s}
                    tasks:
                      charge:
                        when: "number < 4 || number >= 500"
                        action: agent_task
                        agent: worker
                        compensate: {action: agent_task, agent: worker, parameters: {undo: "${{ output.path }}"}}
                      ship: {needs: [charge], when: "number < 4 || number >= 500", action: %s}
                    outputs: {charged: "${{ tasks.charge.output == null ? '' : tasks.charge.output.path }}"}
              last: {needs: [part], action: agent_task, agent: worker}
            outputs: {charged: "${{ tasks.part.output.each.map(one, one == null ? 'none' : one.charged).filter(one, one != '') }}"}
            """;

    private static final String SHIP = "agent_task, agent: worker";

    @Test
    void shouldDoOnlyWhatIsNamedAgainAndPutTheOutputsTogether() throws Exception {
        // The histories of a run that goes on in new ones all the time are among those.
        for (Runs runs : List.of(REAL.runs(), new Runs(REAL.client, 60))) {
            REAL.activities.clear();
            fail("each[2].ship", "each[501].charge", "each[503].charge");
            Runs.Run run = runs.start(ORDERS.formatted("", SHIP), Map.of());
            run.end();
            assertThat(run.view().status()).isEqualTo(RunStatus.FAILED);
            String slice = run.below("part.each[500-504]").id();
            mend("each[2].ship", "each[501].charge");

            retry(run, "part.each[2].ship");
            assertThat(Objects.requireNonNull(run.view().error()).message()).contains("2 of 505 items failed");
            retry(run, "part.each[501]");
            assertThat(Objects.requireNonNull(run.view().error()).message()).contains("1 of 505 items failed");
            mend("each[503].charge");
            retry(run, "part.each[500-504]");

            assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(((Map<?, ?>) Objects.requireNonNull(run.result())).get("charged"))
                    .isEqualTo(IntStream.of(0, 1, 2, 3, 500, 501, 502, 503, 504)
                            .mapToObj("each[%d].charge"::formatted)
                            .toList());
            assertThat(times())
                    .containsEntry("each[0].charge", 1L)
                    .containsEntry("each[2].charge", 1L)
                    .containsEntry("each[2].ship", 2L)
                    .containsEntry("each[501].charge", 2L)
                    .containsEntry("each[501].ship", 1L)
                    .containsEntry("each[502].charge", 1L)
                    .containsEntry("each[503].charge", 2L)
                    .containsEntry("last", 1L);
            assertThat(run.below("part.each[500-504]").id()).isEqualTo(slice);
            assertThat(REAL.activities.invocations.stream()
                            .filter(one -> one.path().equals("each[501].charge"))
                            .map(TaskInvocation::key))
                    .doesNotHaveDuplicates();

            Revivals.start(REAL.client, run.id(), Revivals.ask(run, new Control("undo", "ann"), null));
            run.end();
            assertThat(run.view().status()).isEqualTo(RunStatus.ROLLED_BACK);
            assertThat(times().entrySet().stream().filter(one -> one.getKey().endsWith("compensate")))
                    .hasSize(9)
                    .allMatch(one -> one.getValue() == 1);
            run.replay();
            run.below("part.each[500-504]").replay();
        }
    }

    @Test
    void shouldSayWhatCanNotBeDoneAgain() {
        fail("each[1].charge");
        Runs.Run run = REAL.runs().start(ORDERS.formatted("", SHIP), Map.of());
        run.end();
        Runs.Run slice = run.below("part.each[500-504]");

        assertThat(refusal(slice, "each[501].charge")).contains("Name the item there");
        assertThat(refusal(run, "part.each[500-504]")).contains("all of 'part.each[500-504]' are done");
        assertThat(refusal(run, "part.each[777].charge")).contains("NOT_FOUND");
        assertThat(refusal(run, "part.each[1].other")).contains("NOT_FOUND");
    }

    @Test
    void shouldFailClearlyWhereTheRunOfTheSliceIsForgotten() throws Exception {
        fail("each[501].charge");
        Runs.Run run = REAL.runs().start(ORDERS.formatted("", SHIP), Map.of());
        run.end();
        Runs.Run slice = run.below("part.each[500-504]");
        REAL.service
                .blockingStub()
                .deleteWorkflowExecution(DeleteWorkflowExecutionRequest.newBuilder()
                        .setNamespace(REAL.client.getOptions().getNamespace())
                        .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(slice.id()))
                        .build());
        Runs.patiently().atMost(Duration.ofMinutes(2)).until(() -> isForgotten(slice));

        retry(run, "part.each[501].charge");

        assertThat(run.view().status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.view().items().get("part.each[500-504]"))
                .extracting(RunView.TaskView::status)
                .isEqualTo(TaskStatus.FAILED);
        assertThat(Objects.requireNonNull(run.view().error()).message()).contains("Retry the loop");
        mend("each[501].charge");
        retry(run, "part.each");
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        run.replay();
    }

    @Test
    void shouldDoWhatIsLeftOfALoopThatWasCancelledAndPassControlsOn() throws Exception {
        Runs.Run run =
                REAL.runs().start(ORDERS.formatted("", "approval_gate, parameters: {approvers: [anyone]}"), Map.of());
        run.await(view -> view.items().containsKey("part.each[500-504]")
                && Objects.requireNonNull(view.items().get("part.each[500-504]"))
                                .run()
                        != null);
        run.below("part.each[500-504]").await(view -> view.waitingOn().size() == 5);
        run.below("part.each[0-499]").await(view -> view.waitingOn().size() == 4);
        run.untyped().cancel();
        run.end();

        Revivals.start(
                REAL.client,
                run.id(),
                Revivals.ask(run, new Control("retry", "ann", "part.each[502].ship", null), null));
        run.below("part.each[500-504]").await(view -> view.waitingOn().size() == 5);
        run.below("part.each[0-499]").await(view -> view.waitingOn().size() == 4);
        run.stub().control(new Control("pause", "ann"));
        run.below("part.each[0-499]").await(view -> view.status() == RunStatus.PAUSED);
        run.untyped().cancel();
        run.end();

        assertThat(run.view().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(run.below("part.each[0-499]").view().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(times().values()).allMatch(times -> times == 1);
        run.replay();
        run.below("part.each[500-504]").replay();
    }

    @Test
    void shouldBeginWhatTooManyFailuresHadKeptBackAndGoOnAfterTheEndOfTheWorker() throws Exception {
        fail("each[1].charge");
        Runs.Run run = REAL.runs().start(ORDERS.formatted(", max_concurrent: 1", SHIP), Map.of());
        run.end();
        assertThat(times()).doesNotContainKey("each[504].charge");
        mend("each[1].charge");
        REAL.replace();

        retry(run, "part.each[1].charge");

        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(times()).containsEntry("each[504].ship", 1L).containsEntry("each[0].charge", 1L);
        run.replay();
        run.below("part.each[0-499]").replay();
    }

    @Test
    void shouldRetryAnItemThatStartsRuns() throws Exception {
        Children children = new Children();
        children.save("leaf", """
                version: "3.0.0"
                id: leaf
                inputs: {n: {type: integer}}
                tasks:
                  work: {action: condition_check, parameters: {condition: "inputs.n != 501", fail_if_false: true}}
                  real: {needs: [work], action: agent_task, agent: worker}
                """);
        Runs.Run run = REAL.runs().start(children.carrying("""
                        version: "3.0.0"
                        id: starting
                        tasks:
                          each:
                            for_each: {in: "${{ lists.range(503) }}"}
                            tasks:
                              down: {when: "item >= 500", action: workflow_trigger, parameters: {workflow: leaf, inputs: {n: "${{ item }}"}}}
                        """, Map.of(), 3));
        run.end();
        assertThat(run.view().status()).isEqualTo(RunStatus.FAILED);
        Runs.Run slice = run.below("each[500-502]");
        String before = slice.below("each[501].down").id();
        String other = slice.below("each[500].down").id();

        retry(run, "each[501].down");

        assertThat(run.view().status()).isEqualTo(RunStatus.FAILED);
        assertThat(slice.below("each[501].down").id()).isNotEqualTo(before);
        assertThat(slice.below("each[500].down").id()).isEqualTo(other);
        Control done = new Control("complete", "ann", "each[501].down", Map.of("by", "hand"));
        Revivals.start(REAL.client, run.id(), Revivals.ask(run, done, null));
        run.end();
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        run.replay();
        slice.replay();
    }

    private static void retry(Runs.Run run, String task) {
        Revivals.start(REAL.client, run.id(), Revivals.ask(run, new Control("retry", "ann", task, null), null));
        run.end();
    }

    private static String refusal(Runs.Run run, String task) {
        Revival answer = run.stub().revived(new Control("retry", "ann", task, null));
        return String.valueOf(answer.refusal());
    }

    private static boolean isForgotten(Runs.Run run) {
        try {
            run.untyped().describe();
            return false;
        } catch (WorkflowNotFoundException e) {
            return true;
        }
    }

    private static Map<String, Long> times() {
        return REAL.activities.invocations.stream()
                .collect(Collectors.groupingBy(TaskInvocation::path, Collectors.counting()));
    }

    private static void fail(String... paths) {
        for (String path : paths) {
            REAL.activities.on(path, invocation -> {
                throw ScriptedActivities.failure("gone", false);
            });
        }
    }

    private static void mend(String... paths) {
        for (String path : paths) {
            REAL.activities.on(path, invocation -> Map.of("path", invocation.path()));
        }
    }
}
