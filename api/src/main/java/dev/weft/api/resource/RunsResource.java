package dev.weft.api.resource;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.gateway.RunFilter;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.ControlledBody;
import dev.weft.api.representation.Durations;
import dev.weft.api.representation.Json;
import dev.weft.api.representation.Page;
import dev.weft.api.representation.RestartRequest;
import dev.weft.api.representation.RollbackRequest;
import dev.weft.api.representation.RunBody;
import dev.weft.api.representation.RunItem;
import dev.weft.api.representation.StartedBody;
import dev.weft.api.service.RestartService;
import dev.weft.api.service.RunService;
import dev.weft.worker.protocol.Checkpoint;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /runs}. */
@Path("/runs")
@Produces(MediaType.APPLICATION_JSON)
public final class RunsResource {
    private static final byte[] NULL = "null".getBytes(StandardCharsets.UTF_8);
    private final RunService runs;
    private final RestartService restarts;

    public RunsResource(RunService runs, RestartService restarts) {
        this.runs = runs;
        this.restarts = restarts;
    }

    /** Runs, the last started first. */
    @Answers("Runs, the last started first.")
    @GET
    @Needs(value = Permission.READ, on = On.EACH)
    public Page<RunItem> list(
            @QueryParam("workflow") @Nullable String workflow,
            @QueryParam("status") @Nullable String status,
            @QueryParam("label") List<String> labels,
            @QueryParam("since") @Nullable String since,
            @QueryParam("until") @Nullable String until,
            @QueryParam("parent") @Nullable String parent,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context SecurityContext security) {
        Requests.findable("workflow", workflow);
        Requests.findable("parent", parent);
        RunFilter filter = new RunFilter(
                        workflow,
                        Requests.status("status", status),
                        List.of(),
                        Durations.time("since", since),
                        Durations.time("until", until),
                        parent,
                        false,
                        false)
                .with(Requests.labels(labels, Caller.of(security)));
        return runs.list(filter, Requests.limit(limit), cursor);
    }

    /** One run; with {@code wait} the answer is held until it ends. */
    @Answers("One run; with wait the answer is held until it ends.")
    @GET
    @Path("/{run}")
    @Needs(value = Permission.READ, on = On.RUN)
    public RunBody get(@PathParam("run") String run, @QueryParam("wait") @Nullable String wait) {
        return runs.get(run, Requests.wait(wait));
    }

    /** Its outputs, also where they are large. */
    @Answers(value = "Its outputs, also where they are large.", type = Object.class)
    @GET
    @Path("/{run}/outputs")
    @Needs(value = Permission.READ, on = On.RUN)
    public Response outputs(@PathParam("run") String run) {
        Object outputs = runs.outputs(run);
        return Response.ok(outputs == null ? NULL : Json.bytes(outputs)).build();
    }

    /** Its inputs, also where they are large. */
    @Answers("Its inputs, also where they are large.")
    @GET
    @Path("/{run}/inputs")
    @Needs(value = Permission.READ, on = On.RUN)
    public Map<String, @Nullable Object> inputs(@PathParam("run") String run) {
        return runs.inputs(run);
    }

    /** Nothing new starts; what runs ends. */
    @Answers(value = "Nothing new starts; what runs ends.", status = 202, type = ControlledBody.class)
    @POST
    @Path("/{run}/pause")
    @Needs(value = Permission.CONTROL, on = On.RUN)
    public Response pause(
            @PathParam("run") String run,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context SecurityContext security) {
        Caller caller = Caller.of(security);
        return accepted(runs.pause(run, caller, Requests.updateId(key, caller.user())));
    }

    /** Goes on after a pause. */
    @Answers(value = "Goes on after a pause.", status = 202, type = ControlledBody.class)
    @POST
    @Path("/{run}/resume")
    @Needs(value = Permission.CONTROL, on = On.RUN)
    public Response resume(
            @PathParam("run") String run,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context SecurityContext security) {
        Caller caller = Caller.of(security);
        return accepted(runs.resume(run, caller, Requests.updateId(key, caller.user())));
    }

    /** Does it again as a new run, but for what holds. */
    @Answers(value = "Does it again as a new run, but for what holds.", status = 202, type = StartedBody.class)
    @POST
    @Path("/{run}/restart")
    @Needs(value = Permission.START, on = On.RUN)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response restart(
            @PathParam("run") String run,
            @Nullable RestartRequest body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context SecurityContext security) {
        RestartRequest request = body == null ? new RestartRequest(null, null, null) : body;
        StartedBody started = restarts.restart(run, request, key, Caller.of(security));
        return Response.accepted(started)
                .location(URI.create("/api/runs/" + started.run()))
                .build();
    }

    /** Ends in order. */
    @Answers(value = "Ends in order.", status = 202, type = ControlledBody.class)
    @POST
    @Path("/{run}/cancel")
    @Needs(value = Permission.CONTROL, on = On.RUN)
    public Response cancel(
            @PathParam("run") String run,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context SecurityContext security) {
        Caller caller = Caller.of(security);
        return accepted(runs.cancel(run, caller, Requests.updateId(key, caller.user())));
    }

    /** Goes back to a checkpoint, and on from there. */
    @Answers(value = "Goes back to a checkpoint, and on from there.", status = 202, type = ControlledBody.class)
    @POST
    @Path("/{run}/rollback")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(value = Permission.CONTROL, on = On.RUN)
    public Response rollback(
            @PathParam("run") String run,
            @Nullable RollbackRequest body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context SecurityContext security) {
        Caller caller = Caller.of(security);
        RollbackRequest request = body == null ? new RollbackRequest(null, null) : body;
        return accepted(runs.rollback(run, request, caller, Requests.updateId(key, caller.user())));
    }

    /** What a run can go back to. */
    @Answers("What a run can go back to.")
    @GET
    @Path("/{run}/checkpoints")
    @Needs(value = Permission.READ, on = On.RUN)
    public Page<Checkpoint> checkpoints(@PathParam("run") String run) {
        return new Page<>(runs.checkpoints(run), null);
    }

    /** Ends at once. */
    @Answers(value = "Ends at once.", status = 202, type = ControlledBody.class)
    @POST
    @Path("/{run}/terminate")
    @Needs(value = Permission.CONTROL, on = On.RUN)
    public Response terminate(@PathParam("run") String run, @Context SecurityContext security) {
        Caller caller = Caller.of(security);
        return accepted(runs.terminate(run, caller, "terminated by " + caller.user()));
    }

    private static Response accepted(ControlledBody body) {
        return Response.accepted(body).build();
    }
}
