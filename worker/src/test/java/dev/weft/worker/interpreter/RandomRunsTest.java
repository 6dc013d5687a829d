package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.TaskState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Seeded random definitions against a second opinion; a failure names the seed and shows the definition. */
class RandomRunsTest {
    private static final int RUNS = Integer.getInteger("weft.random.runs", 2_000);

    @Test
    void shouldEndAsTheModelSays() {
        for (long seed = 0; seed < RUNS; seed++) {
            RandomRun random = new RandomRun(seed);
            RunLoop loop = RunCase.loop(random.yaml);
            SimulatedWorld world = new SimulatedWorld(loop, random::behaviour);
            RunState end = world.run();

            String what = "seed " + seed + "\n" + random.yaml;
            Map<String, TaskStatus> ends = new HashMap<>();
            loop.plan()
                    .tasks()
                    .forEach(task ->
                            ends.put(task.path(), end.tasks().get(task.index()).status()));
            Map<String, TaskStatus> expected = random.expected();
            assertThat(ends).as(what).isEqualTo(expected);
            assertThat(end.status())
                    .as(what)
                    .isEqualTo(expected.containsValue(TaskStatus.FAILED) ? RunStatus.FAILED : RunStatus.COMPLETED);
            assertThat(world.mostRunning).as(what).isLessThanOrEqualTo(random.sequential ? 1 : random.slots);
            checkSteps(world.states, loop, what);
            if (!random.sequential) {
                checkSlots(world.states, random.slots, what);
            }
        }
    }

    /** No task waits for a slot while one is free. */
    private static void checkSlots(List<RunState> states, int slots, String what) {
        for (RunState state : states) {
            if (!state.queued().isEmpty()) {
                assertThat(state.tasks().stream()
                                .filter(RandomRunsTest::holdsASlot)
                                .count())
                        .as(what)
                        .isEqualTo(slots);
            }
        }
    }

    private static boolean holdsASlot(TaskState task) {
        boolean betweenAttempts = task.status() == TaskStatus.WAITING && task.attempts() > 0;
        return task.status() == TaskStatus.RUNNING || betweenAttempts;
    }

    /** In no step has a task begun before its needs ended, or changed after its end. */
    private static void checkSteps(List<RunState> states, RunLoop loop, String what) {
        for (int step = 1; step < states.size(); step++) {
            List<TaskState> before = states.get(step - 1).tasks();
            List<TaskState> after = states.get(step).tasks();
            for (var task : loop.plan().tasks()) {
                TaskState now = after.get(task.index());
                if (before.get(task.index()).status().ended()) {
                    assertThat(now).as(what).isEqualTo(before.get(task.index()));
                }
                if (now.status() == TaskStatus.RUNNING) {
                    assertThat(task.needs())
                            .as(what)
                            .allMatch(need -> after.get(need).status().ended());
                }
            }
        }
    }
}
