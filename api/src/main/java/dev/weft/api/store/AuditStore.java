package dev.weft.api.store;

import dev.weft.definitions.Definitions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The audit trail. Positions have no gaps; whoever writes holds the head until the commit. Thread safe. */
public final class AuditStore {
    private static final RowMapper<AuditRow> ROW =
            (row, context) -> new AuditRow(row.getLong("position"), row.getString("entry"), row.getString("hash"));

    private final Database database;

    /** The last entry of the trail, as far as this process knows. */
    private volatile @Nullable AuditRow last;

    public AuditStore(Database database) {
        this.database = database;
    }

    /**
     * The hash of the chain up to an entry: sha-256, in lower-case hexadecimal, of the hash before (empty for the first), the
     * position and the entry, with line feeds between.
     */
    public static String hash(String before, long position, String entry) {
        return Definitions.digest(before + "\n" + position + "\n" + entry);
    }

    /**
     * Puts entries at the end, all or none.
     *
     * @param at when
     * @return as they were put
     */
    public List<AuditRow> append(List<String> entries, Instant at) {
        AuditRow before = last;
        last = null;
        List<AuditRow> rows = before == null ? List.of() : appendAfter(before, entries, at);
        if (rows.isEmpty()) {
            rows = database.jdbi().inTransaction(handle -> append(handle, lock(handle), entries, at));
        }
        last = rows.getLast();
        return rows;
    }

    /** In one round trip, where nobody else has put one meanwhile; else none. */
    private List<AuditRow> appendAfter(AuditRow before, List<String> entries, Instant at) {
        List<AuditRow> rows = chained(before.position(), before.hash(), entries);
        int put = database.jdbi()
                .withHandle(
                        handle -> handle.createUpdate("with moved as (update audit_head set last = :last, hash = :hash"
                                        + " where last = :before and hash = :hash_before returning 1) insert into audit (position,"
                                        + " entry, hash, at) select position, entry, hash, :at from moved,"
                                        + " unnest(:positions::bigint[], :entries::text[], :hashes::text[])"
                                        + " as given(position, entry, hash)")
                                .bind("last", rows.getLast().position())
                                .bind("hash", rows.getLast().hash())
                                .bind("before", before.position())
                                .bind("hash_before", before.hash())
                                .bind("at", Database.utc(at))
                                .bindArray(
                                        "positions",
                                        Long.class,
                                        rows.stream().map(AuditRow::position).toList())
                                .bindArray("entries", String.class, entries)
                                .bindArray(
                                        "hashes",
                                        String.class,
                                        rows.stream().map(AuditRow::hash).toList())
                                .execute());
        return put == 0 ? List.of() : rows;
    }

    private static List<AuditRow> chained(long position, String hash, List<String> entries) {
        List<AuditRow> rows = new ArrayList<>();
        String before = hash;
        for (String entry : entries) {
            long at = position + rows.size() + 1;
            before = hash(before, at, entry);
            rows.add(new AuditRow(at, entry, before));
        }
        return rows;
    }

    /** Where the trail begins and ends. */
    public AuditEnds ends() {
        return database.jdbi().withHandle(handle -> ends(handle, ""));
    }

    /** Entries after a position, oldest first. */
    public List<AuditRow> after(long position, AuditFilter filter, int limit) {
        return select(filter, "position > :position order by position", position, limit);
    }

    /** Entries before a position, newest first. */
    public List<AuditRow> before(long position, AuditFilter filter, int limit) {
        return select(filter, "position < :position order by position desc", position, limit);
    }

    /**
     * Cuts off what is older than a time, but for the last entry, and writes down that it did.
     *
     * @param note gives the entry that says so, of the last that is cut off
     * @return what was put for it; empty where nothing was old enough
     */
    public Optional<AuditRow> cut(Instant before, Instant now, Function<AuditRow, String> note) {
        return database.jdbi().inTransaction(handle -> {
            AuditEnds ends = lock(handle);
            Optional<AuditRow> last = handle.createQuery(
                            "select * from audit where at < :before and position < :last order by position desc limit 1")
                    .bind("before", Database.utc(before))
                    .bind("last", ends.last())
                    .map(ROW)
                    .findOne();
            if (last.isEmpty()) {
                return Optional.empty();
            }
            AuditRow cut = last.get();
            AuditRow said = append(handle, ends, List.of(note.apply(cut)), now).getFirst();
            handle.execute("set local weft.audit_cut = 'on'");
            handle.createUpdate("delete from audit where position <= :cut")
                    .bind("cut", cut.position())
                    .execute();
            handle.createUpdate("update audit_head set cut = :cut, cut_hash = :hash")
                    .bind("cut", cut.position())
                    .bind("hash", cut.hash())
                    .execute();
            return Optional.of(said);
        });
    }

    private List<AuditRow> select(AuditFilter filter, String where, long position, int limit) {
        Map<String, Object> bound = new LinkedHashMap<>();
        StringBuilder terms = new StringBuilder();
        if (filter.user() != null) {
            terms.append("user_id = :user and ");
            bound.put("user", filter.user());
        }
        if (filter.action() != null) {
            terms.append("action = :action and ");
            bound.put("action", filter.action());
        }
        if (filter.target() != null) {
            terms.append("target = :target and ");
            bound.put("target", filter.target());
        }
        if (filter.since() != null) {
            terms.append("at >= :since and ");
            bound.put("since", Database.utc(filter.since()));
        }
        if (filter.until() != null) {
            terms.append("at < :until and ");
            bound.put("until", Database.utc(filter.until()));
        }
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from audit where " + terms + where + " limit :limit")
                        .bindMap(bound)
                        .bind("position", position)
                        .bind("limit", limit)
                        .map(ROW)
                        .list());
    }

    private static AuditEnds lock(Handle handle) {
        return ends(handle, " for update");
    }

    private static AuditEnds ends(Handle handle, String how) {
        return handle.createQuery("select * from audit_head" + how)
                .map((row, context) -> new AuditEnds(
                        row.getLong("last"), row.getString("hash"), row.getLong("cut"), row.getString("cut_hash")))
                .one();
    }

    private static List<AuditRow> append(Handle handle, AuditEnds ends, List<String> entries, Instant at) {
        List<AuditRow> rows = chained(ends.last(), ends.hash(), entries);
        try (PreparedBatch batch = handle.prepareBatch(
                "insert into audit (position, entry, hash, at) values (:position, :entry, :hash, :at)")) {
            for (AuditRow row : rows) {
                batch.bind("position", row.position())
                        .bind("entry", row.entry())
                        .bind("hash", row.hash())
                        .bind("at", Database.utc(at))
                        .add();
            }
            batch.execute();
        }
        handle.createUpdate("update audit_head set last = :last, hash = :hash")
                .bind("last", rows.getLast().position())
                .bind("hash", rows.getLast().hash())
                .execute();
        return rows;
    }
}
