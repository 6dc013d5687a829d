package dev.weft.definitions.action;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The actions that there are, in a fixed order. Immutable and thread safe. */
public final class ActionRegistry {
    private final Map<String, ActionSpec<?>> specs;

    /**
     * @param specs in the order in which they are listed to people
     * @throws IllegalArgumentException when two have the same name
     */
    public ActionRegistry(List<? extends ActionSpec<?>> specs) {
        Map<String, ActionSpec<?>> byName = new LinkedHashMap<>();
        for (ActionSpec<?> spec : specs) {
            ActionSpec<?> other = byName.put(spec.name(), spec);
            if (other != null) {
                throw new IllegalArgumentException("Expected one action named '" + spec.name()
                        + "', but found two: with parameters "
                        + other.parameters().getName() + " and "
                        + spec.parameters().getName() + ". Rename one, or remove its jar.");
            }
        }
        this.specs = Collections.unmodifiableMap(byName);
    }

    /** The action of a name. */
    public Optional<ActionSpec<?>> find(String name) {
        return Optional.ofNullable(specs.get(name));
    }

    /** All actions. */
    public List<ActionSpec<?>> specs() {
        return List.copyOf(specs.values());
    }

    /** Names of all actions. */
    public List<String> names() {
        return List.copyOf(specs.keySet());
    }

    /**
     * These actions and more after them.
     *
     * @throws IllegalArgumentException when a name is taken
     */
    public ActionRegistry with(List<? extends ActionSpec<?>> more) {
        List<ActionSpec<?>> all = new ArrayList<>(specs.values());
        all.addAll(more);
        return new ActionRegistry(all);
    }
}
