package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.interpreter.failure.SteeringRules;
import dev.weft.worker.interpreter.state.Nodes;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.state.Steering;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.RefusedException;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.WeftLease;
import dev.weft.worker.task.Lease;
import dev.weft.worker.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * Whatever is mixed and whatever happens: each run ends, nothing in it is left open, and it gives back all that it had claimed. No
 * model says how it ends; the test of random runs against one does, of fewer constructs.
 */
class RandomEndsTest {
    private static final int RUNS = Integer.getInteger("weft.random.runs", 2_000);
    private static final int SHOWN = 3;
    private static final List<String> ANSWERS = List.of("retry", "skip", "complete", "fail");

    @Test
    void shouldEndAndGiveAllBack() {
        int refused = 0;
        List<String> faults = new ArrayList<>();
        for (long seed = 0; seed < RUNS; seed++) {
            RandomMixture mixture = new RandomMixture(seed);
            SimulatedWorld world;
            try {
                world = new RunCase(new Yaml().load(mixture.yaml)).world();
            } catch (IllegalArgumentException e) {
                // Some of what is mixed is no definition.
                refused++;
                continue;
            }
            String fault = fault(world, seed);
            if (fault != null) {
                faults.add("seed %d: %s%n%s".formatted(seed, fault, faults.size() < SHOWN ? mixture.yaml : ""));
            }
        }
        assertThat(faults).isEmpty();
        assertThat(refused).as("definitions that are refused").isLessThan(RUNS / 2);
    }

    private static @Nullable String fault(SimulatedWorld world, long seed) {
        people(world, seed);
        if (seed % 4 == 0) {
            Random moves = new Random(seed);
            world.moveWhen(() -> moves.nextInt(6) == 0);
        }
        RunState state;
        try {
            state = world.run();
        } catch (RuntimeException e) {
            return "can't go on: %s at %s"
                    .formatted(e, Arrays.stream(e.getStackTrace()).limit(3).toList());
        }
        if (!state.status().ended()) {
            return state.status() + " for ever";
        }
        if (!world.leases.areFree()) {
            return "a lease isn't given back";
        }
        if (!world.clocks().isEmpty() || world.underWay() > 0) {
            return "a clock or an attempt is left";
        }
        for (RunState one : world.states) {
            String without = withoutKey(world, one);
            if (without != null) {
                return without + " works without a key that it needs";
            }
        }
        Nodes nodes = state.nodes(world.loop.plan());
        for (int node : nodes.all(state.tasks())) {
            TaskStatus status = state.tasks().get(node).status();
            if (!status.ended() && !nodes.isPattern(node)) {
                return nodes.path(node) + " is " + status + " in a run that is " + state.status();
            }
            if (nodes.parent(node) < 0 && status == TaskStatus.CANCELLED && state.status() == RunStatus.COMPLETED) {
                return nodes.path(node) + " is CANCELLED in a run that is COMPLETED";
            }
        }
        return null;
    }

    /** A task that works though a key isn't held that it, or what holds it, needs; {@code null} for none. */
    private static @Nullable String withoutKey(SimulatedWorld world, RunState state) {
        Nodes nodes = state.nodes(world.loop.plan());
        for (int node : nodes.all(state.tasks())) {
            TaskState task = state.tasks().get(node);
            if (task.status() != TaskStatus.RUNNING || task.call() == null || nodes.isOfCompensation(node)) {
                continue;
            }
            for (int at = node; at >= 0; at = nodes.parent(at)) {
                if (nodes.isWhole(at)
                        && nodes.planned(at).task().concurrency() != null
                        && !isWithoutKey(state.tasks().get(at))
                        && !isHeldAround(nodes, state, at)) {
                    return nodes.path(node);
                }
            }
        }
        return null;
    }

    /** A task that failed before it had its key falls back without it. */
    private static boolean isWithoutKey(TaskState task) {
        return task.fallsBack()
                && task.error() != null
                && List.of("concurrency_full", "deadline", "replaced")
                        .contains(task.error().code());
    }

    private static boolean isHeldAround(Nodes nodes, RunState state, int node) {
        for (int at = node; at >= 0; at = nodes.parent(at)) {
            Lease lease = state.tasks().get(at).lease(WeftLease.Kind.TASK);
            if (lease != null && lease.isHeld()) {
                return true;
            }
        }
        return false;
    }

    /** Every three hours somebody says what becomes of a task that waits for that, or lets the run go on; at last all fail. */
    private static void people(SimulatedWorld world, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            world.at(
                    Duration.ofHours(2 + 3L * i),
                    (state, now) -> steer(world, state, now, ANSWERS.get(random.nextInt(ANSWERS.size()))));
        }
        for (int i = 0; i < 40; i++) {
            world.at(Duration.ofHours(500L + i), (state, now) -> steer(world, state, now, "fail"));
        }
    }

    private static RunEvent steer(SimulatedWorld world, RunState state, Instant now, String how) {
        Nodes nodes = state.nodes(world.loop.plan());
        for (int node : nodes.all(state.tasks())) {
            if (state.tasks().get(node).held()) {
                try {
                    return SteeringRules.event(
                            world.loop,
                            state,
                            Steering.of(how).orElseThrow(),
                            new Control(how, "ann", nodes.path(node), null),
                            now);
                } catch (RefusedException e) {
                    return new RunEvent.DecisionIgnored(now, String.valueOf(e.getMessage()));
                }
            }
        }
        return new RunEvent.ResumeAsked(now);
    }
}
