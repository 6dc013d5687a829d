package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.model.Join;
import dev.weft.definitions.model.Mode;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.Busy;
import dev.weft.worker.interpreter.document.StateDocument;
import dev.weft.worker.interpreter.state.Nodes;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.event.FactType;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTransitions;
import dev.weft.worker.task.TaskTrigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Seeded random definitions against a second opinion; a failure names the seed and shows the definition. */
@Busy
class RandomRunsTest {
    private static final int RUNS = Integer.getInteger("weft.random.runs", 2_000);

    @Test
    void shouldEndAsTheModelSays() {
        Set<String> visited = new HashSet<>();
        for (long seed = 0; seed < RUNS; seed++) {
            RandomRun random = new RandomRun(seed);
            RunLoop loop = RunCase.loop(random.yaml);
            SimulatedWorld world = new SimulatedWorld(loop, random::behaviour, random::definition);
            world.results.others(random::result);
            world.people((path, level) -> random.gate(path).people(path, level, loop));
            if (seed % 2 == 1) {
                pauseNowAndThen(world, seed);
            }
            RunState end = world.run();

            String what = "seed " + seed + "\n" + random.yaml;
            Map<String, TaskStatus> ends = ends(loop.plan(), end);
            Map<String, TaskStatus> expected = random.expected();
            assertThat(ends).as(what).isEqualTo(expected);
            assertThat(end.status())
                    .as(what)
                    .isEqualTo(
                            loop.plan().top().stream().anyMatch(top -> expected.get(top.path()) == TaskStatus.FAILED)
                                    ? RunStatus.FAILED
                                    : RunStatus.COMPLETED);
            assertThat(world.mostRunning).as(what).isLessThanOrEqualTo(random.slots);
            checkSteps(world.states, loop, what);
            if (seed % 2 == 0) {
                checkSlots(world.states, random.slots, what);
            }
            checkSequences(world.states, loop, what);
            checkGates(end, loop, random, what);
            checkEvents(end, loop, what);
            checkReminders(world, what);
            checkLate(world, what);
            ToldRun.check(world, what);
            visited.addAll(visits(world.states));
        }
        assertThat(TaskTransitions.TABLE.stream()
                        .filter(row -> !List.of(TaskTrigger.CANCEL, TaskTrigger.HOLD, TaskTrigger.UNDO)
                                .contains(row.trigger()))
                        .map(row -> row.from() + " to " + row.to()))
                .as("rows that no run visits")
                .isSubsetOf(visited);
    }

    private static Set<String> visits(List<RunState> states) {
        Set<String> visits = new HashSet<>();
        for (int step = 1; step < states.size(); step++) {
            List<TaskState> before = states.get(step - 1).tasks();
            List<TaskState> after = states.get(step).tasks();
            for (int task = 0; task < before.size(); task++) {
                visits.add(before.get(task).status() + " to " + after.get(task).status());
            }
        }
        return visits;
    }

    /** Every gate, in loops and blocks too, has decided what the model says, at the level that it says. */
    private static void checkGates(RunState end, RunLoop loop, RandomRun random, String what) {
        Nodes nodes = end.nodes(loop.plan());
        for (int node : nodes.all(end.tasks())) {
            TaskState task = end.tasks().get(node);
            if (task.gate() != null
                    && task.status() == TaskStatus.COMPLETED
                    && task.error() == null
                    && task.output() instanceof Map<?, ?> output) {
                String path = nodes.path(node);
                assertThat(output.get("decision") + " " + output.get("level"))
                        .as(path + " of " + what)
                        .isEqualTo(random.gate(path).verdict(path));
            }
        }
    }

    /** No task has taken an event twice, however many items and turns it has. */
    private static void checkEvents(RunState end, RunLoop loop, String what) {
        Map<String, List<Object>> taken = new HashMap<>();
        Nodes nodes = end.nodes(loop.plan());
        for (int node : nodes.all(end.tasks())) {
            if (nodes.planned(node).task().work() instanceof Work.ActionCall call
                    && call.action().name().equals("wait_for_event")
                    && end.tasks().get(node).error() == null
                    && end.tasks().get(node).loop() == null
                    && end.tasks().get(node).output() instanceof Map<?, ?> event) {
                taken.computeIfAbsent(nodes.planned(node).path(), path -> new ArrayList<>())
                        .add(String.valueOf(event.get("id")));
            }
        }
        taken.forEach(
                (path, events) -> assertThat(events).as(path + " of " + what).doesNotHaveDuplicates());
    }

    /** Only what is under way is told to be late. */
    private static void checkLate(SimulatedWorld world, String what) {
        assertThat(world.published(FactType.TASK_LATE))
                .as(what)
                .extracting(one -> String.valueOf(one.what().data().get("status")))
                .isSubsetOf("RUNNING", "WAITING");
    }

