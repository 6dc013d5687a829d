package dev.weft.api.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How calls of agents went, as the event log tells. Thread safe. */
public final class AgentCallStore {
    /** Calls that are looked at, and attempts of all tasks among which they are looked for. */
    private static final int CALLS = 20;

    private static final int ATTEMPTS = 5_000;

    private final Database database;

    public AgentCallStore(Database database) {
        this.database = database;
    }

    private record End(String type, @Nullable String error) {}

    /** Its last calls, over all runs: those that have ended, of the last 20 that are found among the last 5,000 attempts. */
    public AgentCalls last(String agent) {
        List<End> ends = database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select ended.type, ended.data->'error'->>'message' as error from (select position, run, subject from"
                                        + " (select * from event where type = 'task.started' order by position desc limit :attempts) recent"
                                        + " where data->>'agent' = :agent order by position desc limit :calls) call"
                                        + " cross join lateral (select type, data from event where event.run = call.run"
                                        + " and event.position > call.position and event.subject = call.subject"
                                        + " and type in ('task.completed', 'task.failed', 'task.retrying', 'task.cancelled')"
                                        + " order by position limit 1) ended order by call.position desc")
                        .bind("attempts", ATTEMPTS)
                        .bind("calls", CALLS)
                        .bind("agent", agent)
                        .map((row, context) -> new End(row.getString("type"), row.getString("error")))
                        .list());
        List<@Nullable String> errors = new ArrayList<>();
        int completed = 0;
        for (End end : ends) {
            switch (end.type()) {
                case "task.completed" -> completed++;
                case "task.failed", "task.retrying" -> errors.add(end.error());
                default -> {
                    // A call that was cancelled says nothing of its agent.
                }
            }
        }
        return new AgentCalls(completed, errors.size(), errors.isEmpty() ? null : errors.getFirst());
    }
}
