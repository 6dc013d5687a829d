package dev.weft.api.resource;

import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.health.WorkflowHealth;
import dev.weft.api.health.WorkflowHealthService;
import dev.weft.api.openapi.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /workflows/{id}/health}. */
@Path("/workflows/{id}/health")
@Produces(MediaType.APPLICATION_JSON)
public final class WorkflowHealthResource {
    private final WorkflowHealthService health;

    public WorkflowHealthResource(WorkflowHealthService health) {
        this.health = health;
    }

    /** How well the runs of a day went: score, level, and what costs points. */
    @Answers("How well the runs of a day went: score, level, and what costs points.")
    @GET
    @Needs(value = Permission.READ, on = On.WORKFLOW)
    public WorkflowHealth look(@PathParam("id") String id) {
        return health.look(id);
    }
}
