package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.Busy;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.undo.Checkpoints;
import dev.weft.worker.protocol.Checkpoint;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Runs of one random definition, one after the other, that take whole outputs of one another, against a model that knows only
 * which run has completed last under a key and not gone back since.
 */
@Busy
class RandomCachedRunsTest {
    private static final int RUNS = Integer.getInteger("weft.random.runs", 2_000) / 10;
    private static final int IN_A_ROW = 6;

    /** What a run has put. */
    private record Put(String run, @Nullable Object outputs) {}

    private int hits;
    private int misses;
    private int back;

    @Test
    void shouldTakeTheOutputsOfTheRunThatCompletedLastAndHasNotGoneBack() {
        for (long seed = 0; seed < RUNS; seed++) {
            Random dice = new Random(seed);
            Map<String, SimulatedResults.Result> shared = new LinkedHashMap<>();
            Map<String, Put> model = new LinkedHashMap<>();
            List<String> said = new ArrayList<>();
            for (int i = 0; i < IN_A_ROW; i++) {
                String key = "k" + dice.nextInt(2);
                said.add("run-" + i + " " + key);
                one(seed, "run-" + i, key, dice, shared, model, said);
            }
        }
        assertThat(hits).isGreaterThan(RUNS / 5);
        assertThat(misses).isGreaterThan(RUNS);
        assertThat(back).isGreaterThan(RUNS / 2);
    }

    private void one(
            long seed,
            String run,
            String key,
            Random dice,
            Map<String, SimulatedResults.Result> shared,
            Map<String, Put> model,
            List<String> said) {
        RandomRun random = new RandomRun(seed, "fail", false);
        RunLoop loop = RunCase.loop(
                run,
                random.yaml
                        .replace("policy: {", "policy: {cache: {key: " + key + "}, ")
                        // The same document for all of them.
                        .replace("run.id == 'run-1' && ", ""));
        SimulatedWorld world = new SimulatedWorld(
                loop,
                (path, execution, attempt) -> path.endsWith(".compensate")
                        ? SimulatedWorld.Behaviour.DONE
                        : random.behaviour(path, execution, attempt),
                random::definition);
        world.results.others(random::result);
        world.results.share(shared);
        world.people((path, level) -> random.gate(path).people(path, level, loop));
        if (dice.nextInt(4) == 0) {
            RandomRunsTest.pauseNowAndThen(world, seed);
        }
        if (dice.nextInt(4) == 0) {
            world.moveWhen(() -> dice.nextInt(4) == 0);
        }
        boolean cancels = dice.nextInt(6) == 0;
        if (cancels) {
            Duration when = Duration.ofMillis(200 + dice.nextInt(5_000));
            said.add("cancelled at " + when);
            world.at(when, (state, now) -> new RunEvent.CancelAsked(now));
        }
        RunState end = world.run();

        String what = "seed " + seed + ", " + said + "\n" + random.yaml;
        Put taken = model.get(key);
        if (taken != null) {
            hits++;
            assertThat(end.status()).as(what).isEqualTo(RunStatus.COMPLETED);
            assertThat(end.outputs()).as(what).isEqualTo(taken.outputs());
            assertThat(end.cached()).as(what).isNotNull();
            assertThat(end.cached().run()).as(what).isEqualTo(taken.run());
            assertThat(world.started).as(what).isEmpty();
            assertThat(world.results.put).as(what).isEmpty();
            assertThat(RandomRunsTest.ends(loop.plan(), end).values()).as(what).containsOnly(TaskStatus.SKIPPED);
        } else {
            misses++;
            if (!cancels) {
                assertThat(RandomRunsTest.ends(loop.plan(), end)).as(what).isEqualTo(random.expected());
            }
            put(random, run, key, end, model);
        }
        if (dice.nextInt(4) == 0) {
            back++;
            Control wish = wish(loop, end, dice);
            said.add(wish.command() + " " + wish.task());
            model.values().removeIf(put -> put.run().equals(run));
            world.goBack(wish, Duration.ofDays(100));
            if (!wish.command().equals("undo")) {
                put(random, run, key, world.state(), model);
            }
            assertThat(world.state().status().ended()).as(what).isTrue();
        }
        assertThat(shared.values().stream().map(SimulatedResults.Result::run))
                .as(what)
                .containsExactlyInAnyOrderElementsOf(
                        model.values().stream().map(Put::run).toList());
        ToldRun.check(world, what);
    }

    /** What starts a definition that isn't pinned is worked for always: what it would give isn't known. */
    private static void put(RandomRun random, String run, String key, RunState end, Map<String, Put> model) {
        if (end.status() == RunStatus.COMPLETED && !random.yaml.contains("workflow_trigger")) {
            model.put(key, new Put(run, end.outputs()));
        }
    }

    private static Control wish(RunLoop loop, RunState end, Random dice) {
        List<Checkpoint> checkpoints = Checkpoints.of(loop, end);
        return checkpoints.isEmpty() || dice.nextInt(2) == 0
                ? new Control("undo", "ann")
                : new Control(
                        "rollback",
                        "ann",
                        checkpoints.get(dice.nextInt(checkpoints.size())).checkpoint(),
                        null);
    }
}
