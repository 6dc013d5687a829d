package dev.weft.api.service;

import dev.weft.api.store.DefinitionStore;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.Workflows;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The definitions of the store, and before them those of a document about to be saved. Thread safe; each call asks the
 * store.
 *
 * @param about those of the document, by id
 */
record SavedWorkflows(DefinitionStore store, Plans plans, Map<String, Definition> about) implements Workflows {
    @Override
    public Set<String> ids() {
        Set<String> ids = new HashSet<>(store.ids());
        ids.addAll(about.keySet());
        return ids;
    }

    @Override
    public Optional<Definition> find(String id) {
        Definition own = about.get(id);
        return own == null ? store.current(id).flatMap(revision -> readable(revision.document())) : Optional.of(own);
    }

    private Optional<Definition> readable(String document) {
        try {
            return Optional.of(plans.of(document).definition());
        } catch (IllegalArgumentException e) {
            // An action of it isn't on the class path any more.
            return Optional.empty();
        }
    }
}
