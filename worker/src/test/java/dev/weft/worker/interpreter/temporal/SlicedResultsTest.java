package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.InMemory;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.protocol.cache.CachedResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The result cache knows items that other runs do in slices as those of the run with the loop; on the in-memory server. */
@InMemory
class SlicedResultsTest {
    private static final String LOOP = """
            version: "3.0.0"
            id: loop
            tasks:
              first: {action: transform, parameters: {value: 1}}
              each:
                needs: [first]
                for_each: {in: "${{ lists.range(520) }}"}
                cache: {key: "${{ item }}"}
                action: agent_task
                agent: worker
              ask: {needs: [each], action: approval_gate, parameters: {approvers: [anyone]}}
            """;

    private final MemoryResults results = new MemoryResults();
    private final VirtualWorker virtual = VirtualWorker.start(results);
    private final Runs runs = virtual.runs();

    @AfterEach
    void stop() {
        virtual.close();
    }

    @Test
    void shouldTellLoopsOfOneNameInTwoBlocksApart() throws Exception {
        virtual.activities.otherwise(
                invocation -> Objects.requireNonNull(invocation.parameters()).get("of"));
        String block = """
                    tasks:
                      of: {action: transform, parameters: {value: %s}}
                      each:
                        needs: [of]
                        for_each: {in: "${{ lists.range(520) }}"}
                        cache: {key: "${{ item }}"}
                        action: agent_task
                        agent: worker
                        parameters: {of: "${{ tasks.of.output }}"}
                """;
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: two
                tasks:
                  a:
                %s
                  b:
                    needs: [a]
                %s
                outputs: {a: "${{ tasks.a.output.each[519] }}", b: "${{ tasks.b.output.each[519] }}"}
                """.formatted(block.formatted("1"), block.formatted("2")), Map.of());

        assertThat(run.result()).isEqualTo(Map.of("a", 1, "b", 2));
        assertThat(results.put).hasSize(2 * 520).allMatch(one -> one.run().equals(run.id()));
        assertThat(results.put.stream().map(CachedResult::path)).contains("a.each[519]", "b.each[0]");
        run.replay();
    }

    @Test
    void shouldTakeWhatAnotherRunHasComeToUntilThatIsUndone() throws Exception {
        // given
        Runs.Run first = asked(runs.start(LOOP, Map.of()));
        Runs.Run second = asked(runs.start(LOOP, Map.of()));
        assertThat(virtual.activities.invocations).hasSize(520);
        assertThat(second.below("each[0-499]").item("each[7]").cachedFrom()).isEqualTo(first.id());

        // when
        first.stub().control(new Control("undo", "ann"));
        first.end();
        Runs.Run third = asked(runs.start(LOOP, Map.of()));

        // then
        assertThat(first.view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(virtual.activities.invocations).hasSize(2 * 520);
        for (Runs.Run run : List.of(first, second, third)) {
            run.replay();
        }
    }

    @Test
    void shouldDoAgainWhatIsWantedAgain() throws Exception {
        Runs.Run run = asked(runs.start(LOOP, Map.of()));

        run.stub().control(new Control("rollback", "ann", "first", null));

        run.await(view -> view.generation() == 2 && isAsked(view));
        assertThat(virtual.activities.invocations).hasSize(2 * 520);
        run.replay();
    }

    @Test
    void shouldAlwaysDoWhatUndoes() throws Exception {
        String undone = """
                version: "3.0.0"
                id: undone
                tasks:
                  work:
                    action: agent_task
                    agent: worker
                    compensate:
                      tasks:
                        each:
                          for_each: {in: "${{ lists.range(520) }}"}
                          cache: {key: "${{ item }}"}
                          action: agent_task
                          agent: worker
                  ask: {needs: [work], action: approval_gate, parameters: {approvers: [anyone]}}
                """;
        for (int i = 0; i < 2; i++) {
            Runs.Run run = asked(runs.start(undone, Map.of()));
            run.stub().control(new Control("undo", "ann"));
            run.end();
            assertThat(run.view().status()).isEqualTo(RunStatus.ROLLED_BACK);
            run.replay();
        }

        assertThat(virtual.activities.invocations.stream().map(TaskInvocation::path))
                .hasSize(2 * 521);
        assertThat(results.put).isEmpty();
        assertThat(results.asked).isEmpty();
    }

    private static Runs.Run asked(Runs.Run run) {
        run.await(SlicedResultsTest::isAsked);
        return run;
    }

    private static boolean isAsked(RunView view) {
        return view.waitingOn().stream().anyMatch(one -> one.kind().equals("approval"));
    }
}
