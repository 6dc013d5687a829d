package dev.weft.api.trigger;

import dev.weft.api.service.Plans;
import dev.weft.api.store.DefinitionStore;
import dev.weft.api.store.StoredTrigger;
import dev.weft.definitions.model.Trigger;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What triggers say, from the revisions that they are of. Thread safe. */
public final class TriggerTexts {
    private static final int KEPT = 5_000;

    private final DefinitionStore definitions;
    private final Plans plans;
    private final Map<String, Map<String, Trigger>> known = new ConcurrentHashMap<>();

    public TriggerTexts(DefinitionStore definitions, Plans plans) {
        this.definitions = definitions;
        this.plans = plans;
    }

    /** What a trigger says; empty where its revision is gone. */
    public Optional<Trigger> of(StoredTrigger trigger) {
        if (known.size() > KEPT) {
            known.clear();
        }
        // A revision never changes.
        return Optional.ofNullable(
                known.computeIfAbsent(trigger.workflow() + "/" + trigger.revision(), none -> read(trigger))
                        .get(trigger.name()));
    }

    private Map<String, Trigger> read(StoredTrigger trigger) {
        return definitions
                .revision(trigger.workflow(), trigger.revision())
                .map(revision -> plans.of(revision.document()).definition().triggers())
                .orElse(Map.of());
    }
}
