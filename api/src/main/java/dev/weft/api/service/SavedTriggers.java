package dev.weft.api.service;

import dev.weft.api.store.NewTrigger;
import dev.weft.api.store.TriggerKind;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.Trigger;
import java.util.ArrayList;
import java.util.List;

/** The triggers of a definition, as they are saved beside it. */
public final class SavedTriggers {
    private SavedTriggers() {}

    public static List<NewTrigger> of(Definition definition) {
        List<NewTrigger> triggers = new ArrayList<>();
        definition
                .triggers()
                .forEach((name, trigger) -> triggers.add(
                        switch (trigger) {
                            case Trigger.Schedule schedule -> new NewTrigger(name, TriggerKind.SCHEDULE, null);
                            case Trigger.OnEvent event -> new NewTrigger(name, TriggerKind.EVENT, event.type());
                            case Trigger.Webhook webhook -> new NewTrigger(name, TriggerKind.WEBHOOK, null);
                        }));
        return triggers;
    }
}
