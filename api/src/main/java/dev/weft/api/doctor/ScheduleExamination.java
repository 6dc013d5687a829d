package dev.weft.api.doctor;

import dev.weft.api.gateway.Schedules;
import dev.weft.api.store.StoredTrigger;
import dev.weft.api.store.TriggerKind;
import dev.weft.api.store.TriggerStore;
import dev.weft.api.trigger.ScheduleKeeper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Triggers by schedule, and Temporal's schedules, which follow them. Repair makes, mends and removes those of Temporal. */
final class ScheduleExamination implements Examination {
    private static final String CHECK = "schedules";
    private static final int PAGE = 500;

    private final TriggerStore triggers;
    private final Schedules schedules;
    private final ScheduleKeeper keeper;

    ScheduleExamination(TriggerStore triggers, Schedules schedules, ScheduleKeeper keeper) {
        this.triggers = triggers;
        this.schedules = schedules;
        this.keeper = keeper;
    }

    @Override
    public String check() {
        return CHECK;
    }

    @Override
    public Look look() {
        Map<String, StoredTrigger> wanted = wanted();
        Map<String, Schedules.Present> present = new HashMap<>();
        schedules.all().forEach(one -> present.put(one.id(), one));
        List<Finding> findings = new ArrayList<>();
        wanted.forEach((id, trigger) -> {
            // Temporal's lists lag behind.
            Optional<Schedules.Present> there =
                    Optional.ofNullable(present.get(id)).or(() -> schedules.find(id));
            if (there.isEmpty()) {
                findings.add(Finding.repairable(
                        CHECK,
                        id,
                        "Trigger %s is by schedule, but Temporal has no Schedule of it: it starts nothing."
                                .formatted(trigger.id()),
                        Finding.REPAIR + " makes it."));
            } else {
                wrong(trigger, id, there.get()).ifPresent(findings::add);
            }
        });
        for (String id : present.keySet().stream().sorted().toList()) {
            if (!wanted.containsKey(id)
                    && !triggers.isBehind(id(id))
                    && schedules.find(id).isPresent()) {
                findings.add(Finding.repairable(
                        CHECK,
                        id,
                        "Temporal has the Schedule %s, but no trigger is by it.".formatted(id),
                        Finding.REPAIR + " removes it."));
            }
        }
        return new Look(wanted.size() + present.size(), findings);
    }

    private Optional<Finding> wrong(StoredTrigger trigger, String id, Schedules.Present listed) {
        if (isRight(trigger, listed)) {
            return Optional.empty();
        }
        return schedules
                .find(id)
                .filter(there -> !isRight(trigger, there))
                .map(there -> Finding.repairable(
                        CHECK,
                        id,
                        there.paused() == (trigger.pausedBy() != null)
                                ? "The Schedule of trigger %s has other times than the trigger says."
                                        .formatted(trigger.id())
                                : "Trigger %s is %s, but its Schedule in Temporal is %s."
                                        .formatted(
                                                trigger.id(),
                                                trigger.pausedBy() == null ? "not paused" : "paused",
                                                there.paused() ? "paused" : "not"),
                        Finding.REPAIR
                                + " makes it what the trigger says; «weft triggers pause» and «resume» change both."));
    }

    private boolean isRight(StoredTrigger trigger, Schedules.Present there) {
        return there.paused() == (trigger.pausedBy() != null) && keeper.isOnTime(trigger, there.next());
    }

    /** Without those that the keeper is about to look after. */
    private Map<String, StoredTrigger> wanted() {
        Map<String, StoredTrigger> wanted = new TreeMap<>();
        String last = "";
        List<StoredTrigger> page;
        do {
            page = triggers.list(null, last, PAGE);
            page.stream()
                    .filter(one -> one.kind() == TriggerKind.SCHEDULE && !triggers.isBehind(one.id()))
                    .forEach(one -> wanted.put(Schedules.id(one.workflow(), one.name()), one));
            last = page.isEmpty() ? last : page.getLast().id();
        } while (page.size() == PAGE);
        return wanted;
    }

    private static String id(String schedule) {
        return schedule.substring(Schedules.id("", "").length() - 1);
    }

    @Override
    public void repair(List<Finding> found) {
        Map<String, StoredTrigger> wanted = wanted();
        for (Finding finding : found) {
            if (wanted.containsKey(finding.subject())) {
                keeper.put(Objects.requireNonNull(wanted.get(finding.subject())));
            } else if (!triggers.isBehind(id(finding.subject()))) {
                schedules.remove(finding.subject());
            }
        }
    }
}
