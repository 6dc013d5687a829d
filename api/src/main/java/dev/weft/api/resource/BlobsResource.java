package dev.weft.api.resource;

import dev.weft.api.auth.Needs;
import dev.weft.api.auth.Permission;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.PruneRequest;
import dev.weft.api.representation.PrunedBody;
import dev.weft.api.service.BlobService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** {@code /blobs}. */
@Path("/blobs")
@Produces(MediaType.APPLICATION_JSON)
public final class BlobsResource {
    private final BlobService blobs;

    public BlobsResource(BlobService blobs) {
        this.blobs = blobs;
    }

    /** Deletes what nothing names any more: 200 once that is done, 202 while it goes on. */
    @POST
    @Path("/prune")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Permission.UPKEEP)
    @Answers(
            value = "Deletes what nothing names any more: 200 once that is done, 202 while it goes on.",
            also = 202,
            type = PrunedBody.class)
    public Response prune(@Nullable PruneRequest request) {
        PrunedBody body = blobs.prune(request == null ? new PruneRequest(null, null, null) : request);
        return Response.status(body.running() ? Response.Status.ACCEPTED : Response.Status.OK)
                .entity(body)
                .build();
    }
}
