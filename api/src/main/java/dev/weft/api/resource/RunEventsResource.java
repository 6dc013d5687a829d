package dev.weft.api.resource;

import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.event.EventLog;
import dev.weft.api.openapi.Answers;
import dev.weft.api.service.RunService;
import dev.weft.api.store.EventFilter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** {@code /runs/{run}/events}: a class of its own, as one whose path says more is asked before that of {@code /runs}. */
@Path("/runs/{run}/events")
public final class RunEventsResource {
    private final EventLog log;
    private final RunService runs;

    public RunEventsResource(EventLog log, RunService runs) {
        this.log = log;
        this.runs = runs;
    }

    /** Follows the events of a run, from its first. */
    @Answers(value = "Follows the events of a run, from its first.", type = String.class)
    @GET
    @Needs(value = Permission.READ, on = On.RUN)
    @Produces(EventAnswers.STREAM)
    public Response follow(
            @PathParam("run") String run,
            @QueryParam("type") @Nullable String type,
            @QueryParam("after") @Nullable String after,
            @HeaderParam("Last-Event-ID") @Nullable String last) {
        runs.find(run);
        Long offset = EventAnswers.offset(last, after);
        return EventAnswers.stream(log, new EventFilter(type, null, run), offset == null ? Long.valueOf(0) : offset);
    }
}
