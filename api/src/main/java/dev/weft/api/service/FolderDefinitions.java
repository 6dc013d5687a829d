package dev.weft.api.service;

import dev.weft.api.error.ApiException;
import dev.weft.api.store.LoadedStore;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.source.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes files of folders as revisions of definitions. One that is unchanged since it was taken last makes none, so what people have done
 * over the API since stays. Used by one thread at a time.
 */
final class FolderDefinitions extends FolderFiles {
    /** How the store calls what is loaded here. */
    static final String KIND = "definition";

    private final WorkflowService workflows;
    private final LoadedStore loaded;
    private final FolderClaims claims;

    FolderDefinitions(WorkflowService workflows, LoadedStore loaded, FolderClaims claims) {
        super("definitions");
        this.workflows = workflows;
        this.loaded = loaded;
        this.claims = claims;
    }

    @Override
    public String alert() {
        return "definition_refused";
    }

    @Override
    boolean taken(Path folder, String file, byte[] content) {
        SourceText source = Sources.text(file, content);
        return taken(Origins.of(folder), source, ids -> claim(folder, source, ids), () -> claimOld(folder, source));
    }

    /** Takes texts that come from no folder. */
    boolean taken(String origin, SourceText source) {
        return taken(origin, source, ids -> {}, () -> {});
    }

    private boolean taken(String origin, SourceText source, Consumer<List<String>> guard, Runnable unchanged) {
        String digest = Definitions.digest(source.text());
        if (loaded.digest(origin, KIND, source.name()).equals(Optional.of(digest))) {
            unchanged.run();
            return false;
        }
        String type = source.name().endsWith(".json") ? "application/json" : "application/yaml";
        workflows.save(new WorkflowService.Document(source, type, origin), Author.platform(origin), guard);
        loaded.keep(origin, KIND, source.name(), digest);
        return true;
    }

    @Override
    public void renamed(Path folder, String before, String now) {
        String origin = Origins.of(folder);
        loaded.digest(origin, KIND, before).ifPresent(digest -> loaded.keep(origin, KIND, now, digest));
        claims.renamed(folder, before, now);
    }

    @Override
    public String gone(Path folder, String file) {
        claims.keepOnly(folder, file, List.of());
        return "what it defined stays: DELETE /api/workflows/ID removes it";
    }

    /** Has a file claim its names that was taken before this was asked of files; it may be the second of one id. */
    private void claimOld(Path folder, SourceText source) {
        if (claims.of(folder, source.name()).isEmpty()) {
            List<String> ids = workflows.ids(source);
            if (!ids.isEmpty()) {
                claim(folder, source, ids);
            }
        }
    }

    private void claim(Path folder, SourceText source, List<String> ids) {
        try {
            claims.claim(folder, source, ids);
        } catch (ApiException e) {
            // So that it is saved once it counts.
            loaded.forget(Origins.of(folder), KIND, source.name());
            throw e;
        }
        claims.keepOnly(folder, source.name(), ids);
    }
}
