package dev.weft.api.resource;

import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.error.ApiException;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.Cursors;
import dev.weft.api.representation.Durations;
import dev.weft.api.representation.LogItem;
import dev.weft.api.representation.Page;
import dev.weft.api.service.RunService;
import dev.weft.api.store.LogFilter;
import dev.weft.api.store.LogStore;
import dev.weft.api.store.StoredLine;
import dev.weft.definitions.action.LogLevel;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code /runs/{run}/logs}: what was said in a run. */
@Path("/runs/{run}/logs")
@Produces(MediaType.APPLICATION_JSON)
public final class RunLogsResource {
    private final RunService runs;
    private final LogStore logs;

    public RunLogsResource(RunService runs, LogStore logs) {
        this.runs = runs;
        this.logs = logs;
    }

    /** What attempts of its tasks said, in order; with tail the last lines. */
    @Answers("What attempts of its tasks said, in order; with tail=true the last lines.")
    @GET
    @Needs(value = Permission.READ, on = On.RUN)
    public Page<LogItem> lines(
            @PathParam("run") String run,
            @QueryParam("task") @Nullable String task,
            @QueryParam("level") @Nullable String level,
            @QueryParam("q") @Nullable String text,
            @QueryParam("since") @Nullable String since,
            @QueryParam("until") @Nullable String until,
            @QueryParam("tail") @Nullable String tail,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Requests.storable("task", task);
        Requests.storable("q", text);
        LogFilter filter = new LogFilter(
                run, task, level(level), text, Durations.time("since", since), Durations.time("until", until));
        int size = Requests.limit(limit);
        boolean last = Requests.flag("tail", tail);
        if (last && (cursor != null || after != null)) {
            throw ApiException.invalid("Expected «tail», or «after» or «cursor», but found both.");
        }
        runs.find(run);
        if (last) {
            return new Page<>(logs.last(filter, size).stream().map(LogItem::of).toList(), null);
        }
        long from = cursor == null && after != null ? Requests.position("after", after) : Requests.place(cursor);
        List<StoredLine> found = logs.after(from, filter, size + 1);
        List<LogItem> items = found.stream().limit(size).map(LogItem::of).toList();
        return new Page<>(
                items,
                found.size() > size
                        ? Cursors.encode(Long.toString(items.getLast().position()))
                        : null);
    }

    private static @Nullable LogLevel level(@Nullable String word) {
        if (word == null || word.isEmpty()) {
            return null;
        }
        try {
            return LogLevel.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("Expected «level» to be debug, info, warn or error, but found «" + word + "».");
        }
    }
}
