package dev.weft.api.trigger;

import dev.weft.api.error.ApiException;
import dev.weft.api.gateway.Schedules;
import dev.weft.api.representation.BackfillBody;
import dev.weft.api.representation.BackfillRequest;
import dev.weft.api.representation.Durations;
import dev.weft.api.store.Database;
import dev.weft.api.store.FiringState;
import dev.weft.api.store.FiringStore;
import dev.weft.api.store.StoredTrigger;
import dev.weft.definitions.model.Trigger;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times of schedules that are past and come now. Thread safe. */
public final class BackfillService {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    private final TriggerService triggers;
    private final ScheduleKeeper keeper;
    private final FiringStore firings;
    private final Schedules schedules;
    private final Clock clock;

    public BackfillService(
            TriggerService triggers, ScheduleKeeper keeper, Database database, Schedules schedules, Clock clock) {
        this.triggers = triggers;
        this.keeper = keeper;
        this.firings = new FiringStore(database);
        this.schedules = schedules;
        this.clock = clock;
    }

    /** Has the times of a stretch come now, or tells which they are. */
    public BackfillBody backfill(String workflow, String name, BackfillRequest request) {
        StoredTrigger trigger = triggers.find(workflow, name);
        Trigger.Schedule schedule = keeper.schedule(trigger)
                .orElseThrow(() -> ApiException.unprocessable(
                        "no_schedule",
                        "Expected a trigger by schedule, but «" + trigger.id() + "» is by "
                                + trigger.kind().word() + "."));
        Instant from = needed("from", request.from());
        Instant to = needed("to", request.to());
        if (to.isBefore(from) || to.isAfter(clock.instant())) {
            throw ApiException.unprocessable(
                    "invalid_stretch",
                    "Expected «to» not before «from» and not in the future, but found " + from + " to " + to + ".");
        }
        Trigger.Overlap overlap = overlap(request.overlap());
        int most = most(request.most());
        List<Instant> times = ScheduleTimes.between(schedule, from, to, most + 1);
        if (times.size() > most) {
            throw ApiException.unprocessable(
                    "too_many_times",
                    "Expected at most " + most + " times from " + from + " to " + to
                            + ", but found more. Take a shorter" + " stretch, or a greater «most» (up to " + MOST
                            + ").");
        }
        List<Instant> starts = new ArrayList<>();
        List<Instant> before = new ArrayList<>();
        for (Instant time : times) {
            boolean started = firings.find(workflow, name, TriggerKeys.at(trigger.id(), time))
                    .filter(firing -> firing.state() == FiringState.STARTED)
                    .isPresent();
            (started ? before : starts).add(time);
        }
        boolean dry = Boolean.TRUE.equals(request.dryRun());
        if (!dry && !starts.isEmpty()) {
            schedules.backfill(workflow, name, starts.getFirst(), starts.getLast(), overlap);
        }
        return new BackfillBody(trigger.id(), overlap.name().toLowerCase(Locale.ROOT), starts, before, dry);
    }

    private static Instant needed(String name, @Nullable String text) {
        Instant time = Durations.time(name, text);
        if (time == null) {
            throw ApiException.invalid("Expected «" + name + "», such as 2026-01-31T08:00:00Z, but found none.");
        }
        return time;
    }

    private static int most(@Nullable Integer asked) {
        if (asked != null && (asked < 1 || asked > MOST)) {
            throw ApiException.invalid("Expected «most» from 1 to " + MOST + ", but found " + asked + ".");
        }
        return asked == null ? USUAL : asked;
    }

    private static Trigger.Overlap overlap(@Nullable String word) {
        return word == null
                ? Trigger.Overlap.BUFFER_ALL
                : Arrays.stream(Trigger.Overlap.values())
                        .filter(overlap ->
                                overlap.name().toLowerCase(Locale.ROOT).equals(word))
                        .findFirst()
                        .orElseThrow(() -> ApiException.invalid("Expected «overlap» to be one of skip, buffer_one,"
                                + " buffer_all, cancel_other, terminate_other, allow_all, but found «" + word + "»."));
    }
}
