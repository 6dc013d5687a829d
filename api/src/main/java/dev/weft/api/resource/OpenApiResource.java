package dev.weft.api.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.openapi.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /openapi.json}. */
@Path("/openapi.json")
@Produces(MediaType.APPLICATION_JSON)
public final class OpenApiResource {
    private final JsonNode document;

    /**
     * @param document made from all routes, this one too
     */
    public OpenApiResource(JsonNode document) {
        this.document = document;
    }

    /** This description. */
    @Answers("This description.")
    @GET
    @Needs(value = Permission.SIGNED_IN, on = On.ALL)
    public JsonNode get() {
        return document;
    }
}
