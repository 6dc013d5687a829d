package dev.weft.api.store;

import dev.weft.definitions.action.LogLevel;
import dev.weft.worker.protocol.log.LogLine;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Lines of runs' logs. Positions are seen in their order: whoever writes holds a lock until the commit. Thread safe. */
public final class LogStore {
    private static final long LOCK = 0x7765_6674_6c6f_6773L;
    private static final int AT_ONCE = 10_000;
    private static final LogLevel[] LEVELS = LogLevel.values();
    private static final RowMapper<StoredLine> LINE = (row, context) -> new StoredLine(
            row.getLong("position"),
            row.getTimestamp("at").toInstant(),
            LEVELS[row.getInt("level")],
            row.getString("task"),
            row.getInt("attempt"),
            row.getString("source"),
            row.getString("text"));

    private final Database database;

    public LogStore(Database database) {
        this.database = database;
    }

    /** Keeps lines, all or none, and each once. */
    public void put(List<LogLine> lines) {
        if (lines.isEmpty()) {
            return;
        }
        database.jdbi().useTransaction(handle -> {
            handle.createQuery("select 1 from pg_advisory_xact_lock(:lock)")
                    .bind("lock", LOCK)
                    .mapTo(Integer.class)
                    .one();
            PreparedBatch insert = handle.prepareBatch(
                    "insert into run_log (writer, number, run, workflow, task, attempt, at, level, source, text)"
                            + " values (:writer, :number, :run, :workflow, :task, :attempt, :at, :level, :source, :text)"
                            + " on conflict (writer, number) do nothing");
            for (LogLine line : lines) {
                insert.bind("writer", line.writer())
                        .bind("number", line.number())
                        .bind("run", line.run())
                        .bind("workflow", line.workflow())
                        .bind("task", line.task())
                        .bind("attempt", line.attempt())
                        .bind("at", Database.utc(line.at()))
                        .bind("level", (short) line.level().ordinal())
                        .bind("source", line.source())
                        .bind("text", line.text())
                        .add();
            }
            insert.execute();
        });
    }

    /** Lines after a position, in order. */
    public List<StoredLine> after(long position, LogFilter filter, int limit) {
        return select(filter, "position > :position order by position", position, limit);
    }

    /** The last lines, in order. */
    public List<StoredLine> last(LogFilter filter, int limit) {
        return select(filter, "position < :position order by position desc", Long.MAX_VALUE, limit)
                .reversed();
    }

    /**
     * Deletes lines that are older than a time, and the oldest of those that are more than a number.
     *
     * @return how many
     */
    public long cut(Instant before, long most) {
        return delete("at < :bound", Database.utc(before))
                + delete("position <= (select max(position) from run_log) - :bound", most);
    }

    /** In parts, so that no transaction takes long. */
    private long delete(String which, Object bound) {
        long deleted = 0;
        int some;
        do {
            some = database.jdbi()
                    .withHandle(handle -> handle.createUpdate(
                                    "delete from run_log where position in (select position from run_log where " + which
                                            + " limit :limit)")
                            .bind("bound", bound)
                            .bind("limit", AT_ONCE)
                            .execute());
            deleted += some;
        } while (some == AT_ONCE);
        return deleted;
    }

    private List<StoredLine> select(LogFilter filter, String where, long position, int limit) {
        Map<String, Object> bound = new LinkedHashMap<>();
        StringBuilder terms = new StringBuilder("run = :run and ");
        bound.put("run", filter.run());
        if (filter.task() != null) {
            terms.append("(task = :task or starts_with(task, :task || '.') or starts_with(task, :task || '[')"
                    + " or starts_with(task, :task || '~')) and ");
            bound.put("task", filter.task());
        }
        if (filter.level() != null) {
            terms.append("level >= :level and ");
            bound.put("level", (short) filter.level().ordinal());
        }
        if (filter.text() != null) {
            terms.append("strpos(lower(text), lower(:text)) > 0 and ");
            bound.put("text", filter.text());
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
                .withHandle(
                        handle -> handle.createQuery("select * from run_log where " + terms + where + " limit :limit")
                                .bindMap(bound)
                                .bind("position", position)
                                .bind("limit", limit)
                                .map(LINE)
                                .list());
    }
}
