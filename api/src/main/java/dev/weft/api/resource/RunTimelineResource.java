package dev.weft.api.resource;

import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.Cursors;
import dev.weft.api.representation.Page;
import dev.weft.api.representation.TimelineItem;
import dev.weft.api.service.RunService;
import dev.weft.api.store.EventFilter;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.LoggedEvent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /runs/{run}/timeline}: what happened in a run. */
@Path("/runs/{run}/timeline")
@Produces(MediaType.APPLICATION_JSON)
public final class RunTimelineResource {
    private final RunService runs;
    private final EventStore events;

    public RunTimelineResource(RunService runs, EventStore events) {
        this.runs = runs;
        this.events = events;
    }

    /** What happened in a run, in order. */
    @Answers("What happened in a run, in order.")
    @GET
    @Needs(value = Permission.READ, on = On.RUN)
    public Page<TimelineItem> timeline(
            @PathParam("run") String run,
            @QueryParam("type") @Nullable String type,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        runs.find(run);
        int size = Requests.limit(limit);
        List<LoggedEvent> found = events.after(Requests.place(cursor), new EventFilter(type, null, run), size + 1);
        List<TimelineItem> items =
                found.stream().limit(size).map(TimelineItem::of).toList();
        return new Page<>(
                items,
                found.size() > size
                        ? Cursors.encode(Long.toString(items.getLast().offset()))
                        : null);
    }
}
