package dev.weft.api.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.Permission;
import dev.weft.api.representation.DefinitionSchema;
import dev.weft.definitions.Surroundings;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /schema}: the JSON Schema of definitions. */
@Path("/schema")
@Produces(MediaType.APPLICATION_JSON)
public final class SchemaResource {
    /** For editors. */
    @GET
    @Needs(Permission.READ)
    public ObjectNode schema() {
        return DefinitionSchema.of(Surroundings.UNKNOWN.actions());
    }
}
