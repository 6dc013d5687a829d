package dev.weft.api.resource;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.AppliedBody;
import dev.weft.api.representation.Page;
import dev.weft.api.representation.SetItem;
import dev.weft.api.representation.SetRequest;
import dev.weft.api.service.Author;
import dev.weft.api.service.SetService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** {@code /sets}: definitions that are applied together. */
@Path("/sets")
@Produces(MediaType.APPLICATION_JSON)
public final class SetsResource {
    private final SetService sets;

    public SetsResource(SetService sets) {
        this.sets = sets;
    }

    /** Sets with their definitions, by name. */
    @Answers("Sets with their definitions, by name.")
    @GET
    @Needs(value = Permission.READ, on = On.EACH)
    public Page<SetItem> list(@Context SecurityContext security) {
        return new Page<>(sets.list(Caller.of(security)), null);
    }

    /** Applies documents together, all or nothing, or says what that would change; the same again changes nothing. */
    @Answers("Applies documents together, all or nothing, or says what that would change.")
    @POST
    @Needs(value = Permission.WRITE, on = On.EACH)
    @Consumes(MediaType.APPLICATION_JSON)
    public AppliedBody apply(@Nullable SetRequest body, @Context SecurityContext security) {
        return sets.apply(Requests.body(body), Author.of(Caller.of(security)));
    }
}
