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

    /** Some that are at hand. */
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
