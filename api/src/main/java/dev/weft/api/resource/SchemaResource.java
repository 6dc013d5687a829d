package dev.weft.api.resource;

import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.openapi.Answers;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.schema.LanguageSchema;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** {@code /schema}: the JSON Schema of definitions. */
@Path("/schema")
@Produces(MediaType.APPLICATION_JSON)
public final class SchemaResource {
    /** For editors. */
    @Answers("For editors.")
    @GET
    @Needs(value = Permission.READ, on = On.ALL)
    public Map<String, Object> schema() {
        return LanguageSchema.of(Surroundings.UNKNOWN.actions());
    }
}
