package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.worker.interpreter.restart.Reviving;
import dev.weft.worker.interpreter.state.RunFacts;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is undone of a run that a person had go on after its end: what it did before, and after. */
class GoingAgainTest {
    private static final Duration LONG = Duration.ofDays(1);

    @Test
    void shouldUndoInTheOrderOfTheEnds() {
        SimulatedWorld world = ended(
                task("a", true) + task("b", true) + "  c: {needs: [a, b], action: agent_task, agent: worker}\n",
                Map.of("a", 5, "c", -2));

        assertThat(undoneAfter(world, "c", LONG)).containsExactly("a.compensate", "b.compensate");
    }

    @Test
    void shouldGoBackToACheckpointAsBefore() {
        SimulatedWorld world = ended(
                task("a", true) + task("b", true) + "  c: {needs: [a, b], action: agent_task, agent: worker}\n",
                Map.of("a", 5, "c", -2));
        world.goAgain(retry("c"), LONG);
        int before = world.started.size();
        world.goBack(new Control("rollback", "ann", "b", null), LONG);

        assertThat(world.started.subList(before, world.started.size())).containsExactly("a.compensate", "a", "c");
    }

    @Test
    void shouldUndoWhatAFallbackDid() {
        SimulatedWorld world = ended("""
                  a:
                    action: agent_task
                    agent: worker
                    on_failure: {run: {action: agent_task, agent: worker, compensate: {action: agent_task, agent: worker}}}
                    compensate: {action: agent_task, agent: worker}
                  b: {needs: [a], action: agent_task, agent: worker}
                """, Map.of("a", -9, "b", -1));

        assertThat(undoneAfter(world, "b", LONG)).containsExactly("a.fallback.compensate");
    }

    @Test
    void shouldUndoEachAttempt() {
        SimulatedWorld world = ended(
                "  a: {action: agent_task, agent: worker, compensate: {after: attempt, action: agent_task, agent:"
                        + " worker}}\n",
                Map.of("a", -1));

        assertThat(undoneAfter(world, "a", LONG)).containsExactly("a.compensate", "a~1.compensate");
    }

    @Test
    void shouldUndoWhatRanAllTheSameAndIsDoneAgain() {
        SimulatedWorld world = ended("""
                  a: {action: agent_task, agent: worker}
                  b: {needs: [a], join: always, action: agent_task, agent: worker, compensate: {action: agent_task, agent: worker}}
                """, Map.of("a", -1));

        assertThat(undoneAfter(world, "a", LONG)).containsExactly("b.compensate", "b~1.compensate");
    }

    @Test
    void shouldUndoItemsOfALoopThatIsDoneAgain() {
        SimulatedWorld world = ended("""
                  each: {for_each: {in: [x, y]}, action: agent_task, agent: worker, compensate: {action: agent_task, agent: worker}}
                """, Map.of("each[1]", -1));

        assertThat(undoneAfter(world, "each", LONG))
                .containsExactly("each[1].compensate", "each[0].compensate", "each~1[0].compensate");
    }

    @Test
    void shouldUndoWhatStandsWhileTheTaskIsDoneAgain() {
        SimulatedWorld world = ended("""
                  each: {for_each: {in: [x, y, z], max_concurrent: 1, tolerate: 1}, action: agent_task, agent: worker, compensate: {action: agent_task, agent: worker}}
                  b: {needs: [each], action: agent_task, agent: worker}
                """, Map.of("each[0]", -1, "b", -9));

        assertThat(undoneAfter(world, "each[0]", Duration.ofMillis(500)))
                .containsExactly("each[2].compensate", "each[1].compensate");
    }

    @Test
    void shouldUndoATurnThatIsDoneAgainAndThoseAfterIt() {
        SimulatedWorld world = ended("""
                  again:
                    repeat: {until: turn == 2, max: 3}
                    tasks:
                      x: {on_failure: skip, action: agent_task, agent: worker}
                      y: {needs: [x], join: always, action: agent_task, agent: worker, compensate: {action: agent_task, agent: worker}}
                  b: {needs: [again], action: agent_task, agent: worker}
                """, Map.of("again[1].x", -1, "b", -1));

        assertThat(undoneAfter(world, "again[1].x", LONG))
                .containsExactly(
                        "again[2].y.compensate",
                        "again[1].y.compensate",
                        "again~1[2].y.compensate",
                        "again[1].y~1.compensate",
                        "again[0].y.compensate");
    }

