package dev.weft.api.service;

import dev.weft.api.auth.LabelsOf;
import dev.weft.api.gateway.Gateway;
import dev.weft.api.gateway.RunSummary;
import dev.weft.api.store.DefinitionStore;
import java.util.Map;
import java.util.Optional;

/** The labels of definitions as they are saved now, and of runs as they were started. Thread safe. */
public final class LabelLookup implements LabelsOf {
    private final DefinitionStore definitions;
    private final Gateway gateway;

    public LabelLookup(DefinitionStore definitions, Gateway gateway) {
        this.definitions = definitions;
        this.gateway = gateway;
    }

    @Override
    public Optional<Map<String, String>> workflow(String id) {
        return definitions.labels(id);
    }

    @Override
    public Optional<Map<String, String>> run(String id) {
        return gateway.reader().describe(id).map(RunSummary::labels);
    }
}
