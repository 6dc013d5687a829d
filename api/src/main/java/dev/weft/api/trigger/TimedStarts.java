package dev.weft.api.trigger;

import dev.weft.api.error.ApiException;
import dev.weft.api.gateway.Gateway;
import dev.weft.api.gateway.RunSummary;
import dev.weft.api.store.FiringState;
import dev.weft.api.store.FiringStore;
import dev.weft.api.store.NewFiring;
import dev.weft.api.store.StoredFiring;
import dev.weft.api.store.StoredTrigger;
import dev.weft.api.store.TriggerStore;
import dev.weft.definitions.model.Trigger;
import dev.weft.worker.protocol.trigger.TriggerDesk;
import dev.weft.worker.protocol.trigger.TriggerTime;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Answers the times of schedules that have come. Thread safe. */
public final class TimedStarts implements TriggerDesk {
    private final Gateway gateway;
    private final TriggerStore triggers;
    private final FiringStore firings;
    private final Firings starting;
    private final ScheduleKeeper schedules;
    private final Clock clock;

    public TimedStarts(
            Gateway gateway,
            TriggerStore triggers,
            FiringStore firings,
            Firings starting,
            ScheduleKeeper schedules,
            Clock clock) {
        this.gateway = gateway;
        this.triggers = triggers;
        this.firings = firings;
        this.starting = starting;
        this.schedules = schedules;
        this.clock = clock;
    }

    @Override
    public String start(TriggerTime time) {
        Optional<StoredTrigger> trigger = triggers.find(time.workflow(), time.trigger());
        Optional<Trigger.Schedule> text = trigger.flatMap(schedules::schedule);
        if (trigger.isEmpty() || text.isEmpty()) {
            return "";
        }
        String key = TriggerKeys.at(trigger.get().id(), Instant.parse(time.time()));
        Duration catchUp = schedules.catchUp(text.get());
        boolean late =
                Duration.between(Instant.parse(time.came()), clock.instant()).compareTo(catchUp) > 0;
        firings.add(new NewFiring(
                time.workflow(),
                time.trigger(),
                key,
                Causes.time(Instant.parse(time.time())),
                late ? "too_late" : null,
                late ? "It came at " + time.came() + ", and could not be started in time." : null,
                catchUp));
        StoredFiring firing = firings.find(time.workflow(), time.trigger(), key).orElseThrow();
        if (firing.state() == FiringState.DUE && text.get().overlap() == Trigger.Overlap.TERMINATE_OTHER) {
            terminateOther(trigger.get());
        }
        return switch (firing.state()) {
            case STARTED -> String.valueOf(firing.run());
            case DEAD, DROPPED -> "";
            case DUE -> started(firing);
        };
    }

    private String started(StoredFiring firing) {
        return switch (starting.attempt(firing)) {
            case Firings.Attempt.Started run -> run.run();
            case Firings.Attempt.Over over -> "";
            case Firings.Attempt.Failed failed ->
                throw ApplicationFailure.newFailure(
                        failed.reason(), failed.code() == null ? "unavailable" : failed.code());
        };
    }

    private void terminateOther(StoredTrigger trigger) {
        firings.lastRun(trigger.workflow(), trigger.name())
                .filter(this::isOpen)
                .ifPresent(run -> quietly(() -> gateway.control()
                        .terminate(run, "trigger:" + trigger.id(), "the next time of its schedule has come")));
    }

    @Override
    public void ended(String run) {
        if (isOpen(run)) {
            throw ApplicationFailure.newBuilder()
                    .setMessage("Run " + run + " goes on.")
                    .setType("goes_on")
                    // It is asked again, and nothing for the log.
                    .setCategory(ApplicationErrorCategory.BENIGN)
                    .build();
        }
    }

    @Override
    public void cancel(String run) {
        quietly(() -> gateway.control().cancel(run, "trigger"));
    }

    private boolean isOpen(String run) {
        return gateway.reader()
                .describe(run)
                .map(RunSummary::status)
                .filter(status -> !status.ended())
                .isPresent();
    }

    /** A run that has ended meanwhile is fine. */
    private static void quietly(Runnable control) {
        try {
            control.run();
        } catch (ApiException e) {
            if (e.problem().status() != 409 && e.problem().status() != 404) {
                throw e;
            }
        }
    }
}
