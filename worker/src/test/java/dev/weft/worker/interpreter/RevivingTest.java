package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.model.Join;
import dev.weft.worker.Busy;
import dev.weft.worker.interpreter.document.StateDocument;
import dev.weft.worker.interpreter.restart.Keeping;
import dev.weft.worker.interpreter.restart.Reviving;
import dev.weft.worker.interpreter.state.Nodes;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.state.Steering;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RefusedException;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.large.LargeLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Runs that begin once more: what is done again, and what isn't. */
@Busy
class RevivingTest {
    private static final int RUNS = Integer.getInteger("weft.random.runs", 2_000);

    private static final String CHAIN = """
            version: "3.0.0"
            id: chain
            inputs: {size: {type: integer}, colour: {type: string}}
            tasks:
              a: {action: agent_task, agent: worker, parameters: {size: "${{ inputs.size }}"}}
              b: {needs: [a], action: agent_task, agent: worker, parameters: {from: "${{ tasks.a.output }}"}}
              c: {needs: [b], action: agent_task, agent: worker}
              beside: {action: agent_task, agent: worker, parameters: {colour: "${{ inputs.colour }}"}}
              last: {needs: all, join: always, action: agent_task, agent: worker}
            """;

    @Test
    void shouldDoNothingAgainThatHolds() {
        int checked = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            RandomRun random = new RandomRun(seed);
            RunLoop loop = RunCase.loop(random.yaml);
            RunState end = world(loop, random).run();
            Set<String> completed = held(loop, end);
            RunState start = written(
                    Reviving.restarted(loop, end, loop.facts().request(), loop.plan(), null, SimulatedWorld.START));

            SimulatedWorld again = world(loop, new RandomRun(seed));
            RunState next = again.runFrom(start);

            String what = "seed " + seed + "\n" + random.yaml;
            assertThat(ends(loop, next)).as(what).isEqualTo(ends(loop, end));
            if (noBlockBegunTwice(loop, next)) {
                assertThat(again.started).as(what).noneMatch(completed::contains);
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(RUNS / 2);
    }

    @Test
    void shouldEndWhateverIsRetriedAfterAnEnd() {
        int retried = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            RandomRun random = new RandomRun(seed);
            RunLoop loop = RunCase.loop(random.yaml);
            SimulatedWorld world = world(loop, random);
            world.at(
                    Duration.ofMillis(new Random(seed).nextInt(60_000)), (state, now) -> new RunEvent.CancelAsked(now));
            RunState end = world.run();
            Nodes nodes = end.nodes(loop.plan());
            List<Integer> stopped = nodes.all(end.tasks()).stream()
                    .filter(node -> end.tasks().get(node).status() == TaskStatus.FAILED
                            || end.tasks().get(node).status() == TaskStatus.CANCELLED)
                    .toList();
            if (stopped.isEmpty()) {
                continue;
            }
            int task = stopped.get(new Random(seed).nextInt(stopped.size()));
            String path = nodes.path(task);
            RunState start = written(Reviving.steered(
                    loop, end, Steering.RETRY, new Control("retry", "ann", path, null), SimulatedWorld.START));

            SimulatedWorld again = new SimulatedWorld(
                    loop, (one, execution, attempt) -> SimulatedWorld.Behaviour.DONE, random::definition);
            again.people((gate, level) -> random.gate(gate).people(gate, level, loop));
            RunState next = again.runFrom(start);

            String what = "seed " + seed + ", " + path + "\n" + random.yaml;
            assertThat(next.status().ended()).as(what).isTrue();
            NeedsFirst.check(again, what);
            boolean staysCancelled = end.status() == RunStatus.CANCELLED && alwaysRuns(nodes, task);
            assertThat(next.status() == RunStatus.CANCELLED).as(what).isEqualTo(staysCancelled);
            assertThat(again.started).as(what).noneMatch(one -> stands(loop, end, next, one));
            retried++;
        }
        assertThat(retried).isGreaterThan(RUNS / 3);
    }

