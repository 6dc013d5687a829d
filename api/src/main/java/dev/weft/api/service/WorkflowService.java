package dev.weft.api.service;

import dev.weft.api.error.ApiException;
import dev.weft.api.representation.ProblemBody;
import dev.weft.api.store.DefinitionStore;
import dev.weft.api.store.DefinitionSummary;
import dev.weft.api.store.NewRevision;
import dev.weft.api.store.SaveOutcome;
import dev.weft.api.store.StoredRevision;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.diff.Difference;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.source.SourceText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Definitions: checked, saved as revisions, found again. Thread safe. */
public final class WorkflowService {
    private final DefinitionStore store;
    private final AgentService agents;
    private final Plans plans;

    public WorkflowService(DefinitionStore store, AgentService agents, Plans plans) {
        this.store = store;
        this.agents = agents;
        this.plans = plans;
    }

    /** Checks a document; nothing is saved. */
    public Reading check(SourceText source) {
        return Definitions.read(source, new Surroundings(Surroundings.UNKNOWN.actions(), agents.all(), null, null));
    }

    /** Saves the first revision; 409 where the id is taken, 422 where the document has errors. */
    public Saved create(Document document, String by) {
        Checked checked = checked(document);
        return switch (store.create(checked.revision(document, by))) {
            case SaveOutcome.Created created -> new Saved(created.revision(), true, checked.warnings());
            case SaveOutcome.Exists exists -> throw exists(exists.revision());
            case SaveOutcome other -> throw new IllegalStateException("Expected created or exists, but " + other);
        };
    }

    /**
     * Saves the next revision, or the first; the same document again makes none.
     *
     * @param ifMatch tags of the revision that it follows on; {@code null} for whichever is current
     */
    public Saved replace(String id, Document document, @Nullable String ifMatch, String by) {
        Checked checked = checked(document);
        if (!checked.definition().id().equals(id)) {
            throw ApiException.unprocessable(
                    "id_mismatch",
                    "Expected the document's id to be «" + id + "» as in the address, but found «"
                            + checked.definition().id() + "».");
        }
        return switch (store.save(checked.revision(document, by), ifMatch)) {
            case SaveOutcome.Created created -> new Saved(created.revision(), true, checked.warnings());
            case SaveOutcome.Replaced replaced -> new Saved(replaced.revision(), false, checked.warnings());
            case SaveOutcome.Unchanged unchanged -> new Saved(unchanged.revision(), false, checked.warnings());
            case SaveOutcome.Changed changed -> throw changed(changed.revision());
            case SaveOutcome.Missing missing -> throw changed(id);
            case SaveOutcome other -> throw new IllegalStateException("Expected a saved revision, but " + other);
        };
    }

    /** Saves the next revision of whichever definition a document is, or the first; 422 where it has errors. */
    public void load(Document document, String by) {
        store.save(checked(document).revision(document, by), null);
    }

    /** Hides a definition; its revisions are kept. */
    public void delete(String id, @Nullable String ifMatch) {
        switch (store.delete(id, ifMatch)) {
            case SaveOutcome.Deleted deleted -> {}
            case SaveOutcome.Changed changed -> throw changed(changed.revision());
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

    /** Definitions by id. */
    public List<DefinitionSummary> list(String after, int limit) {
        return store.list(after, limit);
    }

    /** The plan of a revision. */
    public Plan plan(StoredRevision revision) {
        return plans.of(revision.document());
    }

    /** What two revisions differ in. */
    public Difference difference(StoredRevision before, StoredRevision after) {
        return Difference.between(plan(before).definition(), plan(after).definition());
    }

    private Checked checked(Document document) {
        Reading reading = check(document.source());
        Definition definition = reading.definition();
        if (definition == null) {
            throw ApiException.unprocessable("invalid_definition", summary(reading.problems()))
                    .with("problems", ProblemBody.of(reading.problems()));
        }
        return new Checked(definition, reading.problems());
    }

    private static String summary(List<Problem> problems) {
        List<Problem> errors = problems.stream().filter(Problem::isError).toList();
        if (errors.isEmpty()) {
            return "Expected a definition, but found none.";
        }
        Problem first = errors.getFirst();
        return "Expected a valid definition, but found " + errors.size()
                + (errors.size() == 1 ? " error" : " errors") + "; the first: " + first.message() + " ("
                + first.file() + ":" + first.line() + ":" + first.column() + ")";
    }

    private static ApiException exists(StoredRevision revision) {
        return ApiException.conflict(
                        "exists",
                        "Expected a new id, but «" + revision.id() + "» has revision " + revision.revision()
                                + " already. PUT /api/workflows/" + revision.id() + " makes the next revision.")
                .with("revision", revision.revision());
    }

    private static ApiException changed(StoredRevision current) {
        return new ApiException(
                        412,
                        "changed",
                        "Expected the revision of If-Match to be current, but revision " + current.revision()
                                + " is. GET it, and apply your change to that.")
                .with("revision", current.revision())
                .header("ETag", "\"" + current.tag() + "\"");
    }

    private static ApiException changed(String id) {
        return new ApiException(
                412, "changed", "Expected the revision of If-Match to be current, but there is no «" + id + "».");
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
     */
    public record Saved(StoredRevision revision, boolean created, List<Problem> warnings) {}

    private record Checked(Definition definition, List<Problem> warnings) {
        NewRevision revision(Document document, String by) {
            String canonical = Definitions.canonical(definition);
            return new NewRevision(
                    definition.id(),
                    definition.name(),
                    definition.description(),
                    definition.labels(),
                    Definitions.digest(canonical),
                    canonical,
                    document.source().text(),
                    document.type(),
                    document.origin(),
                    by);
        }
    }
}
