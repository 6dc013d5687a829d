package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.expression.Expression;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.event.AwaitedEvent;
import dev.weft.worker.protocol.event.EventFilters;
import dev.weft.worker.protocol.event.EventMark;
import dev.weft.worker.protocol.event.EventSignal;
import dev.weft.worker.protocol.event.MarkedValues;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The event log of a simulated world, and those who look through it for the run: they tell it of each event that fits, one
 * after the other, and each twice. What they don't find, the run wouldn't take either.
 */
final class SimulatedEvents {
    private static final Duration LATER = Duration.ofMillis(300);

    private final SimulatedWorld world;
    private final List<Map<String, @Nullable Object>> log = new ArrayList<>();
    private final Map<String, Noted> noted = new LinkedHashMap<>();
    private boolean missing;

    /** A wait, and how many events it was looked at for. */
    private static final class Noted {
        private final AwaitedEvent awaited;
        private final int task;
        private int examined;
        private boolean pending;

        private Noted(AwaitedEvent awaited, int task) {
            this.awaited = awaited;
            this.task = task;
        }

        boolean fits(Map<String, @Nullable Object> event) {
            Map<?, ?> names = (Map<?, ?>) Objects.requireNonNull(MarkedValues.read(awaited.names()));
            return awaited.type().equals(event.get("type"))
                    && !awaited.taken()
                            .contains(
                                    EventMark.of(String.valueOf(event.get("source")), String.valueOf(event.get("id"))))
                    && EventFilters.pass(
                            awaited.filter() == null ? null : new Expression(awaited.filter()), names::get, event);
        }
    }

    SimulatedEvents(SimulatedWorld world) {
        this.world = world;
    }

    /** There is no log. */
    void lose() {
        missing = true;
    }

    /** All that was noted is over. */
    void clear() {
        noted.clear();
    }

    /** Puts an event to the log, as it may stand in a signal. */
    void put(Object event, Instant now) {
        put(read(event, now).event().toNormal());
    }

    private void put(Map<String, @Nullable Object> event) {
        log.add(event);
        noted.values().forEach(this::look);
    }

    /** Something that a person types, or what those who look through the log send. */
    static RunEvent signal(@Nullable Object json, Instant now) {
        EventSignal read = read(json, now);
        return new RunEvent.EventCame(now, read.event().toNormal(), read.byHand());
    }

    private static EventSignal read(@Nullable Object json, Instant now) {
        return EventSignal.read(json, () -> "made-at-" + now, now);
    }

    void await(Effect.AwaitEvent effect) {
        AwaitedEvent awaited = effect.awaited();
        Failure failure = missing ? Failure.permanent("no_event_log", "There is none.") : null;
        world.due(Duration.ZERO, (state, at) -> new RunEvent.AwaitAnswered(at, effect.task(), awaited.id(), failure));
        if (failure == null && !noted.containsKey(awaited.id())) {
            Noted wait = new Noted(awaited, effect.task());
            noted.put(awaited.id(), wait);
            look(wait);
        }
    }

    void forget(int task) {
        noted.values().removeIf(wait -> wait.task == task);
    }

    /** Offers the next event that fits. */
    private void look(Noted wait) {
        while (!wait.pending && wait.examined < log.size()) {
            Map<String, @Nullable Object> event = log.get(wait.examined++);
            if (wait.fits(event)) {
                wait.pending = true;
                world.due(Duration.ofMillis(50), (state, at) -> new RunEvent.EventCame(at, event, false));
                world.due(LATER, (state, at) -> {
                    wait.pending = false;
                    if (noted.get(wait.awaited.id()) == wait) {
                        look(wait);
                    }
                    return new RunEvent.EventCame(at, event, false);
                });
            }
        }
    }

    /** Whatever is not noted, or doesn't fit by what was noted, the run doesn't take. */
    void check(RunState state, Instant now) {
        for (Map<String, @Nullable Object> event : log) {
            if (noted.values().stream().noneMatch(wait -> wait.fits(event))) {
                RunState after = world.loop
                        .on(state, new RunEvent.EventCame(now, event, false))
                        .state();
                assertThat(after.tasks()).isEqualTo(state.tasks());
            }
        }
    }

    /** Events of a type that are there from the beginning, and numbered. */
    void plenty(String type, int count) {
        for (int i = 0; i < count; i++) {
            put(
                    Map.of("type", type, "id", "plenty-" + i, "source", "/there", "data", Map.of("n", i)),
                    SimulatedWorld.START);
        }
    }
}