    /** What runs whatever happens has run after the cancellation, too: that one stands. */
    private static boolean alwaysRuns(Nodes nodes, int task) {
        for (int at = task; at >= 0; at = nodes.parent(at)) {
            if (nodes.isWhole(at) && nodes.planned(at).task().join() == Join.ALWAYS) {
                return true;
            }
        }
        return false;
    }

    private static SimulatedWorld world(RunLoop loop, RandomRun random) {
        SimulatedWorld world = new SimulatedWorld(loop, random::behaviour, random::definition);
        world.results.others(random::result);
        world.people((path, level) -> random.gate(path).people(path, level, loop));
        return world;
    }

    @Test
    void shouldDoAgainFromATaskOn() {
        assertThat(restarted(inputs(1, "red"), inputs(1, "red"), "b")).containsExactly("b", "c", "last");
        assertThat(restarted(inputs(1, "red"), inputs(1, "red"), null)).isEmpty();
    }

    @Test
    void shouldDoAgainWhatComesOutDifferently() {
        assertThat(restarted(inputs(1, "red"), inputs(1, "blue"), null)).containsExactly("beside", "last");
        assertThat(restarted(inputs(1, "red"), inputs(2, "red"), null)).containsExactly("a", "b", "c", "last");
    }

    @Test
    void shouldLetWhatNeedsItHoldWhereTheSameComesOut() {
        RunLoop loop = loop(inputs(1, "red"));
        RunState end = new SimulatedWorld(loop, (path, execution, attempt) -> SimulatedWorld.Behaviour.DONE).run();
        RunLoop next = loop(inputs(2, "red"));

        SimulatedWorld world = new SimulatedWorld(next, (path, execution, attempt) -> SimulatedWorld.Behaviour.DONE);
        world.runFrom(Reviving.restarted(loop, end, next.facts().request(), next.plan(), null, SimulatedWorld.START));

        assertThat(world.started).containsExactly("a");
    }

    @Test
    void shouldRetrySkipCompleteOrFailWhatHasFailed() {
        RunLoop loop = loop(inputs(1, "red"));
        RunState end = new SimulatedWorld(loop, RevivingTest::failingB).run();
        assertThat(end.status()).isEqualTo(RunStatus.FAILED);

        assertThat(steered(loop, end, Steering.RETRY, null)).containsExactly("b", "c", "last");
        assertThat(steered(loop, end, Steering.SKIP, null)).containsExactly("c", "last");
        assertThat(steered(loop, end, Steering.COMPLETE, 7L)).containsExactly("c", "last");
        assertThatThrownBy(() -> steered(loop, end, Steering.FAIL, null))
                .isInstanceOf(RefusedException.class)
                .hasMessage("CONFLICT: Task 'b' has failed already.");
    }

    @Test
    void shouldRefuseToRetryWhatWentWellOrIsNotThere() {
        RunLoop loop = loop(inputs(1, "red"));
        RunState end = new SimulatedWorld(loop, RevivingTest::failingB).run();

        assertThatThrownBy(() -> steered(loop, end, new Control("retry", "ann", "a", null)))
                .hasMessageContaining("CONFLICT: Expected a task that failed or was stopped, but 'a' is COMPLETED.");
        assertThatThrownBy(() -> steered(loop, end, new Control("retry", "ann", "nowhere", null)))
                .hasMessageContaining("NOT_FOUND: ");
        assertThatThrownBy(() -> Reviving.restarted(
                        loop, end, loop.facts().request(), loop.plan(), "nowhere", SimulatedWorld.START))
                .hasMessageContaining("NOT_FOUND: ");
    }