    /** Nobody is reminded in a pause, or of what is decided; and no clock is left behind. */
    private static void checkReminders(SimulatedWorld world, String what) {
        assertThat(world.published(FactType.APPROVAL_REMINDED))
                .as(what)
                .noneMatch(SimulatedWorld.Published::paused)
                .noneMatch(one -> List.of().equals(one.what().data().get("whom")));
        assertThat(world.clocks()).as(what).isEmpty();
    }

    /** A run ends as the model says wherever it goes on from its written state, and works at nothing twice for it. */
    @Test
    void shouldGoOnElsewhereAsIfNothingHadHappened() {
        int moves = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            RandomRun random = new RandomRun(seed);
            RunLoop loop = RunCase.loop(random.yaml);
            SimulatedWorld still = new SimulatedWorld(loop, random::behaviour, random::definition);
            still.results.others(random::result);
            still.people((path, level) -> random.gate(path).people(path, level, loop));
            RunState stayed = still.run();
            RandomRun again = new RandomRun(seed);
            SimulatedWorld world = new SimulatedWorld(loop, again::behaviour, again::definition);
            world.results.others(again::result);
            Random often = new Random(seed);
            world.people((path, level) -> again.gate(path).people(path, level, loop));
            world.moveWhen(() -> often.nextInt(4) == 0);
            RunState end = world.run();

            String what = "seed " + seed + "\n" + random.yaml;
            Map<String, TaskStatus> ends = ends(loop.plan(), end);
            assertThat(ends).as(what).isEqualTo(random.expected());
            assertThat(certain(world, end)).as(what).isEqualTo(certain(still, stayed));
            checkEvents(end, loop, what);
            ToldRun.check(world, what);
            moves += world.moves;
        }
        assertThat(moves).isGreaterThan(RUNS);
    }

    /**
     * Keys by path, but for items of loops that did not complete: how many of those begin before more have failed than are
     * tolerated is a question of time, and a run that goes on elsewhere begins some later.
     */
    private static Map<String, List<String>> certain(SimulatedWorld world, RunState end) {
        Nodes nodes = end.nodes(world.loop.plan());
        Map<String, List<String>> certain = new LinkedHashMap<>(world.keys);
        certain.keySet().removeIf(path -> {
            boolean cut = false;
            for (int at = path.indexOf('['); at >= 0 && !cut; at = path.indexOf('[', at + 1)) {
                int loop = nodes.find(path.substring(0, at), end.tasks());
                cut = nodes.isWhole(loop)
                        && nodes.planned(loop).task().forEach() != null
                        && end.tasks().get(loop).status() != TaskStatus.COMPLETED;
            }
            return cut;
        });
        return certain;
    }

    /** At every event of a run its written state is the state that it is. */
    @Test
    void shouldBeReadAsItWasWrittenAtEveryEvent() {
        for (long seed = 0; seed < RUNS; seed++) {
            RandomRun random = new RandomRun(seed);
            RunLoop loop = RunCase.loop(random.yaml);
            SimulatedWorld world = new SimulatedWorld(loop, random::behaviour, random::definition);
            world.results.others(random::result);
            world.people((path, level) -> random.gate(path).people(path, level, loop));
            if (seed % 2 == 1) {
                pauseNowAndThen(world, seed);
            }
            world.run();
            for (RunState state : world.states) {
                assertThat(StateDocument.read(StateDocument.write(state)))
                        .as("seed " + seed + "\n" + random.yaml)
                        .isEqualTo(state);
            }
        }
    }

    /** Whenever a run is cancelled, all of it ends, and what must run does. */
    @Test
    void shouldEndWheneverItIsCancelled() {
        for (long seed = 0; seed < RUNS / 2; seed++) {
            RandomRun random = new RandomRun(seed);
            RunLoop loop = RunCase.loop(random.yaml);
            SimulatedWorld world = new SimulatedWorld(loop, random::behaviour, random::definition);
            world.results.others(random::result);
            world.people((path, level) -> random.gate(path).people(path, level, loop));
            if (seed % 3 == 0) {
                pauseNowAndThen(world, seed);
            }
            world.at(
                    Duration.ofMillis(new Random(seed).nextInt(20_000)), (state, now) -> new RunEvent.CancelAsked(now));
            RunState end = world.run();

            String what = "seed " + seed + "\n" + random.yaml;
            boolean cancelled = end.ending() != null;
            assertThat(end.status()).as(what).matches(status -> cancelled == (status == RunStatus.CANCELLED));
            assertThat(end.status().ended()).as(what).isTrue();
            ToldRun.check(world, what);
            assertThat(world.underWay()).as(what).isZero();
            assertThat(end.nodes(loop.plan()).all(end.tasks()))
                    .as(what)
                    .allMatch(task -> end.tasks().get(task).status().ended());
            assertThat(loop.plan().top())
                    .as(what)
                    .noneMatch(task -> task.task().join() == Join.ALWAYS
                            && end.tasks().get(task.index()).status() == TaskStatus.CANCELLED);
            checkSteps(world.states, loop, what);
        }
    }

    /** A pause puts off what comes, and changes nothing of it. */
    static void pauseNowAndThen(SimulatedWorld world, long seed) {
        Random random = new Random(seed);
        int at = 0;
        for (int i = 0; i < 5; i++) {
            at += random.nextInt(10_000);
            world.at(Duration.ofMillis(at), (state, now) -> new RunEvent.PauseAsked(now));
            at += random.nextInt(10_000);
            world.at(Duration.ofMillis(at), (state, now) -> new RunEvent.ResumeAsked(now));
        }
    }

    /** How the tasks ended that the model knows: those in loops and compensations it doesn't. */
    static Map<String, TaskStatus> ends(Plan plan, RunState end) {
        Map<String, TaskStatus> ends = new HashMap<>();
        plan.tasks().stream()
                .filter(task -> !isInLoop(plan, task) && task.role() != PlannedTask.Role.COMPENSATION)
                .forEach(task ->
                        ends.put(task.path(), end.tasks().get(task.index()).status()));
        return ends;
    }

    static boolean isInLoop(Plan plan, PlannedTask task) {
        PlannedTask at = task;
        while (at.parent() >= 0) {
            Task around = plan.tasks().get(at.parent()).task();
            boolean loops = around.forEach() != null || around.repeat() != null;
            if (loops && at.role() == PlannedTask.Role.TASK) {
                return true;
            }
            at = plan.tasks().get(at.parent());
        }
        return false;
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
        boolean betweenAttempts = task.status() == TaskStatus.WAITING && task.call() != null && task.attempts() > 0;
        return (task.status() == TaskStatus.RUNNING && task.call() != null) || betweenAttempts;
    }

    /** Where the mode is sequential, one task at most is under way. */
    private static void checkSequences(List<RunState> states, RunLoop loop, String what) {
        Plan plan = loop.plan();
        List<List<PlannedTask>> sequences = new ArrayList<>();
        if (plan.definition().policy().mode() == Mode.SEQUENTIAL) {
            sequences.add(plan.top());
        }
        for (PlannedTask task : plan.tasks()) {
            if (task.task().work() instanceof Work.Block block && block.mode() == Mode.SEQUENTIAL) {
                sequences.add(plan.children(task));
            }
        }
        for (RunState state : states) {
            for (List<PlannedTask> sequence : sequences) {
                assertThat(sequence.stream()
                                .map(task -> state.tasks().get(task.index()).status())
                                .filter(status -> status == TaskStatus.RUNNING || status == TaskStatus.WAITING)
                                .count())
                        .as(what)
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    private static boolean isRenewed(Nodes nodes, int task, List<TaskState> before, List<TaskState> after) {
        for (int block = nodes.parent(task); block >= 0; block = nodes.parent(block)) {
            if (block < before.size()
                    && after.get(block).attempts() > before.get(block).attempts()) {
                return true;
            }
        }
        return false;
    }

    /**
     * In no step has a task begun before its needs ended, or outside of a block that is under way, or changed after its
     * end but to begin anew with its block; and a block waits if all in it does.
     */
    private static void checkSteps(List<RunState> states, RunLoop loop, String what) {
        for (int step = 1; step < states.size(); step++) {
            List<TaskState> before = states.get(step - 1).tasks();
            List<TaskState> after = states.get(step).tasks();
            Nodes nodes = states.get(step).nodes(loop.plan());
            Set<Integer> known =
                    new HashSet<>(states.get(step - 1).nodes(loop.plan()).all(before));
            for (int task : nodes.all(after)) {
                TaskState now = after.get(task);
                int parent = nodes.parent(task);
                TaskState holder = parent < 0 ? null : after.get(parent);
                if (known.contains(task)
                        && before.get(task).status().ended()
                        && !isRenewed(nodes, task, before, after)) {
                    assertThat(now).as(what).isEqualTo(before.get(task));
                }
                if (now.status() == TaskStatus.RUNNING) {
                    assertThat(nodes.needs(task))
                            .as(what)
                            .allMatch(need -> after.get(need).status().ended());
                    assertThat(holder == null || holder.status() == TaskStatus.RUNNING)
                            .as(what)
                            .isTrue();
                }
                if (now.status() == TaskStatus.WAITING && holder != null) {
                    assertThat(holder.status()).as(what).isIn(TaskStatus.RUNNING, TaskStatus.WAITING);
                }
            }
        }
    }
}
