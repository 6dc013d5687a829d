package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.Busy;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.state.Steering;
import dev.weft.worker.interpreter.undo.Checkpoints;
import dev.weft.worker.interpreter.undo.RollbackRules;
import dev.weft.worker.protocol.Checkpoint;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.WeftLease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Undoing of seeded random definitions against a ledger of what attempts did outside of the run: it knows nothing of tasks,
 * only that each effect is undone once, and always the newest that is left.
 */
@Busy
class RandomUndoingTest {
    private static final int RUNS = Integer.getInteger("weft.random.runs", 2_000) / 4;

    static final String SAID = "said";

    /** An effect outside of the run. */
    record Made(String path, Object id) {}

    /** A run that fails is undone whole, and one that doesn't is not undone at all. */
    @Test
    void shouldUndoAllThatCompletedNewestFirst() {
        for (long seed = 0; seed < RUNS; seed++) {
            RandomRun random = new RandomRun(seed, seed % 4 == 0 ? "fail" : "rollback", seed % 4 < 2);
            RunLoop loop = loop(random, seed);
            SimulatedWorld world = world(loop, random, seed);
            if (seed % 3 == 1) {
                RandomRunsTest.pauseNowAndThen(world, seed);
            }
            RunState end = world.run();

            String what = "seed " + seed + "\n" + random.yaml;
            boolean fails = random.expected().entrySet().stream()
                    .anyMatch(task -> !task.getKey().contains(".") && task.getValue() == TaskStatus.FAILED);
            boolean undone = random.rollsBack() || (fails && seed % 4 != 0);
            assertThat(end.status())
                    .as(what)
                    .isEqualTo(undone ? RunStatus.ROLLED_BACK : fails ? RunStatus.FAILED : RunStatus.COMPLETED);
            List<Made> left = ledger(world, random, what);
            if (undone) {
                assertThat(left).as(what).allMatch(made -> random.runsWhateverHappens(made.path()));
            } else {
                assertThat(world.started).as(what).noneMatch(path -> path.endsWith(".compensate"));
            }
            assertThat(end.nodes(loop.plan()).all(end.tasks()))
                    .as(what)
                    .allMatch(task -> end.tasks().get(task).status().ended());
            assertThat(world.underWay()).as(what).isZero();
            assertThat(world.mostRunning).as(what).isLessThanOrEqualTo(random.slots);
        }
    }

    /** A run that goes back to a checkpoint ends as it would have without. */
    @Test
    void shouldGoOnFromAnyCheckpointAsIfNothingHadBeen() {
        int rollbacks = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            RandomRun random = new RandomRun(seed, "fail", false);
            RunLoop loop = loop(random, seed);
            SimulatedWorld world = world(loop, random, seed);
            if (seed % 3 == 1) {
                RandomRunsTest.pauseNowAndThen(world, seed);
            }
            Random dice = new Random(seed);
            List<Instant> asked = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                world.at(
                        Duration.ofMillis(dice.nextInt(i == 0 ? 4_000 : 20_000)),
                        (state, now) -> back(loop, state, now, dice, asked));
            }
            RunState end = world.run();

