package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.expression.Values;
import dev.weft.worker.Busy;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.event.EventMark;
import dev.weft.worker.task.TaskState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Items that wait for events, done by runs of their own, whose messages come in any order: of all items of a task one takes an
 * event, and none waits while one is there that nobody has taken and that its filter lets pass.
 */
@Busy
class RandomSlicedEventsTest {
    private static final int RUNS = Math.max(8, Integer.getInteger("weft.random.runs", 2_000) / 250);
    private static final int ITEMS = 20;

    @Test
    void shouldGiveEachEventToOneItemAndLeaveNoneWaitingForOneThatIsThere() {
        int taken = 0;
        int left = 0;
        int late = 0;
        int givenBack = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            String filter = random.nextBoolean() ? ", filter: \"event.data.k == item % 3\"" : "";
            boolean timed = random.nextInt(3) == 0;
            boolean stopped = !timed && random.nextInt(3) == 0;
            boolean twice = random.nextBoolean();
            String yaml = """
                    version: "3.0.0"
                    id: test
                    tasks:
                      each:
                        for_each: {in: "${{ lists.range(508) }}"}
                        tasks:
                          one: {when: "item < 12 || item >= 500", action: wait_for_event, parameters: {type: a%s%s}%s}
                    """.formatted(
                                    filter,
                                    timed ? ", timeout: 1h, on_timeout: continue" : "",
                                    stopped ? ", deadline: 1h, on_failure: skip" : "")
                    + (twice ? "      two: {needs: [one], action: wait_for_event, parameters: {type: a}}\n" : "");
            SlicedWorld world = new SlicedWorld(RunCase.loop(yaml), random);
            int events = random.nextInt(3 * ITEMS);
            int put = 0;
            boolean more = true;
            while (more) {
                more = random.nextInt(10) > 0 && world.step();
                if (put < events && random.nextInt(6) == 0) {
                    Map<String, @Nullable Object> event = event(put++, random);
                    if (random.nextInt(5) == 0) {
                        world.give(event);
                    }
                    world.put(event);
                }
                if (timed && random.nextInt(60) == 0 && world.letOneRunOut()) {
                    late++;
                }
                if (stopped && random.nextInt(10) == 0 && world.letOneRunOutThatAsks()) {
                    givenBack++;
                }
                more |= put < events || world.step();
            }

            String what = "seed " + seed + "\n" + yaml;
            for (String task : List.of("one", "two")) {
                List<String> all = taken(world, task);
                assertThat(all).as(what).doesNotHaveDuplicates();
                taken += all.size();
                left += events - all.size();
                if (task.equals("one") || twice) {
                    leavesNothing(world, task, all, what);
                }
            }
        }
        assertThat(taken).isGreaterThan(RUNS * 10);
        assertThat(left).isGreaterThan(RUNS);
        assertThat(late).isGreaterThan(RUNS / 10);
        assertThat(givenBack).isGreaterThan(RUNS / 10);
    }

    private static Map<String, @Nullable Object> event(int number, Random random) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", "e" + number);
        event.put("source", "/test");
        event.put("type", random.nextInt(8) == 0 ? "b" : "a");
        event.put("data", Map.of("k", random.nextInt(3)));
        @SuppressWarnings("unchecked") // a map is made a map with text for keys
        Map<String, @Nullable Object> normal =
                (Map<String, @Nullable Object>) Objects.requireNonNull(Values.normalise(event));
        return normal;
    }

    /** Marks of the events that executions of a task have taken. */
    private static List<String> taken(SlicedWorld world, String task) {
        List<String> all = new ArrayList<>();
        for (SlicedWorld.Seen seen : world.tasks("each." + task)) {
            TaskState state = seen.state();
            if (state.status() == TaskStatus.COMPLETED && state.output() instanceof Map<?, ?> event) {
                all.add(EventMark.of(String.valueOf(event.get("source")), String.valueOf(event.get("id"))));
            }
        }
        return all;
    }

    private static void leavesNothing(SlicedWorld world, String task, List<String> taken, String what) {
        for (Map<String, @Nullable Object> event : world.log) {
            String mark = EventMark.of(String.valueOf(event.get("source")), String.valueOf(event.get("id")));
            if (!taken.contains(mark)) {
                assertThat(world.waitedFor("each." + task, event))
                        .as("%s, %s of %s", event, task, what)
                        .isEmpty();
            }
        }
        List<RunState> states = world.states();
        assertThat(states).as(what).hasSize(3);
        assertThat(world.tasks("each." + task))
                .as(what)
                .allMatch(seen ->
                        seen.state().event() == null || seen.state().event().claimed() == null);
    }
}
