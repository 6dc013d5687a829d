package dev.weft.api.resource;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.DecidedBody;
import dev.weft.api.representation.DecisionRequest;
import dev.weft.api.representation.DelegatedBody;
import dev.weft.api.representation.DelegationRequest;
import dev.weft.api.service.DecisionService;
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
    private final DecisionService decisions;

    public DecisionResource(DecisionService decisions) {
        this.decisions = decisions;
    }

    /** Decides a gate as the caller. */
    @Answers("Decides a gate as the caller.")
    @POST
    @Needs(value = Permission.SIGNED_IN, on = On.RUN)
    @Consumes(MediaType.APPLICATION_JSON)
    public DecidedBody decide(
            @PathParam("run") String run,
            @PathParam("task") String task,
            @Nullable DecisionRequest body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context SecurityContext security) {
        Caller caller = Caller.of(security);
        return decisions.decide(run, task, Requests.body(body), caller, Requests.updateId(key, caller.user()));
    }

    /** Names somebody who may decide in the caller's place. */
    @Answers("Names somebody who may decide in the caller's place.")
    @POST
    @Path("/delegate")
    @Needs(value = Permission.SIGNED_IN, on = On.RUN)
    @Consumes(MediaType.APPLICATION_JSON)
    public DelegatedBody delegate(
            @PathParam("run") String run,
            @PathParam("task") String task,
            @Nullable DelegationRequest body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context SecurityContext security) {
        Caller caller = Caller.of(security);
        return decisions.delegate(run, task, Requests.body(body), caller, Requests.updateId(key, caller.user()));
    }
}