            String what = "seed " + seed + ", back to " + asked + "\n" + random.yaml;
            rollbacks += asked.size();
            assertThat(ends(loop, end)).as(what).isEqualTo(random.expected());
            assertThat(end.status().ended()).as(what).isTrue();
            assertThat(world.underWay()).as(what).isZero();
            assertThat(world.mostRunning).as(what).isLessThanOrEqualTo(random.slots);
            ledger(world, random, what);
            NeedsFirst.check(world, what);
            ToldRun.check(world, what);
            for (List<String> keys : world.keys.values()) {
                assertThat(keys).as(what).doesNotHaveDuplicates();
            }
        }
        assertThat(rollbacks).isGreaterThan(RUNS / 2);
    }

    /**
     * A run goes back, or is undone whole, however it has ended, by force too; twice, as the first may be ended by force. Its key,
     * for which others wait, is its own whenever it does something.
     */
    @Test
    void shouldGoBackFromAnyEnd() {
        int whole = 0;
        int back = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            RandomRun random = new RandomRun(seed, seed % 2 == 0 ? "fail" : "rollback", seed % 3 == 0);
            RunLoop loop = RunCase.loop(random.yaml.replace("policy: {", "policy: {concurrency: {key: deploy}, "));
            SimulatedWorld world = world(loop, random, seed);
            Random dice = new Random(seed);
            world.needed = WeftLease.id(WeftLease.Kind.RUN, "deploy");
            runAmongOthers(world, dice);
            List<String> wishes = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Control wish = wish(loop, world, dice);
                wishes.add(wish.command() + " " + wish.task());
                world.goBack(wish, i == 0 ? Duration.ofMillis(dice.nextInt(5_000)) : Duration.ofDays(100));
            }

            RunState end = world.state();
            String what = "seed " + seed + ", " + wishes + "\n" + random.yaml;
            List<Made> left = ledger(world, random, what);
            assertThat(end.status().ended()).as(what).isTrue();
            assertThat(world.underWay()).as(what).isZero();
            assertThat(world.doneWithout).as(what).allMatch(random::runsWhateverHappens);
            assertThat(world.leases.most).as(what).isEqualTo(1);
            NeedsFirst.check(world, what);
            assertThat(world.leases.areFree()).as(what).isTrue();
            if (wishes.getLast().startsWith("undo")) {
                whole++;
                assertThat(end.status()).as(what).isEqualTo(RunStatus.ROLLED_BACK);
                assertThat(left).as(what).allMatch(made -> random.runsWhateverHappens(made.path()));
            } else if (end.status() != RunStatus.ROLLED_BACK) {
                back++;
                Map<String, TaskStatus> ends = ends(loop, end);
                // What was undone in a block that had failed stays so, as the block stays as it ended.
                ends.entrySet().removeIf(one -> one.getKey().contains(".") && one.getValue() == TaskStatus.COMPENSATED);
                assertThat(random.expected()).as(what).containsAllEntriesOf(ends);
            }
        }
        assertThat(whole).isGreaterThan(RUNS / 5);
        assertThat(back).isGreaterThan(RUNS / 5);
    }

    /** Runs to the end, to a cancellation, or to a moment in the middle, while others come to want its key. */
    static void runAmongOthers(SimulatedWorld world, Random dice) {
        for (int i = 0; i < 3; i++) {
            Duration from = Duration.ofMillis(500 + dice.nextInt(20_000));
            world.other(
                    RunCase.claim(Map.of("kind", "run", "key", "deploy"), "other-" + i),
                    from,
                    from.plusMillis(dice.nextInt(20_000)));
        }
        Duration until = Duration.ofMillis(500 + dice.nextInt(20_000));
        if (dice.nextInt(3) == 0) {
            world.at(until, (state, now) -> new RunEvent.CancelAsked(now));
            world.run();
        } else if (dice.nextBoolean()) {
            world.run();
        } else {
            world.runUntil(until);
        }
    }

    /** A person has one of the tasks done anew that wait for them. */
    private static RunEvent retried(RunState state, Instant now, Random dice) {
        List<Integer> held = IntStream.range(0, state.tasks().size())
                .filter(task -> state.tasks().get(task).held())
                .boxed()
                .toList();
        return held.isEmpty()
                ? new RunEvent.DecisionIgnored(now, "nothing to try once more")
                : new RunEvent.TaskSteered(now, held.get(dice.nextInt(held.size())), Steering.RETRY, null, "ann");
    }

    static Control wish(RunLoop loop, SimulatedWorld world, Random dice) {
        List<Checkpoint> checkpoints = Checkpoints.of(loop, world.state());
        return checkpoints.isEmpty() || dice.nextInt(3) == 0
                ? new Control("undo", "ann")
                : new Control(
                        "rollback",
                        "ann",
                        checkpoints.get(dice.nextInt(checkpoints.size())).checkpoint(),
                        null);
    }

    /**
     * A run that pauses at its failures, and is let go on with them, ends as one that doesn't; also after some were tried once more,
     * which fail again.
     */
    @Test
    void shouldPauseAtFailuresAndEndAsTheModelSays() {
        int paused = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            RandomRun random = new RandomRun(seed, "pause", false);
            RunLoop loop = loop(random, seed);
            SimulatedWorld world = world(loop, random, seed);
            Random dice = new Random(seed);
            for (int i = 0; i < dice.nextInt(4); i++) {
                world.at(Duration.ofDays(5 + i), (state, now) -> retried(state, now, dice));
            }
            world.at(Duration.ofDays(10), (state, now) -> new RunEvent.ResumeAsked(now));
            RunState end = world.run();

            String what = "seed " + seed + "\n" + random.yaml;
            Map<String, TaskStatus> expected = random.expected();
            boolean fails = expected.entrySet().stream()
                    .anyMatch(task -> !task.getKey().contains(".") && task.getValue() == TaskStatus.FAILED);
            paused += fails ? 1 : 0;
            assertThat(ends(loop, end)).as(what).isEqualTo(expected);
            assertThat(world.history("run").contains("PAUSED")).as(what).isEqualTo(fails);
            assertThat(end.status()).as(what).isEqualTo(fails ? RunStatus.FAILED : RunStatus.COMPLETED);
        }
        assertThat(paused).isGreaterThan(RUNS / 10);
    }

    /** In some of the runs all attempts want the one place that their agent has. */
    private static RunLoop loop(RandomRun random, long seed) {
        return isLimited(seed) ? RunCase.limited(random.yaml, 1) : RunCase.loop(random.yaml);
    }

    private static boolean isLimited(long seed) {
        return seed % 7 < 3;
    }

    /** Some of the runs go on elsewhere from their written states now and then; others have the agent for a while. */
    static SimulatedWorld world(RunLoop loop, RandomRun random, long seed) {
        SimulatedWorld world = new SimulatedWorld(loop, behaviours(random), random::definition);
        world.results.others(random::result);
        world.people((path, level) -> random.gate(path).people(path, level, loop));
        if (isLimited(seed)) {
            Random dice = new Random(seed);
            for (int i = 0; i < 3; i++) {
                Duration from = Duration.ofMillis(dice.nextInt(10_000));
                world.other(
                        RunCase.claim(Map.of("kind", "agent", "key", "worker"), "other-" + i),
                        from,
                        from.plusMillis(dice.nextInt(10_000)));
            }
        }
        if (seed % 5 == 2) {
            Random often = new Random(seed);
            world.moveWhen(() -> often.nextInt(4) == 0);
        }
        return world;
    }

    /** Some compensations are busy at first. */
    private static SimulatedWorld.Behaviours behaviours(RandomRun random) {
        return (path, execution, attempt) -> {
            if (!path.endsWith(".compensate")) {
                return random.behaviour(path, execution, attempt);
            }
            boolean fails = attempt == 1 && path.hashCode() % 3 == 0;
            return new SimulatedWorld.Behaviour(
                    Duration.ofMillis(100), null, fails ? new Failure("busy", "no luck", true) : null, null);
        };
    }

    private static RunEvent back(RunLoop loop, RunState state, Instant now, Random dice, List<Instant> asked) {
        List<Checkpoint> checkpoints = Checkpoints.of(loop, state);
        if (checkpoints.isEmpty() || state.rollback() != null || state.status().ended()) {
            return new RunEvent.DecisionIgnored(now, "nothing to go back to");
        }
        asked.add(now);
        String checkpoint = checkpoints.get(dice.nextInt(checkpoints.size())).checkpoint();
        return RollbackRules.event(loop, state, new Control("rollback", "somebody", checkpoint, null), now);
    }

    /**
     * What attempts and child runs did and was not undone: each undoing of an attempt was of the newest that was left, and no
     * run was undone twice.
     */
    static List<Made> ledger(SimulatedWorld world, RandomRun random, String what) {
        List<Made> left = new ArrayList<>();
        Map<Object, Made> runs = new LinkedHashMap<>();
        world.children.forEach(child -> runs.put(
                child.run(),
                new Made(Objects.requireNonNull(child.request().parent()).task(), child.run())));
        for (SimulatedWorld.Done done : world.done) {
            if (done.path().endsWith(".compensate")) {
                Object run = done.given().get("undone");
                if (run != null) {
                    assertThat(runs.remove(run)).as("%s of %s", run, what).isNotNull();
                }
                Object undone = done.given().get("undo");
                // What a person has said of a task is undone, too: nobody did it.
                if (undone != null && !undone.equals(SAID)) {
                    assertThat(left).as(what).isNotEmpty();
                    assertThat(undone).as(what).isEqualTo(left.removeLast().id());
                }
            } else if (random.isUndone(done.path())) {
                left.add(new Made(done.path(), made(done.output())));
            }
        }
        left.addAll(runs.values());
        return left;
    }

    private static Object made(@Nullable Object output) {
        assertThat(output).isNotNull();
        return output;
    }

    private static Map<String, TaskStatus> ends(RunLoop loop, RunState end) {
        Map<String, TaskStatus> ends = new HashMap<>();
        for (PlannedTask task : loop.plan().tasks()) {
            if (!RandomRunsTest.isInLoop(loop.plan(), task) && task.role() != PlannedTask.Role.COMPENSATION) {
                ends.put(task.path(), end.tasks().get(task.index()).status());
            }
        }
        return ends;
    }
}
