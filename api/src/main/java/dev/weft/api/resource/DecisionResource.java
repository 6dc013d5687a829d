package dev.weft.api.resource;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.Permission;
import dev.weft.api.representation.DecidedBody;
import dev.weft.api.representation.DecisionRequest;
import dev.weft.api.service.ApprovalService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** Deciding one gate of a run. */
@Path("/runs/{run}/approvals/{task}")
@Produces(MediaType.APPLICATION_JSON)
public final class DecisionResource {
    private final ApprovalService approvals;

    public DecisionResource(ApprovalService approvals) {
        this.approvals = approvals;
    }

    /** Decides a gate as the caller. */
    @POST
    @Needs(Permission.SIGNED_IN)
    @Consumes(MediaType.APPLICATION_JSON)
    public DecidedBody decide(
            @PathParam("run") String run,
            @PathParam("task") String task,
            @Nullable DecisionRequest body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context SecurityContext security) {
        Caller caller = Caller.of(security);
        return approvals.decide(run, task, Requests.body(body), caller, Requests.updateId(key, caller.user()));
    }
}
