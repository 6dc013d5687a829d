package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.plan.Plan;
import dev.weft.worker.interpreter.document.StateDocument;
import dev.weft.worker.protocol.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Everything outside of a run, simulated: attempts that take their time, clocks, people. Time is virtual. */
public final class SimulatedWorld {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** What one attempt does. */
    public record Behaviour(
            Duration takes,
            @Nullable Object output,
            @Nullable Failure failure,
            @Nullable Duration retryAfter) {
        static final Behaviour DONE = new Behaviour(Duration.ofSeconds(1), null, null, null);
    }

    /** Says what an attempt of a task does; both counts begin at 1. */
    interface Behaviours {
        Behaviour of(String path, int execution, int attempt);
    }

    /** Makes an event of a person or program at a time, from the state as it is then. */
    interface Intervention {
        RunEvent at(RunState state, Instant now);
    }

    private record Due(Instant at, long order, Intervention event) {}

    final List<String> started = new ArrayList<>();
    final Map<String, List<String>> keys = new LinkedHashMap<>();
    final List<RunState> states = new ArrayList<>();
    int mostRunning;
    int moves;

    final RunLoop loop;
    private final Behaviours behaviours;
    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
    private final Map<ClockKey, Due> clocks = new HashMap<>();
    private final Map<Integer, Due> attempts = new HashMap<>();
    private long order;
    private Instant now = START;
    private RunState state;
    private BooleanSupplier moving = () -> false;
    private boolean held;
    private int withdrawn;
    private final List<Effect.StartAttempt> heldBack = new ArrayList<>();

    SimulatedWorld(RunLoop loop, Behaviours behaviours) {
        this.loop = loop;
        this.behaviours = behaviours;
        this.state = RunState.initial(loop.plan());
    }

    void at(Duration after, Intervention intervention) {
        queue.add(new Due(START.plus(after), order++, intervention));
    }

    /**
     * Lets the run go on elsewhere from its written state now and then: whenever asked says so, nothing starts any more,
     * and once nothing is under way, all that is known of the run is its document.
     */
    void moveWhen(BooleanSupplier asked) {
        moving = asked;
    }

    /** Runs from a state that has not begun. */
    RunState runFrom(RunState start) {
        state = start;
        return run();
    }

    /** Runs until nothing more happens. */
    RunState run() {
        states.add(state);
        take(new RunEvent.Started(now));
        while (!queue.isEmpty()) {
            Due due = queue.remove();
            now = due.at();
            take(due.event().at(state, now));
        }
        return state;
    }

    /** Attempts that have not ended. */
    int underWay() {
        return attempts.size();
    }

    Plan plan() {
        return loop.plan();
    }

    /** How many idempotency keys the attempts had. */
    int distinctKeys() {
        return (int) keys.values().stream().flatMap(List::stream).distinct().count();
    }

    /** What a task, or the {@code run}, was about, one after the other. */
    List<String> history(String path) {
        List<String> history = new ArrayList<>();
        for (RunState one : states.subList(1, states.size())) {
            String status = path.equals("run")
                    ? one.status().name()
                    : one.tasks()
                            .get(loop.plan().task(path).orElseThrow().index())
                            .status()
                            .name();
            if (history.isEmpty() || !history.getLast().equals(status)) {
                history.add(status);
            }
        }
        return history;
    }

    private int execution(String path, String key) {
        List<String> ofPath = keys.computeIfAbsent(path, any -> new ArrayList<>());
        if (!ofPath.contains(key)) {
            ofPath.add(key);
        }
        return ofPath.indexOf(key) + 1;
    }

    Duration elapsed() {
        return Duration.between(START, state.endedAt() == null ? now : state.endedAt());
    }

    private void take(RunEvent event) {
        Step step = loop.on(state, event);
        state = step.state();
        states.add(state);
        held |= moving.getAsBoolean();
        step.effects().forEach(this::perform);
        if (held && attempts.isEmpty() && withdrawn == 0) {
            move();
        }
        mostRunning = Math.max(mostRunning, attempts.size());
    }

    private void move() {
        held = false;
        moves++;
        heldBack.clear();
        clocks.values().forEach(queue::remove);
        clocks.clear();
        RunState before = state;
        state = StateDocument.read(StateDocument.write(before));
        assertThat(state).isEqualTo(before);
        Resuming.effects(loop, state, now).forEach(this::perform);
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.StartAttempt start -> {
                if (held) {
                    heldBack.add(start);
                    return;
                }
                started.add(start.path());
                Behaviour behaviour =
                        behaviours.of(start.path(), execution(start.path(), start.key()), start.attempt());
                attempts.put(start.task(), due(behaviour.takes(), (s, at) -> {
                    attempts.remove(start.task());
                    return behaviour.failure() == null
                            ? new RunEvent.AttemptCompleted(at, start.task(), start.attempt(), behaviour.output())
                            : new RunEvent.AttemptFailed(
                                    at,
                                    start.task(),
                                    start.attempt(),
                                    behaviour.failure(),
                                    behaviour.retryAfter(),
                                    0.5);
                }));
            }
            case Effect.StopAttempt stop -> {
                queue.remove(attempts.remove(stop.task()));
                heldBack.removeIf(waiting -> waiting.task() == stop.task());
                int attempt = state.tasks().get(stop.task()).attempts();
                withdrawn++;
                due(Duration.ZERO, (s, at) -> {
                    withdrawn--;
                    return new RunEvent.AttemptCancelled(at, stop.task(), attempt);
                });
            }
            case Effect.StartClock start ->
                clocks.put(start.clock(), due(start.duration(), (s, at) -> {
                    clocks.remove(start.clock());
                    return new RunEvent.ClockRanOut(at, start.clock());
                }));
            case Effect.StopClock stop -> queue.remove(clocks.remove(stop.clock()));
        }
    }

    private Due due(Duration after, Intervention event) {
        Due due = new Due(now.plus(after), order++, event);
        queue.add(due);
        return due;
    }
}
