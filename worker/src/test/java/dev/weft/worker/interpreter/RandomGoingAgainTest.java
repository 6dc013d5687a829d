package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.Busy;
import dev.weft.worker.interpreter.state.Nodes;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Seeded random runs that go on after their ends, and are undone then, against the ledger of {@link RandomUndoingTest}. */
@Busy
class RandomGoingAgainTest {
    private static final int RUNS = Integer.getInteger("weft.random.runs", 2_000) / 8;

    /**
     * A run goes on after its end, however that came, as a person says of one of its tasks, again and again; then it is undone
     * whole: what was done, before and after, is undone once, newest first.
     */
    @Test
    void shouldUndoWhatWasDoneBeforeAndAfterItWentOnFromItsEnd() {
        Map<String, Integer> again = new HashMap<>();
        for (long seed = 0; seed < RUNS * 2L; seed++) {
            RandomRun random = new RandomRun(seed, seed % 2 == 0 ? "fail" : "rollback", seed % 3 == 0);
            RunLoop loop = RunCase.loop(
                    seed % 4 == 0
                            ? random.yaml.replace("policy: {", "policy: {concurrency: {key: deploy}, ")
                            : random.yaml);
            SimulatedWorld world = RandomUndoingTest.world(loop, random, seed);
            Random dice = new Random(seed);
            RandomUndoingTest.runAmongOthers(world, dice);
            List<String> wishes = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Control wish = again(loop, world, dice);
                if (wish == null) {
                    wish = RandomUndoingTest.wish(loop, world, dice);
                    wishes.add(wish.command() + " " + wish.task());
                    world.goBack(wish, Duration.ofMillis(dice.nextInt(5_000)));
                } else {
                    wishes.add(wish.command() + " " + wish.task());
                    again.merge(wish.command(), 1, Integer::sum);
                    try {
                        world.goAgain(
                                wish,
                                dice.nextBoolean() ? Duration.ofMillis(dice.nextInt(5_000)) : Duration.ofDays(100));
                    } catch (RuntimeException | AssertionError e) {
                        throw new AssertionError("seed " + seed + ", " + wishes + "\n" + random.yaml, e);
                    }
                }
            }
            world.goBack(new Control("undo", "ann"), Duration.ofDays(100));

            RunState end = world.state();
            String what = "seed " + seed + ", " + wishes + "\n" + random.yaml;
            List<RandomUndoingTest.Made> left = RandomUndoingTest.ledger(world, random, what);
            assertThat(end.status()).as(what).isEqualTo(RunStatus.ROLLED_BACK);
            assertThat(left).as(what).allMatch(made -> random.runsWhateverHappens(made.path()));
            assertThat(world.underWay()).as(what).isZero();
            assertThat(world.leases.areFree()).as(what).isTrue();
            NeedsFirst.check(world, what);
            ToldRun.check(world, what);
        }
        assertThat(again.keySet()).containsExactlyInAnyOrder("retry", "skip", "complete", "fail");
        assertThat(again.get("retry")).isGreaterThan(RUNS);
    }

    /** What a person may say of a task that failed, or was cut short; {@code null} where there is none. */
    private static @Nullable Control again(RunLoop loop, SimulatedWorld world, Random dice) {
        RunState state = world.state();
        Nodes nodes = state.nodes(loop.plan());
        List<Integer> open = nodes.all(state.tasks()).stream()
                .filter(task -> !nodes.isOfCompensation(task) && !nodes.isPattern(task))
                .filter(task -> mayBeSteered(state.tasks().get(task)))
                .toList();
        if (open.isEmpty()) {
            return null;
        }
        int task = open.get(dice.nextInt(open.size()));
        boolean mayFail = state.tasks().get(task).status() == TaskStatus.CANCELLED;
        String how = dice.nextInt(3) > 0
                ? "retry"
                : List.of("skip", "complete", "fail").get(dice.nextInt(mayFail ? 3 : 2));
        return new Control(how, "ann", nodes.path(task), how.equals("complete") ? RandomUndoingTest.SAID : null);
    }

    private static boolean mayBeSteered(TaskState task) {
        return task.status() == TaskStatus.FAILED
                || task.status() == TaskStatus.CANCELLED
                || !task.status().ended()
                || (task.status() == TaskStatus.SKIPPED && task.error() != null);
    }
}
