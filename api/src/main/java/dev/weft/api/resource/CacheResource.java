package dev.weft.api.resource;

import dev.weft.api.auth.Needs;
import dev.weft.api.auth.Permission;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.ClearedBody;
import dev.weft.api.store.ResultStore;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** {@code /cache}. */
@Path("/cache")
@Produces(MediaType.APPLICATION_JSON)
public final class CacheResource {
    private final ResultStore results;

    public CacheResource(ResultStore results) {
        this.results = results;
    }

    /** Drops the outputs that runs of a definition have put to the result cache, or all. */
    @Answers("Drops the outputs that runs of a definition have put to the result cache, or all.")
    @DELETE
    @Needs(Permission.CONTROL)
    public ClearedBody clear(@QueryParam("workflow") @Nullable String workflow) {
        return new ClearedBody(results.clear(workflow));
    }
}
