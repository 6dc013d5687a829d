package dev.weft.api.resource;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.MeBody;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** {@code /me}: whose token this is. */
@Path("/me")
@Produces(MediaType.APPLICATION_JSON)
public final class MeResource {
    @Answers("The caller.")
    @GET
    @Needs(value = Permission.SIGNED_IN, on = On.ALL)
    public MeBody me(@Context SecurityContext security) {
        return MeBody.of(Caller.of(security));
    }
}
