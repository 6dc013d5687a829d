package dev.weft.api.service;

import dev.weft.api.auth.Caller;
import dev.weft.api.error.ApiException;
import dev.weft.api.representation.ValidationBody;
import dev.weft.api.store.Database;
import dev.weft.api.store.DefinitionStore;
import dev.weft.api.store.DefinitionSummary;
import dev.weft.api.store.NewRevision;
import dev.weft.api.store.SaveOutcome;
import dev.weft.api.store.StoredRevision;
import dev.weft.definitions.Reading;
import dev.weft.definitions.diff.Difference;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.source.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Definitions: checked, saved as revisions, found again. Thread safe. */
public final class WorkflowService {
    private final Database database;
    private final DefinitionStore store;
    private final Checks checks;
    private final Plans plans;

    public WorkflowService(Database database, DefinitionStore store, Checks checks, Plans plans) {
        this.database = database;
        this.store = store;
        this.checks = checks;
        this.plans = plans;
    }

    /** Checks a document; nothing is saved. */
    public ValidationBody check(SourceText source) {
        List<Reading> readings = checks.all(source);
        return ValidationBody.of(readings, Checks.problems(readings));
    }

    /**
     * Saves the first revisions of a document's definitions, all or none; 409 where an id is taken, 422 where the document
     * has errors.
     *
     * @return one for each definition, in the order written
     */
    public List<Saved> create(Document document, Author by) {
        return together(Checked.all(checks.all(document.source())), document, by, store::create);
    }

    /**
     * Saves the next revisions of a document's definitions, or the first, all or none; what is the same as before makes
     * none. 422 where the document has errors.
     *
     * @return one for each definition, in the order written
     */
    public List<Saved> save(Document document, Author by) {
        return save(document, by, ids -> {});
    }

    /**
     * Saves like the other.
     *
     * @param guard asked for leave with all ids, once the document is known to have no errors; nothing is saved where it throws
     */
    List<Saved> save(Document document, Author by, Consumer<List<String>> guard) {
        List<Checked> all = Checked.all(checks.all(document.source()));
        guard.accept(all.stream().map(one -> one.definition().id()).toList());
        return together(all, document, by, revision -> store.save(revision, null));
    }

    /** The ids of a document's definitions; none where it has errors. */
    List<String> ids(SourceText source) {
        List<Reading> readings = checks.all(source);
        return readings.stream().anyMatch(reading -> reading.definition() == null)
                ? List.of()
                : Checked.all(readings).stream()
                        .map(one -> one.definition().id())
                        .toList();
    }

    /**
     * Saves the next revision of one definition, or the first; the same document again makes none.
     *
     * @param ifMatch tags of the revision that it follows on; {@code null} for whichever is current
     */
    public Saved replace(String id, Document document, @Nullable String ifMatch, Author by) {
        Checked checked = Checked.all(List.of(checks.one(document.source()))).getFirst();
        if (!checked.definition().id().equals(id)) {
            throw ApiException.unprocessable(
                    "id_mismatch",
                    "Expected the document's id to be «" + id + "» as in the address, but found «"
                            + checked.definition().id() + "».");
        }
        checkMayWrite(checked, by);
        return switch (store.save(checked.revision(document, by), ifMatch)) {
            case SaveOutcome.Created created -> new Saved(created.revision(), true, checked.reading());
            case SaveOutcome.Replaced replaced -> new Saved(replaced.revision(), false, checked.reading());
            case SaveOutcome.Unchanged unchanged -> new Saved(unchanged.revision(), false, checked.reading());
            case SaveOutcome.Changed changed -> throw SaveRefusals.changed(changed.revision());
            case SaveOutcome.Missing missing -> throw SaveRefusals.changed(id);
            case SaveOutcome.Exists exists -> throw unexpected(exists);
            case SaveOutcome.Deleted deleted -> throw unexpected(deleted);
        };
    }

    /**
     * Goes back to a revision: what it says becomes the next one. A definition that was deleted is there again. Where the current one
     * says the same already, nothing changes.
     *
     * @param ifMatch tags of the revision that is to be current; {@code null} for whichever is
     */
    public Saved restore(String id, int number, @Nullable String ifMatch, Author by) {
        StoredRevision old = revision(id, number);
        Reading reading = reading(old);
        NewRevision next = new NewRevision(
                id,
                plan(old).definition().name(),
                plan(old).definition().description(),
                plan(old).definition().labels(),
                old.digest(),
                old.document(),
                old.source(),
                old.sourceType(),
                old.from(),
                "api",
                by.name(),
                SavedTriggers.of(plan(old).definition()));
        Caller limited = by.limited();
        if (limited != null) {
            String what = "workflow «" + id + "»";
            store.labels(id).ifPresent(labels -> limited.checkHoldsFor(what, labels));
            limited.checkHoldsFor(what, next.labels());
        }
        return switch (store.save(next, ifMatch)) {
            case SaveOutcome.Created created -> new Saved(created.revision(), true, reading);
            case SaveOutcome.Replaced replaced -> new Saved(replaced.revision(), false, reading);
            case SaveOutcome.Unchanged unchanged -> new Saved(unchanged.revision(), false, reading);
            case SaveOutcome.Changed changed -> throw SaveRefusals.changed(changed.revision());
            case SaveOutcome.Missing missing -> throw SaveRefusals.changed(id);
            case SaveOutcome.Exists exists -> throw unexpected(exists);
            case SaveOutcome.Deleted deleted -> throw unexpected(deleted);
        };
    }

