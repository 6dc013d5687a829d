package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.Busy;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.WeftLease;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random definitions whose tasks share a key, whose agent has a limit, and that other runs compete with. */
@Busy
class RandomLeasesOfRunsTest {
    private static final int RUNS = Integer.getInteger("weft.random.runs", 1_000);
    private static final int LIMIT = 2;

    @Test
    void shouldEndAsWithoutLeasesAndGiveAllOfThemBack() {
        int waits = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            RandomRun random = new RandomRun(seed);
            String yaml = random.yaml.replaceAll(
                    "(t[0-9]*[%d-9]: \\{)".formatted(seed % 5),
                    "$1concurrency: {key: k, limit: %d}, ".formatted(LIMIT));
            RunLoop loop = RunCase.limited(yaml, LIMIT);
            SimulatedWorld world = new SimulatedWorld(loop, random::behaviour, random::definition);
            world.results.others(random::result);
            world.people((path, level) -> random.gate(path).people(path, level, loop));
            compete(world, seed);
            Random often = new Random(seed);
            if (seed % 3 == 0) {
                // Each that waits asks anew after a move, and may be moved by the answer: more would never end.
                world.moveWhen(() -> often.nextInt(32) == 0);
            }

            RunState end = world.run();

            String what = "seed " + seed + "\n" + yaml;
            assertThat(RandomRunsTest.ends(loop.plan(), end)).as(what).isEqualTo(random.expected());
            assertThat(world.mostRunning).as(what).isLessThanOrEqualTo(random.slots);
            assertThat(world.leases.most).as(what).isLessThanOrEqualTo(LIMIT);
            assertThat(world.leases.areFree()).as(what).isTrue();
            // Others don't wait for an agent that stands idle.
            assertThat(world.states)
                    .as(what)
                    .noneMatch(state -> state.queued().stream()
                            .anyMatch(task -> state.tasks().get(task).lease(WeftLease.Kind.AGENT) != null));
            waits += (int) world.states.stream()
                    .filter(state -> state.tasks().stream()
                            .anyMatch(task -> task.leases().stream()
                                    .anyMatch(lease -> !lease.holders().isEmpty())))
                    .count();
        }
        assertThat(waits).as("states in which a task waits for a lease").isGreaterThan(RUNS);
    }

    private static void compete(SimulatedWorld world, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 6; i++) {
            Duration from = Duration.ofMillis(random.nextInt(4_000));
            boolean agent = random.nextBoolean();
            world.other(
                    RunCase.claim(
                            Map.of(
                                    "kind", agent ? "agent" : "task",
                                    "key", agent ? "worker" : "k",
                                    "limit", LIMIT),
                            "other-" + i),
                    from,
                    from.plusMillis(random.nextInt(6_000)));
        }
    }
}
