package dev.weft.api.resource;

import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.health.Health;
import dev.weft.api.health.HealthService;
import dev.weft.api.openapi.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /health}. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
    private final HealthService health;

    public HealthResource(HealthService health) {
        this.health = health;
    }

    /** Score, level and checks; 200 whatever they say. */
    @Answers("Score, level and checks; 200 whatever they say.")
    @GET
    @Needs(value = Permission.READ, on = On.ALL)
    public Health look() {
        return health.look();
    }
}
