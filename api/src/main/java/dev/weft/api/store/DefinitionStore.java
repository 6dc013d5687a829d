package dev.weft.api.store;

import static dev.weft.api.store.RevisionRows.REVISION;
import static dev.weft.api.store.RevisionRows.SUMMARY;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Definitions and their revisions. A revision is never changed or removed; deleting a definition hides it, so that runs
 * and their pages find what they ran. Thread safe; of several writers to one id each waits for the other.
 */
public final class DefinitionStore {
    private static final String CURRENT =
            "from revision r join definition d on d.id = r.definition and d.revision = r.revision"
                    + " where d.deleted_at is null";
    private final Database database;

    public DefinitionStore(Database database) {
        this.database = database;
    }

    /** The current revision of a definition that isn't deleted. */
    public Optional<StoredRevision> current(String id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select r.* " + CURRENT + " and d.id = :id")
                        .bind("id", id)
                        .map(REVISION)
                        .findOne());
    }

    /** A revision, also of a deleted definition. */
    public Optional<StoredRevision> revision(String id, int revision) {
        return database.jdbi().withHandle(handle -> find(handle, id, revision));
    }

    /** The revisions of a definition, newest first, also of a deleted one. */
    public List<StoredRevision> revisions(String id, int before, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from revision where definition = :id"
                                + " and revision < :before order by revision desc limit :limit")
                        .bind("id", id)
                        .bind("before", before)
                        .bind("limit", limit)
                        .map(REVISION)
                        .list());
    }

    /**
     * A revision that is kept.
     *
     * @param current whether it is the current one of a definition that isn't deleted
     */
    public record Kept(StoredRevision revision, boolean current) {}

    /** Revisions of all definitions, also of deleted ones, after one of them. */
    public List<Kept> after(String id, int revision, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select r.*, d.deleted_at is null and d.revision = r.revision"
                                + " as current from revision r join definition d on d.id = r.definition"
                                + " where (r.definition collate \"C\", r.revision) > (:id, :revision)"
                                + " order by r.definition collate \"C\", r.revision limit :limit")
                        .bind("id", id)
                        .bind("revision", revision)
                        .bind("limit", limit)
                        .map((row, context) -> new Kept(REVISION.map(row, context), row.getBoolean("current")))
                        .list());
    }

    /** Definitions that aren't deleted, and whose current revision isn't there. */
    public List<String> withoutRevision() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select id from definition d where deleted_at is null"
                                + " and not exists (select from revision r where r.definition = d.id"
                                + " and r.revision = d.revision) order by id")
                        .mapTo(String.class)
                        .list());
    }

    /** The labels of a definition as it is now, or was when it was deleted; empty where there never was one. */
    public Optional<Map<String, String>> labels(String id) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery("select labels from definition where id = :id and revision > 0")
                                .bind("id", id)
                                .map((row, context) -> JsonText.labels(row.getString("labels")))
                                .findOne());
    }

    /**
     * Definitions that aren't deleted, by id.
     *
     * @param labels that each has
     */
    public List<DefinitionSummary> list(Map<String, String> labels, String after, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select d.*, r.digest, r.written_in " + CURRENT
                                        + " and d.id > :after and d.labels @> cast(:labels as jsonb) order by d.id collate \"C\" limit :limit")
                        .bind("after", after)
                        .bind("labels", JsonText.write(labels))
                        .bind("limit", limit)
                        .map(SUMMARY)
                        .list());
    }

    /** The ids of all definitions that aren't deleted. */
    public Set<String> ids() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select id from definition where deleted_at is null")
                        .mapTo(String.class)
                        .set());
    }

    /** Whether an id names a definition that isn't deleted. */
    public boolean exists(String id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select exists (select from definition where id = :id and deleted_at is null)")
                        .bind("id", id)
                        .mapTo(Boolean.class)
                        .one());
    }

    /** Saves the first revision; {@link SaveOutcome.Created} or {@link SaveOutcome.Exists}. */
    public SaveOutcome create(NewRevision revision) {
        return database.jdbi().inTransaction(handle -> {
            Optional<StoredRevision> present = reserve(handle, revision.id());
            return present.<SaveOutcome>map(SaveOutcome.Exists::new)
                    .orElseGet(() -> new SaveOutcome.Created(append(handle, revision)));
        });
    }

    /**
     * Saves the next revision, or the first.
     *
     * @param expected tag of the revision that it follows on; {@code null} for whichever is current
     */
    public SaveOutcome save(NewRevision revision, @Nullable String expected) {
        return database.jdbi().inTransaction(handle -> {
            Optional<StoredRevision> present =
                    expected == null ? reserve(handle, revision.id()) : lock(handle, revision.id());
            if (present.isEmpty()) {
                return expected == null ? new SaveOutcome.Created(append(handle, revision)) : new SaveOutcome.Missing();
            }
            if (expected != null && !Tags.match(expected, present.get().tag())) {
                return new SaveOutcome.Changed(present.get());
            }
            return present.get().says(revision)
                    ? new SaveOutcome.Unchanged(present.get())
                    : new SaveOutcome.Replaced(append(handle, revision));
        });
    }

    /**
     * Hides a definition; its id may be used again, and its revisions count on from there.
     *
     * @param expected tag of the revision that is meant; {@code null} for whichever is current
     */
    public SaveOutcome delete(String id, @Nullable String expected) {
        return database.jdbi().inTransaction(handle -> {
            Optional<StoredRevision> present = lock(handle, id);
            if (present.isEmpty()) {
                return new SaveOutcome.Missing();
            }
            if (expected != null && !Tags.match(expected, present.get().tag())) {
                return new SaveOutcome.Changed(present.get());
            }
            handle.createUpdate("update definition set deleted_at = now() where id = :id")
                    .bind("id", id)
                    .execute();
            TriggerRows.remove(handle, id, List.of());
            return new SaveOutcome.Deleted();
        });
    }

    /** Makes sure of a row to lock (hidden, without revisions, where there was none) and locks it. */
    private static Optional<StoredRevision> reserve(Handle handle, String id) {
        handle.createUpdate("insert into definition (id, name, description, labels, revision, deleted_at)"
                        + " values (:id, '', '', '{}', 0, now()) on conflict (id) do nothing")
                .bind("id", id)
                .execute();
        return lock(handle, id);
    }

    /** Locks the row, also of a deleted definition; gives the current revision unless it is deleted. */
    private static Optional<StoredRevision> lock(Handle handle, String id) {
        return handle.createQuery("select case when deleted_at is null then revision else 0 end"
                        + " from definition where id = :id for update")
                .bind("id", id)
                .mapTo(Integer.class)
                .findOne()
                .flatMap(current -> find(handle, id, current));
    }

    private static Optional<StoredRevision> find(Handle handle, String id, int revision) {
        return handle.createQuery("select * from revision where definition = :id and revision = :revision")
                .bind("id", id)
                .bind("revision", revision)
                .map(REVISION)
                .findOne();
    }

    private static StoredRevision append(Handle handle, NewRevision revision) {
        int next = handle.createQuery("update definition set name = :name, description = :description,"
                        + " labels = cast(:labels as jsonb), revision = revision + 1, updated_at = now(),"
                        + " created_at = case when deleted_at is null then created_at else now() end,"
                        + " deleted_at = null where id = :id returning revision")
                .bind("id", revision.id())
                .bind("name", revision.name())
                .bind("description", revision.description())
                .bind("labels", JsonText.write(revision.labels()))
                .mapTo(Integer.class)
                .one();
        TriggerRows.follow(handle, revision.id(), next, revision.triggers());
        return handle.createQuery("insert into revision (definition, revision, digest, document, source, source_type,"
                        + " written_in, origin, created_by) values (:id, :revision, :digest, :document, :source, :sourceType,"
                        + " :from, :origin, :by) returning *")
                .bindMethods(revision)
                .bind("revision", next)
                .map(REVISION)
                .one();
    }
}