    @Test
    void shouldKeepDecisionsOnlyWithTheSameInputs() {
        String yaml = """
                version: "3.0.0"
                id: gates
                inputs: {size: {type: integer}, colour: {type: string}}
                tasks:
                  ask: {action: approval_gate, parameters: {approvers: [anyone], timeout: 1h, on_timeout: approve}}
                  go: {needs: [ask], action: agent_task, agent: worker}
                """;
        RunLoop loop = RunCase.loop(yaml, inputs(1, "red"));
        RunState end = new SimulatedWorld(loop, (path, execution, attempt) -> SimulatedWorld.Behaviour.DONE).run();

        assertThat(restart(loop, end, RunCase.loop(yaml, inputs(1, "red"))).elapsed())
                .isZero();
        assertThat(restart(loop, end, RunCase.loop(yaml, inputs(2, "red"))).elapsed())
                .isGreaterThan(Duration.ofMinutes(59));
    }

    @Test
    void shouldKeepWhatWasAskedOfLargeValuesUnlessTheyAreOthers() throws Exception {
        String yaml = """
                version: "3.0.0"
                id: gates
                inputs: {big: {type: array}}
                tasks:
                  ask: {action: approval_gate, parameters: {title: "Is it ${{ inputs.big[1] }}?", approvers: [anyone], timeout: 1h, on_timeout: approve}}
                  rest: {needs: [ask], action: wait, parameters: {for: "${{ string(inputs.big.size()) + 'm' }}"}}
                """;
        SimulatedLarge large = new SimulatedLarge(1, LargeLimits.AT_HAND);
        Object some = large.store.put(List.of(1L, 2L, 3L));
        RunLoop loop = RunCase.loop(yaml, Map.of("big", some));
        SimulatedWorld world = new SimulatedWorld(loop, (path, execution, attempt) -> SimulatedWorld.Behaviour.DONE);
        world.keepElsewhere(large);
        RunState end = world.run();
        assertThat(world.elapsed()).isEqualTo(Duration.ofMinutes(63));

        assertThat(restartedWith(large, loop, end, loop).elapsed()).isZero();
        Object others = large.store.put(List.of(1L, 2L, 3L, 4L));
        assertThat(restartedWith(large, loop, end, RunCase.loop(yaml, Map.of("big", others)))
                        .elapsed())
                .isEqualTo(Duration.ofMinutes(64));
    }

    private static SimulatedWorld restartedWith(SimulatedLarge large, RunLoop loop, RunState end, RunLoop next) {
        SimulatedWorld world = new SimulatedWorld(next, RevivingTest::echo);
        world.keepElsewhere(large);
        world.runFrom(written(
                Reviving.restarted(loop, end, next.facts().request(), next.plan(), null, SimulatedWorld.START)));
        return world;
    }

    @Test
    void shouldDoAgainWhatAnotherRevisionChanged() {
        RunLoop loop = loop(inputs(1, "red"));
        RunState end = new SimulatedWorld(loop, RevivingTest::echo).run();
        RunLoop next = RunCase.loop(
                CHAIN.replace("from: \"${{ tasks.a.output }}\"", "from: \"${{ tasks.a.output }}\", more: 1"),
                inputs(1, "red"));

        assertThat(restart(loop, end, next).started).containsExactly("b", "c", "last");
    }

    @Test
    void shouldDoTurnsAgainWhereAnotherRevisionChangedWhatIsInThem() {
        String yaml = """
                version: "3.0.0"
                id: turns
                tasks:
                  each:
                    repeat: {until: turn == 1, max: 3}
                    tasks:
                      x: {action: agent_task, agent: worker, parameters: {n: 1}}
                      y: {needs: [x], action: agent_task, agent: worker}
                """;
        RunLoop loop = RunCase.loop(yaml);
        RunState end = new SimulatedWorld(loop, RevivingTest::echo).run();

        assertThat(restart(loop, end, RunCase.loop(yaml)).started).isEmpty();
        assertThat(restart(loop, end, RunCase.loop(yaml.replace("n: 1", "n: 2"))).started)
                .containsExactly("each[0].x", "each[0].y", "each[1].x", "each[1].y");
    }