    @Test
    void shouldUndoOnlyWhatItDidItselfWhereItRestartsAnother() {
        SimulatedWorld world = ended("""
                  block:
                    tasks:
                      pay: {action: agent_task, agent: worker, compensate: {action: agent_task, agent: worker}}
                    compensate: {action: agent_task, agent: worker}
                  next: {needs: [block], action: agent_task, agent: worker, compensate: {action: agent_task, agent: worker}}
                """, Map.of("next", -1));
        RunRequest request = restarting(world.loop.facts().request());
        RunLoop loop = new RunLoop(world.loop.plan(), new RunFacts("run-2", request));
        SimulatedWorld other = new SimulatedWorld(
                loop,
                (path, execution, attempt) -> new SimulatedWorld.Behaviour(Duration.ofSeconds(1), path, null, null));
        RunState end = other.runFrom(
                Reviving.restarted(world.loop, world.state(), request, loop.plan(), null, SimulatedWorld.START));

        assertThat(end.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(end.tasks()
                        .get(end.nodes(loop.plan()).find("block.pay", end.tasks()))
                        .reason())
                .isEqualTo("taken over of run 'run-0', which alone undoes it");
        other.goBack(new Control("undo", "ann", null, null), LONG);
        world.goBack(new Control("undo", "ann", null, null), LONG);
        assertThat(other.started).containsExactly("next", "next.compensate");
        assertThat(world.started).containsExactly("block.pay", "next", "block.compensate", "block.pay.compensate");
    }

    private static RunRequest restarting(RunRequest request) {
        return new RunRequest(
                request.workflow(),
                request.revision(),
                request.definition(),
                request.inputs(),
                request.agents(),
                request.startedBy(),
                request.labels(),
                request.decisionKeys(),
                request.priority(),
                null,
                request.definitions(),
                null,
                "run-0",
                request.continueAfter(),
                request.eventsSince(),
                request.maxRuns());
    }

    @Test
    void shouldRefuseWhatCanNotBeDoneByItself() {
        SimulatedWorld world = ended(
                "  a: {action: agent_task, agent: worker, compensate: {after: attempt, action: agent_task, agent:"
                        + " worker}}\n",
                Map.of("a", -2));
        world.goAgain(retry("a"), LONG);

        assertThatThrownBy(() -> world.goAgain(retry("a.compensate"), LONG)).hasMessageContaining("undoes another");
        assertThatThrownBy(() -> world.goAgain(retry("a~1"), LONG)).hasMessageContaining("followed by another attempt");
    }

    static Control retry(String task) {
        return new Control("retry", "ann", task, null);
    }

    private static String task(String id, boolean undone) {
        return "  " + id + ": {action: agent_task, agent: worker"
                + (undone ? ", compensate: {action: agent_task, agent: worker}" : "") + "}\n";
    }

    /**
     * A run that has failed.
     *
     * @param takes how long the attempts of a path take, in seconds; below zero: how many of them fail
     */
    private static SimulatedWorld ended(String tasks, Map<String, Integer> takes) {
        SimulatedWorld world = world("tasks:\n" + tasks.indent(0), takes);
        assertThat(world.run().status()).isEqualTo(RunStatus.FAILED);
        return world;
    }

    /**
     * A run that has not begun.
     *
     * @param takes as above
     */
    static SimulatedWorld world(String rest, Map<String, Integer> takes) {
        RunLoop loop = RunCase.loop("version: \"3.0.0\"\nid: again\n" + rest);
        Map<String, Integer> times = new HashMap<>();
        return new SimulatedWorld(loop, (path, execution, attempt) -> {
            int said = takes.getOrDefault(path, 1);
            boolean fails = times.merge(path, 1, Integer::sum) <= -said;
            return new SimulatedWorld.Behaviour(
                    Duration.ofSeconds(Math.max(1, said)),
                    fails ? null : path,
                    fails ? Failure.permanent("broken", "no luck") : null,
                    null);
        });
    }

    /** What is undone, in turn, where a task is retried, and after a while the run is undone. */
    private static List<String> undoneAfter(SimulatedWorld world, String task, Duration after) {
        world.goAgain(retry(task), after);
        int before = world.started.size();
        world.goBack(new Control("undo", "ann", null, null), LONG);
        assertThat(world.state().status()).isEqualTo(RunStatus.ROLLED_BACK);
        return world.started.subList(before, world.started.size()).stream()
                .filter(path -> path.endsWith(".compensate"))
                .toList();
    }
}
