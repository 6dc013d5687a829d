package dev.weft.api.trigger;

import dev.weft.api.gateway.Schedules;
import dev.weft.api.gateway.TimedStart;
import dev.weft.api.store.StoredTrigger;
import dev.weft.api.store.TriggerStore;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Scope;
import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.model.Trigger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has Temporal's schedules follow the triggers of current revisions. Thread safe. */
public final class ScheduleKeeper {
    /** How late a missed time still counts, where the author doesn't say. */
    static final Duration CATCH_UP = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleKeeper.class);
    private static final int AT_ONCE = 50;

    private final TriggerStore triggers;
    private final TriggerTexts texts;
    private final Schedules schedules;
    private final Clock clock;

    public ScheduleKeeper(TriggerStore triggers, TriggerTexts texts, Schedules schedules, Clock clock) {
        this.triggers = triggers;
        this.texts = texts;
        this.schedules = schedules;
        this.clock = clock;
    }

    /** Lets those follow that don't yet; what can't now is tried with the next call. */
    void follow() {
        for (StoredTrigger trigger : triggers.behind(AT_ONCE)) {
            try {
                put(trigger);
            } catch (RuntimeException e) {
                LOG.debug("The schedule of {} can't be changed now", trigger.id(), e);
            }
        }
    }

    /** Makes the schedule of a trigger what the trigger says. */
    public void put(StoredTrigger trigger) {
        triggers.applied(trigger, follow(trigger));
    }

    /** Whether the next times that Temporal has of a trigger's schedule are those that the trigger says. */
    public boolean isOnTime(StoredTrigger trigger, List<Instant> next) {
        return next.isEmpty()
                || schedule(trigger)
                        // Others are spread by chance.
                        .filter(text -> text.jitter() == null)
                        .filter(text -> !ScheduleTimes.between(text, next.getFirst(), next.getLast(), next.size())
                                .equals(next))
                        .isEmpty();
    }

    private boolean follow(StoredTrigger trigger) {
        Optional<Trigger.Schedule> schedule = trigger.removed() ? Optional.empty() : schedule(trigger);
        if (schedule.isEmpty()) {
            schedules.remove(trigger.workflow(), trigger.name());
            return false;
        }
        Trigger.Schedule text = schedule.get();
        schedules.put(new TimedStart(
                trigger.workflow(),
                trigger.name(),
                text.cron(),
                text.timezone(),
                text.overlap(),
                catchUp(text),
                duration(text.jitter()),
                trigger.pausedBy()));
        return true;
    }

    /** What a trigger says, where it is by schedule. */
    Optional<Trigger.Schedule> schedule(StoredTrigger trigger) {
        return texts.of(trigger).flatMap(text -> switch (text) {
            case Trigger.Schedule schedule -> Optional.of(schedule);
            case Trigger.OnEvent event -> Optional.empty();
            case Trigger.Webhook webhook -> Optional.empty();
        });
    }

    /** How late a missed time of a schedule still counts. */
    Duration catchUp(Trigger.Schedule schedule) {
        Duration said = duration(schedule.catchUp());
        return said == null ? CATCH_UP : said;
    }

    /** How much later than it says a time of a schedule may come. */
    Duration jitter(Trigger.Schedule schedule) {
        Duration said = duration(schedule.jitter());
        return said == null ? Duration.ZERO : said;
    }

    private @Nullable Duration duration(@Nullable Setting<Duration> setting) {
        Scope scope = name -> name.equals("now") ? clock.instant() : null;
        try {
            return setting == null ? null : setting.resolve(scope);
        } catch (EvaluationException e) {
            LOG.warn("A duration of a schedule has no value, and the default counts: {}", e.getMessage());
            return null;
        }
    }
}
