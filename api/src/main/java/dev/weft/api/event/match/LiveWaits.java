package dev.weft.api.event.match;

import dev.weft.api.store.StoredWait;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The waits that are up with the log, by type, in memory: those of one who looks for events alone. Not thread safe. */
final class LiveWaits {
    private final Map<String, Map<String, StoredWait>> byType = new HashMap<>();
    private final Map<String, String> types = new HashMap<>();
    private boolean known;

    /** Whether it has them all. */
    boolean isKnown() {
        return known;
    }

    void know(List<StoredWait> all) {
        forget();
        all.forEach(this::add);
        known = true;
    }

    void forget() {
        byType.clear();
        types.clear();
        known = false;
    }

    void add(StoredWait wait) {
        byType.computeIfAbsent(wait.type(), type -> new LinkedHashMap<>()).put(wait.id(), wait);
        types.put(wait.id(), wait.type());
    }

    void remove(String id) {
        String type = types.remove(id);
        if (type != null) {
            byType.computeIfPresent(type, (same, waits) -> {
                waits.remove(id);
                return waits.isEmpty() ? null : waits;
            });
        }
    }

    void removeOf(Set<String> runs) {
        byType.values().stream()
                .flatMap(waits -> waits.values().stream())
                .filter(wait -> runs.contains(wait.run()))
                .map(StoredWait::id)
                .toList()
                .forEach(this::remove);
    }

    Set<String> types() {
        return byType.keySet();
    }

    Collection<StoredWait> of(String type) {
        return byType.getOrDefault(type, Map.of()).values();
    }
}