    /** As it was written, where that is one definition that can be read still; else as it is kept. */
    private Reading reading(StoredRevision revision) {
        Reading written = checks.one(new SourceText(revision.id() + ".yaml", revision.source()));
        return written.definition() != null && written.definition().id().equals(revision.id())
                ? written
                : checks.one(new SourceText(revision.id() + ".yaml", revision.document()));
    }

    /** Hides a definition; its revisions are kept. */
    public void delete(String id, @Nullable String ifMatch) {
        switch (store.delete(id, ifMatch)) {
            case SaveOutcome.Deleted deleted -> {}
            case SaveOutcome.Changed changed -> throw SaveRefusals.changed(changed.revision());
            case SaveOutcome.Missing missing -> throw ApiException.notFound("workflow", id);
            case SaveOutcome other -> throw new IllegalStateException("Expected a deletion, but " + other);
        }
    }

    /** The current revision; 404 where there is none. */
    public StoredRevision current(String id) {
        return store.current(id).orElseThrow(() -> ApiException.notFound("workflow", id));
    }

    /** A revision; 404 where there is none. */
    public StoredRevision revision(String id, int number) {
        return store.revision(id, number)
                .orElseThrow(() -> ApiException.notFound("revision", id + "/revisions/" + number));
    }

    /** Revisions, newest first; 404 where the definition never was. */
    public List<StoredRevision> revisions(String id, int before, int limit) {
        List<StoredRevision> revisions = store.revisions(id, before, limit);
        if (revisions.isEmpty() && before == Integer.MAX_VALUE) {
            throw ApiException.notFound("workflow", id);
        }
        return revisions;
    }

    /**
     * Definitions by id.
     *
     * @param labels that each has
     */
    public List<DefinitionSummary> list(Map<String, String> labels, String after, int limit) {
        return store.list(labels, after, limit);
    }

    /** The plan of a revision. */
    public Plan plan(StoredRevision revision) {
        return plans.of(revision.document());
    }

    /** What two revisions differ in. */
    public Difference difference(StoredRevision before, StoredRevision after) {
        return Difference.between(plan(before).definition(), plan(after).definition());
    }

    /** In the order of ids, so that of several writers to the same ones each waits for the other. */
    private List<Saved> together(
            List<Checked> all, Document document, Author by, Function<NewRevision, SaveOutcome> save) {
        List<Checked> ordered = all.stream()
                .sorted(Comparator.comparing(one -> one.definition().id()))
                .toList();
        return database.together(() -> {
            Map<Checked, Saved> saved = new IdentityHashMap<>();
            List<StoredRevision> present = new ArrayList<>();
            for (Checked one : ordered) {
                checkMayWrite(one, by);
                switch (save.apply(one.revision(document, by))) {
                    case SaveOutcome.Created created ->
                        saved.put(one, new Saved(created.revision(), true, one.reading()));
                    case SaveOutcome.Replaced replaced ->
                        saved.put(one, new Saved(replaced.revision(), false, one.reading()));
                    case SaveOutcome.Unchanged unchanged ->
                        saved.put(one, new Saved(unchanged.revision(), false, one.reading()));
                    case SaveOutcome.Exists exists -> present.add(exists.revision());
                    case SaveOutcome.Changed changed -> throw unexpected(changed);
                    case SaveOutcome.Missing missing -> throw unexpected(missing);
                    case SaveOutcome.Deleted deleted -> throw unexpected(deleted);
                }
            }
            if (!present.isEmpty()) {
                throw SaveRefusals.exist(present);
            }
            return all.stream().map(saved::get).map(Objects::requireNonNull).toList();
        });
    }

    private void checkMayWrite(Checked one, Author by) {
        checkMayWrite(store, one, by);
    }

    /** A definition is theirs before and after: neither taken from others nor given to them. */
    static void checkMayWrite(DefinitionStore store, Checked one, Author by) {
        Caller limited = by.limited();
        if (limited == null) {
            return;
        }
        String id = one.definition().id();
        String what = "workflow «" + id + "»";
        store.labels(id).ifPresent(labels -> limited.checkHoldsFor(what, labels));
        limited.checkHoldsFor(what, one.definition().labels());
    }

    private static IllegalStateException unexpected(SaveOutcome outcome) {
        return new IllegalStateException("Expected a saved revision, but " + outcome);
    }

    /**
     * A document about to be saved.
     *
     * @param type media type of its text
     * @param origin {@code api}, {@code catalogue}, or {@code folder:PATH}
     */
    public record Document(SourceText source, String type, String origin) {}

    /**
     * A definition that has been saved.
     *
     * @param created whether there was none of its id
     * @param reading of it, with warnings and what was migrated
     */
    public record Saved(StoredRevision revision, boolean created, Reading reading) {}
}