    private static SimulatedWorld restart(RunLoop loop, RunState end, RunLoop next) {
        int[] more = new int[1];
        SimulatedWorld world = new SimulatedWorld(
                next,
                (path, execution, attempt) ->
                        new SimulatedWorld.Behaviour(Duration.ofSeconds(1), path + ++more[0] + "!", null, null));
        world.runFrom(written(
                Reviving.restarted(loop, end, next.facts().request(), next.plan(), null, SimulatedWorld.START)));
        return world;
    }

    private static List<String> restarted(
            Map<String, Object> before, Map<String, Object> after, @Nullable String from) {
        RunLoop loop = loop(before);
        RunState end = new SimulatedWorld(loop, RevivingTest::echo).run();
        RunLoop next = loop(after);
        RunRequest request = next.facts().request();
        SimulatedWorld world = new SimulatedWorld(
                next,
                (path, execution, attempt) ->
                        new SimulatedWorld.Behaviour(Duration.ofSeconds(1), path + " anew", null, null));
        world.runFrom(written(Reviving.restarted(loop, end, request, next.plan(), from, SimulatedWorld.START)));
        return world.started.stream().sorted().toList();
    }

    private static List<String> steered(RunLoop loop, RunState end, Steering how, @Nullable Object output) {
        SimulatedWorld world =
                steered(loop, end, new Control(how.name().toLowerCase(java.util.Locale.ROOT), "ann", "b", output));
        assertThat(world.states.getLast().status()).isEqualTo(RunStatus.COMPLETED);
        return world.started;
    }

    private static SimulatedWorld steered(RunLoop loop, RunState end, Control control) {
        SimulatedWorld world = new SimulatedWorld(loop, RevivingTest::echo);
        world.runFrom(written(Reviving.steered(
                loop, end, Steering.of(control.command()).orElseThrow(), control, SimulatedWorld.START)));
        return world;
    }

    private static SimulatedWorld.Behaviour echo(String path, int execution, int attempt) {
        return new SimulatedWorld.Behaviour(Duration.ofSeconds(1), path, null, null);
    }

    private static SimulatedWorld.Behaviour failingB(String path, int execution, int attempt) {
        return path.equals("b")
                ? new SimulatedWorld.Behaviour(
                        Duration.ofSeconds(1), null, Failure.permanent("broken", "no luck"), null)
                : echo(path, execution, attempt);
    }

    private static RunLoop loop(Map<String, Object> inputs) {
        return RunCase.loop(CHAIN, inputs);
    }

    private static Map<String, Object> inputs(int size, String colour) {
        return Map.of("size", (long) size, "colour", colour);
    }

    private static RunState written(RunState state) {
        RunState read = StateDocument.read(StateDocument.write(state));
        assertThat(read).isEqualTo(state);
        return read;
    }

    private static Map<String, TaskStatus> ends(RunLoop loop, RunState state) {
        Map<String, TaskStatus> ends = new HashMap<>();
        loop.plan()
                .top()
                .forEach(task ->
                        ends.put(task.path(), state.tasks().get(task.index()).status()));
        return ends;
    }

    /** Whether a task completed before, and that still holds. */
    private static boolean stands(RunLoop loop, RunState end, RunState next, String path) {
        int before = end.nodes(loop.plan()).find(path, end.tasks());
        int after = next.nodes(loop.plan()).find(path, next.tasks());
        return before >= 0
                && end.tasks().get(before).status() == TaskStatus.COMPLETED
                && end.tasks().get(before).order() == next.tasks().get(after).order();
    }

    /** A block that is attempted again does all in it again, and may give something else to those that need it. */
    private static boolean noBlockBegunTwice(RunLoop loop, RunState state) {
        Nodes nodes = state.nodes(loop.plan());
        return nodes.all(state.tasks()).stream()
                .noneMatch(node ->
                        nodes.planned(node).isBlock() && state.tasks().get(node).attempts() > 1);
    }

    private static Set<String> held(RunLoop loop, RunState state) {
        return Keeping.underDigests(loop, state, SimulatedWorld.START, Set.of(), Set.of(), true)
                .keySet();
    }
}
