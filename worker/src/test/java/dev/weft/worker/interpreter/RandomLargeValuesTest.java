package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.expression.Values;
import dev.weft.worker.interpreter.state.Nodes;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.large.LargeLimits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whether a value is kept elsewhere makes no difference to what a run comes to: random definitions, run with and without. */
class RandomLargeValuesTest {
    private static final int RUNS = Integer.getInteger("weft.random.runs", 2_000) / 2;

    @Test
    void shouldComeToTheSameWhereverValuesAreKept() {
        int asked = 0;
        int putOff = 0;
        int putAside = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            RandomRun random = new RandomRun(seed);
            RunLoop loop = RunCase.loop(random.yaml);
            SimulatedWorld plain = world(random, loop);
            RunState expected = plain.run();
            RandomRun again = new RandomRun(seed);
            SimulatedWorld world = world(again, loop);
            SimulatedLarge large = new SimulatedLarge(seed, seed % 2 == 0 ? LargeLimits.AT_HAND : 20);
            world.keepElsewhere(large);
            Random often = new Random(seed);
            boolean moves = seed % 3 == 0;
            if (moves) {
                world.moveWhen(() -> often.nextInt(4) == 0);
            }
            boolean goesAway = seed % 4 == 1;
            if (goesAway) {
                large.awayWhen(() -> often.nextInt(3) != 0);
            }
            RunState found = world.run();

            String what = "seed " + seed + "\n" + random.yaml;
            assertThat(found.status()).as(what).isEqualTo(expected.status());
            assertThat(RandomRunsTest.ends(loop.plan(), found)).as(what).isEqualTo(random.expected());
            if (!moves && !goesAway) {
                // One that moves, or waits for the store, does some of it later, and so gives other times.
                assertThat(outputs(world, loop, found)).as(what).isEqualTo(outputs(plain, loop, expected));
                assertThat(world.whole(found.outputs())).as(what).isEqualTo(Values.normalise(expected.outputs()));
            }
            asked += large.asked;
            putOff += large.putOff;
            putAside += large.putAside;
            assertThat(found.asking()).as(what).isNull();
        }
        assertThat(asked).isGreaterThan(RUNS / 10);
        assertThat(putOff).as("steps without some tasks").isGreaterThan(RUNS / 100);
        assertThat(putAside).as("events put aside").isGreaterThan(RUNS / 100);
    }

    /** Values go through expressions, loops, blocks and attempts. */
    @Test
    void shouldComputeTheSameWhereverValuesAreKept() {
        int asked = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            RandomFlow flow = new RandomFlow(seed);
            RunLoop plainly = RunCase.loop(flow.yaml, flow.inputs(value -> value));
            SimulatedWorld plain = new SimulatedWorld(plainly, flow::behaviour);
            RunState expected = plain.run();
            SimulatedLarge large = new SimulatedLarge(seed, seed % 2 == 0 ? LargeLimits.AT_HAND : 20);
            RunLoop loop = RunCase.loop(flow.yaml, flow.inputs(large::told));
            SimulatedWorld world = new SimulatedWorld(loop, flow::behaviour);
            world.keepElsewhere(large);
            Random often = new Random(seed);
            if (seed % 4 == 3) {
                large.awayWhen(() -> often.nextInt(3) != 0);
            }
            RunState found = world.run();

            String what = "seed " + seed + "\n" + flow.yaml;
            assertThat(outputs(world, loop, found)).as(what).isEqualTo(outputs(plain, plainly, expected));
            assertThat(RandomRunsTest.ends(loop.plan(), found))
                    .as(what)
                    .isEqualTo(RandomRunsTest.ends(plainly.plan(), expected));
            assertThat(world.given).as(what).isEqualTo(plain.given);
            assertThat(world.whole(found.outputs())).as(what).isEqualTo(Values.normalise(expected.outputs()));
            assertThat(found.status()).as(what).isEqualTo(expected.status());
            asked += large.asked;
        }
        assertThat(asked).isGreaterThan(RUNS);
    }

    private static SimulatedWorld world(RandomRun random, RunLoop loop) {
        SimulatedWorld world = new SimulatedWorld(loop, random::behaviour, random::definition);
        world.results.others(random::result);
        world.people((path, level) -> random.gate(path).people(path, level, loop));
        return world;
    }

    /** Of all tasks that stand in the plan; those in loops are in the outputs of these. */
    private static Map<String, @Nullable Object> outputs(SimulatedWorld world, RunLoop loop, RunState state) {
        Nodes nodes = state.nodes(loop.plan());
        Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
        loop.plan().tasks().stream()
                .filter(task -> !RandomRunsTest.isInLoop(loop.plan(), task))
                .forEach(task -> outputs.put(
                        nodes.path(task.index()),
                        Values.normalise(
                                world.whole(state.tasks().get(task.index()).output()))));
        return outputs;
    }
}
