package dev.weft.api.resource;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.error.ApiException;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.ApprovalItem;
import dev.weft.api.representation.Page;
import dev.weft.api.service.ApprovalService;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** Gates that people are asked at. */
@Path("/approvals")
@Produces(MediaType.APPLICATION_JSON)
public final class ApprovalsResource {
    private final ApprovalService approvals;

    public ApprovalsResource(ApprovalService approvals) {
        this.approvals = approvals;
    }

    /** Gates that wait, or that have been decided. */
    @Answers("Gates that wait, or that have been decided.")
    @GET
    @Needs(value = Permission.READ, on = On.EACH)
    public Page<ApprovalItem> list(
            @QueryParam("status") @Nullable String status,
            @QueryParam("mine") @Nullable String mine,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context SecurityContext security) {
        return approvals.list(which(status), Caller.of(security), "true".equals(mine), Requests.limit(limit), cursor);
    }

    private static ApprovalService.Which which(@Nullable String status) {
        return switch (status) {
            case null -> ApprovalService.Which.PENDING;
            case "pending" -> ApprovalService.Which.PENDING;
            case "decided" -> ApprovalService.Which.DECIDED;
            case "all" -> ApprovalService.Which.ALL;
            default ->
                throw ApiException.invalid(
                        "Expected «status» to be pending, decided or all, but found «" + status + "».");
        };
    }
}
