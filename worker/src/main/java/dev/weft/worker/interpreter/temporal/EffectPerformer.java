package dev.weft.worker.interpreter.temporal;

import dev.weft.definitions.plan.Plan;
import dev.weft.worker.interpreter.ClockKey;
import dev.weft.worker.interpreter.Effect;
import dev.weft.worker.interpreter.RunEvent;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Turns effects into Temporal calls, and their outcomes into events. Workflow threads only. */
final class EffectPerformer {
    private final AttemptStarter attempts;
    private final Map<ClockKey, CancellationScope> clocks = new LinkedHashMap<>();
    private final Consumer<RunEvent> events;

    EffectPerformer(Plan plan, Consumer<RunEvent> events) {
        this.attempts = new AttemptStarter(plan.definition().id(), events);
        this.events = events;
    }

    AttemptStarter attempts() {
        return attempts;
    }

    void perform(Effect effect) {
        switch (effect) {
            case Effect.StartAttempt start -> attempts.start(start);
            case Effect.StopAttempt stop -> attempts.stop(stop.task());
            case Effect.StartClock start -> startClock(start);
            case Effect.StopClock stop -> stopClock(stop.clock());
        }
    }

    private void startClock(Effect.StartClock start) {
        ClockKey key = start.clock();
        stopClock(key);
        CancellationScope[] own = new CancellationScope[1];
        own[0] = Workflow.newDetachedCancellationScope(() -> Workflow.newTimer(
                        start.duration(),
                        TimerOptions.newBuilder()
                                .setSummary(summary(key, start.path()))
                                .build())
                .handle((done, cancelled) -> {
                    // A clock that was stopped or replaced meanwhile says nothing.
                    if (cancelled == null && clocks.remove(key, own[0])) {
                        events.accept(
                                new RunEvent.ClockRanOut(Instant.ofEpochMilli(Workflow.currentTimeMillis()), key));
                    }
                    return null;
                }));
        clocks.put(key, own[0]);
        own[0].run();
    }

    private void stopClock(ClockKey key) {
        CancellationScope running = clocks.remove(key);
        if (running != null) {
            running.cancel("stopped");
        }
    }

    private static String summary(ClockKey key, String path) {
        return switch (key.kind()) {
            case RUN -> "timeout of the run";
            case DEADLINE -> path + ": deadline";
            case ATTEMPT -> path + ": timeout of the attempt";
            case RETRY -> path + ": delay before the next attempt";
            case TURN -> path + ": delay before the next turn";
            case WAIT, UNTIL -> path + ": wait";
            case GATE -> path + ": timeout of the approval";
        };
    }
}
