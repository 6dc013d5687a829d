package dev.weft.api.trigger;

import dev.weft.api.error.ApiException;
import dev.weft.api.gateway.Gateway;
import dev.weft.api.gateway.RunSummary;
import dev.weft.api.gateway.Schedules;
import dev.weft.api.insight.alert.Finding;
import dev.weft.api.insight.alert.Rule;
import dev.weft.api.insight.alert.Sight;
import dev.weft.api.store.FiringStore;
import dev.weft.api.store.StoredTrigger;
import dev.weft.api.store.TriggerKind;
import dev.weft.api.store.TriggerStore;
import dev.weft.definitions.model.Trigger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Triggers by schedule whose last time has passed, and hasn't come. Thread safe. */
public final class LateScheduleRule implements Rule {
    private static final int PAGE = 500;

    /** How far the last time is looked for: at first not far, as there may be one each minute. */
    private static final List<Duration> BACK = List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7));

    private final TriggerStore triggers;
    private final FiringStore firings;
    private final ScheduleKeeper keeper;
    private final Gateway gateway;
    private final Duration grace;
    private final Clock clock;

    /**
     * @param grace how late a time may come
     */
    public LateScheduleRule(
            TriggerStore triggers,
            FiringStore firings,
            ScheduleKeeper keeper,
            Gateway gateway,
            Duration grace,
            Clock clock) {
        this.triggers = triggers;
        this.firings = firings;
        this.keeper = keeper;
        this.gateway = gateway;
        this.grace = grace;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "schedule_late";
    }

    @Override
    public Sight look() {
        List<Finding> found = new ArrayList<>();
        String last = "";
        List<StoredTrigger> page;
        do {
            page = triggers.list(null, last, PAGE);
            for (StoredTrigger one : page) {
                if (one.kind() == TriggerKind.SCHEDULE && one.isActive()) {
                    try {
                        late(one).ifPresent(found::add);
                    } catch (ApiException e) {
                        if (found.isEmpty()) {
                            throw e;
                        }
                        // Temporal answers only so many of these questions a second: of the others nothing is known.
                        return new Sight(found, subject -> false);
                    }
                }
            }
            last = page.isEmpty() ? last : page.getLast().id();
        } while (page.size() == PAGE);
        return Sight.ofAll(found);
    }

    private Optional<Finding> late(StoredTrigger trigger) {
        return keeper.schedule(trigger)
                .flatMap(schedule -> last(schedule)
                        .filter(time -> firings.find(
                                        trigger.workflow(), trigger.name(), TriggerKeys.at(trigger.id(), time))
                                .isEmpty())
                        .filter(time -> !givesWay(trigger, schedule, time))
                        .flatMap(time -> finding(trigger, time)));
    }

    private Optional<Instant> last(Trigger.Schedule schedule) {
        Instant until = clock.instant().minus(grace).minus(keeper.jitter(schedule));
        for (Duration back : BACK) {
            List<Instant> times = ScheduleTimes.between(schedule, until.minus(back), until, (int) back.toMinutes() + 1);
            if (!times.isEmpty()) {
                return Optional.of(times.getLast());
            }
        }
        return Optional.empty();
    }

    /** Whether a run that was there first keeps the time from coming, as its author says. */
    private boolean givesWay(StoredTrigger trigger, Trigger.Schedule schedule, Instant time) {
        return schedule.overlap() != Trigger.Overlap.ALLOW_ALL
                && firings.lastRun(trigger.workflow(), trigger.name())
                        .flatMap(gateway.reader()::describe)
                        .filter(run -> isOpenAt(run, time))
                        .isPresent();
    }

    private static boolean isOpenAt(RunSummary run, Instant time) {
        Instant ended = run.endedAt();
        return ended == null || !ended.isBefore(time);
    }

    private Optional<Finding> finding(StoredTrigger trigger, Instant time) {
        Optional<Schedules.Present> there = gateway.schedules().find(Schedules.id(trigger.workflow(), trigger.name()));
        if (there.isPresent() && !there.get().since().isBefore(time)) {
            // It was made, changed or resumed later.
            return Optional.empty();
        }
        String help = there.isEmpty()
                ? "Temporal has no Schedule of it: «weft doctor --repair» makes it."
                : there.get().paused()
                        ? "Somebody has paused its Schedule in Temporal: «weft doctor --repair» lets it go on."
                        : "Is a worker up («weft health»)? See the Schedule in the Temporal Web UI. «weft triggers backfill "
                                + trigger.id() + " --from " + time + " --to " + time + "» has the time come now.";
        return Optional.of(Finding.critical(
                kind(),
                trigger.id(),
                "The time %s of trigger %s has passed, and nothing was started.".formatted(time, trigger.id()),
                help));
    }
}
