package dev.weft.api.resource;

import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.ActionBody;
import dev.weft.api.representation.Page;
import dev.weft.definitions.Surroundings;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /actions}: what a task can do. */
@Path("/actions")
@Produces(MediaType.APPLICATION_JSON)
public final class ActionsResource {
    /** All of them, in the order of the reference. */
    @Answers("All of them, in the order of the reference.")
    @GET
    @Needs(value = Permission.READ, on = On.ALL)
    public Page<ActionBody> list() {
        return new Page<>(
                Surroundings.UNKNOWN.actions().specs().stream()
                        .map(ActionBody::of)
                        .toList(),
                null);
    }
}
