package dev.weft.definitions.model;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The saved definitions that there are. Thread safe. */
public interface Workflows {
    /** Their ids. */
    Set<String> ids();

    /** The newest revision of one; nothing where there is none, or it can't be read any more. */
    Optional<Definition> find(String id);

    /** Whether these are all there are, so that any other is unknown. */
    default boolean areAll() {
        return true;
    }

    /** Some that are at hand, beside others that aren't known. */
    static Workflows some(Map<String, Definition> definitions) {
        Workflows those = of(definitions);
        return new Workflows() {
            @Override
            public Set<String> ids() {
                return those.ids();
            }

            @Override
            public Optional<Definition> find(String id) {
                return those.find(id);
            }

            @Override
            public boolean areAll() {
                return false;
            }
        };
    }

    /** Some that are at hand, and no others. */
    static Workflows of(Map<String, Definition> definitions) {
        Map<String, Definition> copy = Map.copyOf(definitions);
        return new Workflows() {
            @Override
            public Set<String> ids() {
                return copy.keySet();
            }

            @Override
            public Optional<Definition> find(String id) {
                return Optional.ofNullable(copy.get(id));
            }
        };
    }
}
