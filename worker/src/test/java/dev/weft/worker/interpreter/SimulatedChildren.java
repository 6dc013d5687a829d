package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.protocol.ChildReport;
import dev.weft.worker.protocol.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The runs below a run in a {@link SimulatedWorld}: they outlive what is done to the run itself. */
final class SimulatedChildren {
    /** How a child run ends that fails with one of these codes. */
    private static final Map<String, RunStatus> ENDS =
            Map.of("CANCELLED", RunStatus.CANCELLED, "TERMINATED", RunStatus.TERMINATED);

    private final SimulatedWorld world;
    /** Under way, by the task that waits. */
    private final Map<Integer, String> runs = new HashMap<>();

    /** Those whose end the run would learn of as it has started or awaited them since it was elsewhere. */
    private final Set<String> watched = new HashSet<>();

    private final Set<String> undone = new HashSet<>();

    SimulatedChildren(SimulatedWorld world) {
        this.world = world;
    }

    /** Tasks that have one under way. */
    Set<Integer> tasks() {
        return runs.keySet();
    }

    /** The run goes on elsewhere. */
    void leave() {
        watched.clear();
    }

    /** Nobody waits for those under way any more: they go their way beside. */
    void forget() {
        runs.clear();
        watched.clear();
    }

    void await(Effect.AwaitChild await) {
        if (await.run().equals(runs.get(await.task()))) {
            watched.add(await.run());
        } else {
            // It was never started, or has ended while nobody heard it.
            world.soon((s, at) -> ended(at, await.task(), report(await.run(), await.path(), RunStatus.FAILED)));
        }
    }

    void stopped(int task, String run, String path) {
        runs.remove(task);
        world.soon((s, at) -> ended(at, task, report(run, path, RunStatus.CANCELLED)));
    }

    /**
     * A child run does what the attempts of its task are said to do. Some don't tell their end: then only who has started or
     * awaited them since the run was elsewhere learns of it.
     */
    void start(Effect.StartChild start) {
        if (start.run().equals(runs.get(start.task()))) {
            // It is there already.
            watched.add(start.run());
            world.soon((s, at) -> new RunEvent.ChildStarted(at, start.task(), start.run()));
            return;
        }
        String path = Objects.requireNonNull(start.request().parent()).task();
        world.started.add(path);
        world.children.add(start);
        List<String> executions = world.keys.computeIfAbsent(path, any -> new ArrayList<>());
        if (start.attempt() == 1) {
            executions.add(start.run());
        }
        SimulatedWorld.Behaviour behaviour = world.behaviours.of(path, executions.size(), start.attempt());
        world.soon((s, at) -> new RunEvent.ChildStarted(at, start.task(), start.run()));
        runs.put(start.task(), start.run());
        watched.add(start.run());
        boolean tells = start.run().hashCode() % 2 == 0;
        world.begin(start.task(), behaviour.takes(), (s, at) -> {
            runs.remove(start.task());
            assertThat(tells || watched.contains(start.run())).isTrue();
            RunStatus status = behaviour.failure() == null
                    ? RunStatus.COMPLETED
                    : ENDS.getOrDefault(behaviour.failure().code(), RunStatus.FAILED);
            return ended(
                    at,
                    start.task(),
                    new ChildReport(start.run(), path, status, world.told(behaviour.output()), behaviour.failure()));
        });
    }

    /** A run that has ended is started once more for it; one that was never started needs nothing. */
    void undo(Effect.UndoChild undo) {
        String path = undo.parent().task();
        boolean exists = world.children.stream().anyMatch(child -> child.run().equals(undo.run()));
        assertThat(exists || !undo.sure()).isTrue();
        if (undo.run().equals(runs.get(undo.task()))) {
            // It is being undone already, as this run asked for before it was ended by force.
            watched.add(undo.run());
            world.soon((s, at) -> new RunEvent.ChildStarted(at, undo.task(), undo.run()));
            return;
        }
        assertThat(runs.values()).doesNotContain(undo.run());
        world.started.add(path);
        runs.put(undo.task(), undo.run());
        watched.add(undo.run());
        world.soon((s, at) -> new RunEvent.ChildStarted(at, undo.task(), undo.run()));
        world.begin(undo.task(), Duration.ofMillis(100), (s, at) -> {
            runs.remove(undo.task());
            if (exists && undone.add(undo.run())) {
                world.done.add(new SimulatedWorld.Done(at, path, null, Map.of("undone", undo.run())));
            }
            return ended(at, undo.task(), report(undo.run(), path, RunStatus.ROLLED_BACK));
        });
    }

    private static RunEvent ended(Instant at, int task, ChildReport report) {
        return new RunEvent.ChildEnded(at, task, report, 0.5);
    }

    private static ChildReport report(String run, String path, RunStatus status) {
        return new ChildReport(run, path, status, null, null);
    }
}
