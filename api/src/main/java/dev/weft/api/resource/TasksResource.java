package dev.weft.api.resource;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.CompleteRequest;
import dev.weft.api.representation.ControlledBody;
import dev.weft.api.representation.Page;
import dev.weft.api.representation.TaskBody;
import dev.weft.api.service.RunService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** The tasks of a run, and what people have become of those that failed and wait for that. */
@Path("/runs/{run}/tasks")
@Produces(MediaType.APPLICATION_JSON)
public final class TasksResource {
    private final RunService runs;

    public TasksResource(RunService runs) {
        this.runs = runs;
    }

    /** All of them. */
    @Answers("All of them.")
    @GET
    @Needs(value = Permission.READ, on = On.RUN)
    public Page<TaskBody> tasks(@PathParam("run") String run) {
        return new Page<>(runs.tasks(run), null);
    }

    /** One with its output. */
    @Answers("One with its output.")
    @GET
    @Path("/{path}")
    @Needs(value = Permission.READ, on = On.RUN)
    public TaskBody task(@PathParam("run") String run, @PathParam("path") String path) {
        return runs.task(run, path);
    }

    /** It is done anew. */
    @Answers(value = "It is done anew.", status = 202, type = ControlledBody.class)
    @POST
    @Path("/{path}/retry")
    @Needs(value = Permission.CONTROL, on = On.RUN)
    public Response retry(
            @PathParam("run") String run,
            @PathParam("path") String path,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context SecurityContext security) {
        return steer(run, path, "retry", null, key, security);
    }

    /** The run goes on as if it had completed with {@code null}. */
    @Answers(value = "The run goes on as if it had completed with null.", status = 202, type = ControlledBody.class)
    @POST
    @Path("/{path}/skip")
    @Needs(value = Permission.CONTROL, on = On.RUN)
    public Response skip(
            @PathParam("run") String run,
            @PathParam("path") String path,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context SecurityContext security) {
        return steer(run, path, "skip", null, key, security);
    }

    /** It completes with an output. */
    @Answers(value = "It completes with an output.", status = 202, type = ControlledBody.class)
    @POST
    @Path("/{path}/complete")
    @Needs(value = Permission.CONTROL, on = On.RUN)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response complete(
            @PathParam("run") String run,
            @PathParam("path") String path,
            @Nullable CompleteRequest body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context SecurityContext security) {
        return steer(run, path, "complete", body == null ? null : body.output(), key, security);
    }

    /** It fails. */
    @Answers(value = "It fails.", status = 202, type = ControlledBody.class)
    @POST
    @Path("/{path}/fail")
    @Needs(value = Permission.CONTROL, on = On.RUN)
    public Response fail(
            @PathParam("run") String run,
            @PathParam("path") String path,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context SecurityContext security) {
        return steer(run, path, "fail", null, key, security);
    }

    private Response steer(
            String run,
            String path,
            String command,
            @Nullable Object output,
            @Nullable String key,
            SecurityContext security) {
        Caller caller = Caller.of(security);
        return Response.accepted(runs.steer(run, path, command, output, caller, Requests.updateId(key, caller.user())))
                .build();
    }
}
