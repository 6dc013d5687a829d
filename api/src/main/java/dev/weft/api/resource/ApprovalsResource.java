package dev.weft.api.resource;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.Permission;
import dev.weft.api.error.ApiException;
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

/** Gates that wait for people. */
@Path("/approvals")
@Produces(MediaType.APPLICATION_JSON)
public final class ApprovalsResource {
    private final ApprovalService approvals;

    public ApprovalsResource(ApprovalService approvals) {
        this.approvals = approvals;
    }

    /** Gates that wait. */
    @GET
    @Needs(Permission.READ)
    public Page<ApprovalItem> list(
            @QueryParam("status") @Nullable String status,
            @QueryParam("mine") @Nullable String mine,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context SecurityContext security) {
        if (status != null && !status.equals("pending")) {
            throw ApiException.invalid("Expected «status» to be pending, but found «" + status
                    + "». Decisions that were made stand with the run's tasks.");
        }
        return approvals.pending(Caller.of(security), "true".equals(mine), Requests.limit(limit), cursor);
    }
}
