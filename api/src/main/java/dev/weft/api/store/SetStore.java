package dev.weft.api.store;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which definitions were applied together. Thread safe. */
public final class SetStore {
    private static final long LOCK = 0x7765_6674_7365_7473L;

    private final Database database;

    public SetStore(Database database) {
        this.database = database;
    }

    /** Lets nobody else apply a set until the transaction ends that the caller is in. */
    public void lock() {
        database.jdbi()
                .useHandle(handle -> handle.createQuery("select 1 from pg_advisory_xact_lock(:lock)")
                        .bind("lock", LOCK)
                        .mapTo(Integer.class)
                        .one());
    }

    /** The definitions of a set, by id. */
    public List<String> of(String set) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select definition from definition_set where name = :set order by definition")
                        .bind("set", set)
                        .mapTo(String.class)
                        .list());
    }

    /** The set that each definition is of which isn't deleted, by id. */
    public Map<String, String> all() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select s.definition, s.name from definition_set s"
                                + " join definition d on d.id = s.definition where d.deleted_at is null")
                        .reduceRows(new TreeMap<>(), (all, row) -> {
                            all.put(row.getColumn("definition", String.class), row.getColumn("name", String.class));
                            return all;
                        }));
    }

    /** Makes a definition one of a set, and of no other. */
    public void put(String set, String definition) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "insert into definition_set (definition, name) values (:definition, :set)"
                                        + " on conflict (definition) do update set name = excluded.name")
                        .bind("definition", definition)
                        .bind("set", set)
                        .execute());
    }

    /** Takes a definition out of its set. */
    public void remove(String definition) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("delete from definition_set where definition = :definition")
                        .bind("definition", definition)
                        .execute());
    }
}
