package dev.weft.api.store;

import dev.weft.worker.protocol.RunStatus;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Runs as the event log itself has them. Thread safe. */
public final class LoggedRunStore {
    private static final List<String> ENDED = Arrays.stream(RunStatus.values())
            .filter(RunStatus::ended)
            .map(RunStatus::name)
            .toList();

    private final Database database;

    public LoggedRunStore(Database database) {
        this.database = database;
    }

    /** Those of some runs of which it has anything. */
    public Map<String, LoggedRun> of(Collection<String> runs) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select known.*, last.workflow, last.generation,"
                                + " coalesce((last.data ->> 'revision')::integer, 0) as revision,"
                                + " case when last.type like 'workflow.%' and last.data ->> 'status' = any(:ended)"
                                + " then last.data ->> 'status' end as status"
                                + " from (select run, min(sequence) as first, max(sequence) as last,"
                                + " count(distinct sequence) as changes, max(time) as latest from event"
                                + " where run = any(:runs) and sequence is not null group by run) known"
                                + " cross join lateral (select * from event e where e.run = known.run and e.sequence = known.last"
                                + " order by e.generation desc, e.position desc limit 1) last")
                        .bindArray("runs", String.class, List.copyOf(runs))
                        .bindArray("ended", String.class, ENDED)
                        .map((row, context) -> new LoggedRun(
                                row.getString("run"),
                                row.getString("workflow"),
                                row.getInt("revision"),
                                row.getInt("generation"),
                                row.getInt("first"),
                                row.getInt("last"),
                                row.getInt("changes"),
                                row.getTimestamp("latest").toInstant(),
                                row.getString("status")))
                        .collectToMap(LoggedRun::run, run -> run));
    }

    /** Ids of all runs that go on by what they have told of themselves last. */
    public List<String> goingOn() {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery("select run from (select distinct on (run) run, data ->> 'status'"
                                        + " as status from event where type like 'workflow.%' and run is not null"
                                        + " order by run, generation desc, sequence desc) last"
                                        + " where coalesce(status, '') <> all(:ended) order by run")
                                .bindArray("ended", String.class, ENDED)
                                .mapTo(String.class)
                                .list());
    }
}
