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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /openapi.json}. */
@Path("/openapi.json")
@Produces(MediaType.APPLICATION_JSON)
public final class OpenApiResource {
    private final Supplier<JsonNode> making;
    private volatile @Nullable JsonNode made;

    /**
     * @param making makes the document from all routes, this one too; no start waits for it
     */
    public OpenApiResource(Supplier<JsonNode> making) {
        this.making = making;
    }

    /** This description. */
    @Answers("This description.")
    @GET
    @Needs(value = Permission.SIGNED_IN, on = On.ALL)
    public JsonNode get() {
        JsonNode document = made;
        if (document == null) {
            // Two who are first at once make the same.
            document = making.get();
            made = document;
        }
        return document;
    }
}
