package dev.weft.api.resource;

import dev.weft.api.auth.Needs;
import dev.weft.api.auth.Permission;
import dev.weft.api.insight.Analytics;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.AnalyticsBody;
import dev.weft.api.representation.Durations;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** {@code /analytics}. */
@Path("/analytics")
@Produces(MediaType.APPLICATION_JSON)
public final class AnalyticsResource {
    private final Analytics analytics;

    public AnalyticsResource(Analytics analytics) {
        this.analytics = analytics;
    }

    /** Throughput, success and durations of whole hours, by workflow, task or agent, and over time. */
    @Answers("Throughput, success and durations of whole hours, by workflow, task or agent, and over time.")
    @GET
    @Needs(Permission.READ)
    public AnalyticsBody analytics(
            @QueryParam("since") @Nullable String since,
            @QueryParam("until") @Nullable String until,
            @QueryParam("workflow") @Nullable String workflow,
            @QueryParam("by") @Nullable String by,
            @QueryParam("every") @Nullable String every) {
        return analytics.of(new Analytics.Question(
                Durations.time("since", since), Durations.time("until", until), workflow, by, every));
    }
}
