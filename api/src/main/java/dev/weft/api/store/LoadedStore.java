package dev.weft.api.store;

import java.util.Optional;

/**
 * What was loaded last from the catalogue and from folders: so that a file is taken again when it changes, and what
 * people did since to a definition is not undone by a restart. Thread safe.
 */
public final class LoadedStore {
    private final Database database;

    public LoadedStore(Database database) {
        this.database = database;
    }

    /**
     * The digest of what was loaded last.
     *
     * @param kind {@code definition} or {@code agent}
     */
    public Optional<String> digest(String origin, String kind, String name) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select digest from loaded where origin = :origin and kind = :kind and name = :name")
                        .bind("origin", origin)
                        .bind("kind", kind)
                        .bind("name", name)
                        .mapTo(String.class)
                        .findOne());
    }

    /** Keeps the digest of what has been loaded. */
    public void keep(String origin, String kind, String name, String digest) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("insert into loaded (origin, kind, name, digest)"
                                + " values (:origin, :kind, :name, :digest) on conflict (origin, kind, name)"
                                + " do update set digest = excluded.digest, loaded_at = now()")
                        .bind("origin", origin)
                        .bind("kind", kind)
                        .bind("name", name)
                        .bind("digest", digest)
                        .execute());
    }

    /** Forgets that something has been loaded: it is taken anew where it comes back. */
    public void forget(String origin, String kind, String name) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "delete from loaded where origin = :origin and kind = :kind and name = :name")
                        .bind("origin", origin)
                        .bind("kind", kind)
                        .bind("name", name)
                        .execute());
    }
}
