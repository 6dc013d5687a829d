package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.Busy;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RefusedException;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.TaskState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Runs with loops in slices that go on after their end, against the same loop in one run, where what a run does alone is proven. */
@Busy
class RandomSlicesAgainTest {
    private static final int RUNS = Math.max(10, Integer.getInteger("weft.random.runs", 2_000) / 100);

    /** Of which items something is done: some of the first slice, all of the second. */
    private static final String SOME = "item < 8 || item >= 500";

    /** Fails as often as chance has it, by path alone. */
    private static final class Fate implements SlicedWorld.Attempts {
        private final long seed;
        private final String around;
        private final int failing;
        private final Map<String, Integer> made = new HashMap<>();

        private Fate(long seed, String around, int failing) {
            this.seed = seed;
            this.around = around;
            this.failing = failing;
        }

        @Override
        public @Nullable Failure fail(String path) {
            String own = path.startsWith(around) ? path.substring(around.length()) : path;
            int time = made.merge(own, 1, Integer::sum);
            boolean fails = !own.endsWith("compensate")
                    && new Random(Objects.hash(seed, own, time) * 31L).nextInt(10 * time) < failing;
            return fails ? Failure.permanent("broken", "no luck") : null;
        }
    }

    /** All items begin at once, so that both have the same come to pass, whatever comes first. */
    @Test
    void shouldDoOfALoopInSlicesWhatIsDoneOfOneInARun() {
        Map<String, Integer> said = new HashMap<>();
        int tolerating = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            Random dice = new Random(seed);
            int tolerated = dice.nextInt(3) * dice.nextInt(6);
            boolean undone = dice.nextBoolean();
            boolean within = dice.nextBoolean();
            String around = within ? "part." : "";
            SlicedWorld parts = world(yaml(tolerated, undone, within, ""), seed, around, 3);
            SlicedWorld whole = world(yaml(tolerated, undone, within, ", where: \"" + SOME + "\""), seed, around, 3);
            List<String> wishes = new ArrayList<>();
            String what = "seed " + seed + ", " + wishes + "\n" + yaml(tolerated, undone, within, "");
            check(parts, whole, what);
            for (int i = 0; i < 4; i++) {
                String task = pick(whole, dice);
                if (task == null) {
                    break;
                }
                String how = dice.nextInt(4) > 0
                        ? "retry"
                        : List.of("skip", "complete").get(dice.nextInt(2));
                Control wish = new Control(how, "ann", task, how.equals("complete") ? "said" : null);
                wishes.add(how + " " + task);
                what = "seed " + seed + ", " + wishes + "\n" + yaml(tolerated, undone, within, "");
                said.merge(how, 1, Integer::sum);
                go(whole, wish);
                go(parts, wish);
                check(parts, whole, what);
            }
            tolerating += tolerated > 0 && parts.state().status() == RunStatus.COMPLETED ? 1 : 0;
            if (undone && parts.state().status() != RunStatus.ROLLED_BACK) {
                parts.undo();
                whole.undo();
                settle(parts);
                settle(whole);
                check(parts, whole, what);
            }
        }
        assertThat(said.keySet()).containsExactlyInAnyOrder("retry", "skip", "complete");
        assertThat(said.get("retry")).isGreaterThan(RUNS / 2);
        assertThat(tolerating).isPositive();
    }

    /**
     * Few items go on at once, runs are cancelled and ended by force in the middle, and then one task after the other is retried that
     * failed or was stopped: in the end all is done, and nothing twice that had been.
     */
    @Test
    void shouldDoWhatIsLeftAndNothingTwice() {
        int stopped = 0;
        int slices = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            Random dice = new Random(seed);
            int way = dice.nextInt(3);
            String yaml = yaml(dice.nextInt(2), false, dice.nextBoolean(), "")
                    .replace("for_each: {", "for_each: {max_concurrent: " + (1 + dice.nextInt(8)) + ", ");
            String around = yaml.contains("part:") ? "part." : "";
            SlicedWorld world = new SlicedWorld(RunCase.loop(yaml), new Random(seed), new Fate(seed, around, 2));
            boolean isTerminated = false;
            int steps = dice.nextInt(60);
            for (int i = 0; i < steps && way > 0 && world.step(); i++) {
                if (i == steps - 1 && way == 1) {
                    world.tell(new RunEvent.CancelAsked(SimulatedWorld.START.plusSeconds(9)));
                    stopped++;
                } else if (i == steps - 1) {
                    isTerminated = world.terminate();
                    stopped += isTerminated ? 1 : 0;
                }
            }
            if (!isTerminated) {
                settle(world);
            }
            List<String> wishes = new ArrayList<>();
            Map<String, Integer> again = new HashMap<>();
            while (world.state().status() != RunStatus.COMPLETED) {
                String what = "seed " + seed + ", " + wishes + "\n" + yaml;
                assertThat(wishes).as(what).hasSizeLessThan(60);
                String slice = dice.nextInt(3) == 0 ? pickSlice(world, dice) : null;
                String task = slice == null ? pick(world, dice) : slice;
                assertThat(task).as(what).isNotNull();
                wishes.add(task);
                if (slice != null) {
                    slices++;
                    doneAgainWith(world, slice).forEach(path -> again.merge(path, 1, Integer::sum));
                }
                try {
                    go(world, new Control("retry", "ann", task, null));
                } catch (RefusedException e) {
                    // Of the items of a slice all may be done.
                    assertThat(slice).as(what + e).isNotNull();
                }
            }
            String what = "seed " + seed + ", " + wishes + "\n" + yaml;
            again.forEach((path, times) -> world.done.merge(path, -times, Integer::sum));
            assertThat(world.done.entrySet()).as(what).allMatch(one -> one.getValue() == 1);
        }
        assertThat(stopped).isPositive();
        assertThat(slices).isPositive();
    }

    private static String yaml(int tolerated, boolean undone, boolean within, String where) {
        String compensate = undone ? ", compensate: {action: agent_task, agent: worker}" : "";
        String each = """
                each:
                  for_each: {in: "${{ lists.range(508) }}", tolerate: %d%s}
                  tasks:
                    work: {when: "%s", action: agent_task, agent: worker%s}
                    next: {needs: [work], action: agent_task, agent: worker%s}
                """.formatted(tolerated, where, SOME, compensate, compensate);
        return "version: \"3.0.0\"\nid: test\ntasks:\n"
                + (within ? "  part:\n    tasks:\n" + each.indent(6) : each.indent(2))
                + "  last: {needs: [" + (within ? "part" : "each") + "], action: agent_task, agent: worker}\n";
    }

    private static SlicedWorld world(String yaml, long seed, String around, int failing) {
        SlicedWorld world = new SlicedWorld(RunCase.loop(yaml), new Random(seed), new Fate(seed, around, failing));
        settle(world);
        return world;
    }

    private static void go(SlicedWorld world, Control wish) {
        world.goAgain(wish);
        settle(world);
    }

    private static void settle(SlicedWorld world) {
        while (world.step()) {
            // Whatever is said is heard.
        }
        assertThat(world.state().status().ended())
                .as(world.state().status() + "")
                .isTrue();
    }

    private static @Nullable String pick(SlicedWorld world, Random dice) {
        List<String> open = world.works().stream()
                .filter(seen -> isOpen(seen.state()))
                .map(SlicedWorld.Seen::path)
                .filter(path -> path.matches(".*(work|next|last)"))
                .map(path -> world.whole(path))
                .sorted()
                .toList();
        return open.isEmpty() ? null : open.get(dice.nextInt(open.size()));
    }

    private static @Nullable String pickSlice(SlicedWorld world, Random dice) {
        List<String> slices = world.slices();
        return slices.isEmpty() ? null : slices.get(dice.nextInt(slices.size()));
    }

    /** What had been done of the items of a slice that failed: they are done whole. */
    private static List<String> doneAgainWith(SlicedWorld world, String slice) {
        boolean first = slice.endsWith("[0-499]");
        return world.works().stream()
                .filter(seen -> seen.state().status() == TaskStatus.FAILED
                        && seen.path().endsWith(".next")
                        && seen.path().matches(".*\\[50\\d].*") != first)
                .map(seen -> seen.path().replace(".next", ".work"))
                .toList();
    }

    private static boolean isOpen(TaskState task) {
        return task.status() == TaskStatus.FAILED
                || task.status() == TaskStatus.CANCELLED
                || !task.status().ended();
    }

    private static void check(SlicedWorld parts, SlicedWorld whole, String what) {
        RunState one = parts.state();
        RunState other = whole.state();
        assertThat(one.status()).as(what).isEqualTo(other.status());
        assertThat(one.error() == null ? null : one.error().code())
                .as(what)
                .isEqualTo(other.error() == null ? null : other.error().code());
        assertThat(states(parts)).as(what).isEqualTo(states(whole));
        assertThat(times(parts)).as(what).isEqualTo(times(whole));
    }

    /** What became of the tasks of items of which something is done, and of the last one. */
    private static Map<String, String> states(SlicedWorld world) {
        Map<String, String> states = new TreeMap<>();
        for (SlicedWorld.Seen seen : world.works()) {
            if (seen.path().matches(".*each(~\\d+)?\\[([0-7]|50\\d)].*(work|next)(~\\d+)?|last(~\\d+)?")) {
                states.put(
                        world.whole(seen.path()),
                        seen.state().status() + " "
                                + world.whole(String.valueOf(seen.state().output())));
            }
        }
        return states;
    }

    private static Map<String, Integer> times(SlicedWorld world) {
        Map<String, Integer> times = new TreeMap<>();
        world.done.forEach((path, many) -> times.merge(world.whole(path), many, Integer::sum));
        return times;
    }
}
