package dev.weft.api.resource;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.error.ApiException;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.RunBody;
import dev.weft.api.representation.StartRequest;
import dev.weft.api.representation.StartedBody;
import dev.weft.api.service.RunService;
import dev.weft.api.service.StartService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Starting a definition, and its latest run. */
@Path("/workflows/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class StartResource {
    private static final StartRequest NOTHING_SAID = new StartRequest(null, null, null, null, null);
    private final StartService starts;
    private final RunService runs;

    public StartResource(StartService starts, RunService runs) {
        this.starts = starts;
        this.runs = runs;
    }

    /** Starts a run. */
    @Answers(value = "Starts a run.", status = 202, type = StartedBody.class)
    @POST
    @Path("/start")
    @Needs(value = Permission.START, on = On.WORKFLOW)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response start(
            @PathParam("id") String id,
            @Nullable StartRequest body,
            @HeaderParam("Idempotency-Key") @Nullable String header,
            @Context SecurityContext security) {
        StartRequest request = keyed(body == null ? NOTHING_SAID : body, header);
        StartedBody started = starts.start(id, request, Caller.of(security));
        return Response.accepted(started)
                .location(URI.create("/api/runs/" + started.run()))
                .build();
    }

    /** The latest run, as {@code GET /runs/{run}} has it. */
    @Answers("The latest run, as GET /runs/{run} has it.")
    @GET
    @Path("/status")
    @Needs(value = Permission.READ, on = On.WORKFLOW)
    public RunBody status(@PathParam("id") String id, @QueryParam("wait") @Nullable String wait) {
        return runs.get(runs.latest(id), Requests.wait(wait));
    }

    private static StartRequest keyed(StartRequest body, @Nullable String header) {
        if (header == null) {
            return body;
        }
        if (body.key() != null && !body.key().equals(header)) {
            throw ApiException.invalid(
                    "Expected «key» and the header Idempotency-Key to be the same, but found two different ones.");
        }
        return new StartRequest(body.inputs(), header, body.revision(), body.labels(), body.priority());
    }
}
