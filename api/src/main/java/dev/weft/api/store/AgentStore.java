package dev.weft.api.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weft.definitions.agent.Agent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.mapper.RowMapper;

/** Agents by name. Thread safe. */
public final class AgentStore {
    /** The same JSON as a run pins. */
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final RowMapper<StoredAgent> AGENT = (row, context) -> agent(row);
    private final Database database;

    public AgentStore(Database database) {
        this.database = database;
    }

    /** One agent. */
    public Optional<StoredAgent> find(String name) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery("select * from agent where name = :name and deleted_at is null")
                                .bind("name", name)
                                .map(AGENT)
                                .findOne());
    }

    /** All agents, by name. */
    public List<StoredAgent> list(String after, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from agent where deleted_at is null"
                                + " and name > :after order by name collate \"C\" limit :limit")
                        .bind("after", after)
                        .bind("limit", limit)
                        .map(AGENT)
                        .list());
    }

    /**
     * Agents that can't be read: why, by name. That one was changed its digest doesn't tell, as PostgreSQL keeps fields in an order of
     * its own.
     */
    public SortedMap<String, String> damaged() {
        return database.jdbi().withHandle(handle -> {
            SortedMap<String, String> damaged = new TreeMap<>();
            handle.createQuery("select name, document from agent where deleted_at is null")
                    .map((row, context) -> {
                        String name = row.getString("name");
                        flaw(row.getString("document")).ifPresent(flaw -> damaged.put(name, flaw));
                        return name;
                    })
                    .list();
            return damaged;
        });
    }

    private static Optional<String> flaw(String document) {
        try {
            JSON.readValue(document, Agent.class);
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of(e.getOriginalMessage());
        }
    }

    /** Another text whenever an agent was saved or hidden. */
    public String mark() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select coalesce(sum(revision), 0) || ' ' || count(deleted_at) from agent")
                        .mapTo(String.class)
                        .one());
    }

    /** Creates or replaces; whether anything changed. */
    public boolean save(Agent agent, String origin, String by) {
        String document = write(agent);
        return database.jdbi()
                .withHandle(handle -> handle.createUpdate("insert into agent as a (name, revision, document, digest,"
                                        + " origin, updated_by) values (:name, 1, cast(:document as jsonb), :digest,"
                                        + " :origin, :by) on conflict (name) do update set revision = a.revision + 1,"
                                        + " document = excluded.document, digest = excluded.digest,"
                                        + " origin = excluded.origin, updated_by = excluded.updated_by,"
                                        + " updated_at = now(), deleted_at = null"
                                        + " where a.digest <> excluded.digest or a.deleted_at is not null")
                                .bind("name", agent.name())
                                .bind("document", document)
                                .bind("digest", digest(document))
                                .bind("origin", origin)
                                .bind("by", by)
                                .execute()
                        > 0);
    }

    /** Hides an agent; runs that have pinned it go on. Whether there was one. */
    public boolean delete(String name) {
        return database.jdbi()
                .withHandle(handle -> handle.createUpdate(
                                        "update agent set deleted_at = now() where name = :name and deleted_at is null")
                                .bind("name", name)
                                .execute()
                        > 0);
    }

    /** What tells one state of an agent from another. */
    public static String digest(Agent agent) {
        return digest(write(agent));
    }

    private static StoredAgent agent(ResultSet row) throws SQLException {
        try {
            return new StoredAgent(
                    JSON.readValue(row.getString("document"), Agent.class),
                    row.getInt("revision"),
                    row.getString("digest"),
                    row.getString("origin"),
                    row.getString("updated_by"),
                    row.getTimestamp("updated_at").toInstant());
        } catch (JsonProcessingException e) {
            throw new SQLException("Expected an agent's JSON", e);
        }
    }

    private static String write(Agent agent) {
        try {
            return JSON.writeValueAsString(agent);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String digest(String document) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every Java to have SHA-256", e);
        }
    }
}
