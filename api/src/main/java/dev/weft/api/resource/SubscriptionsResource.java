package dev.weft.api.resource;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.Permission;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.DeliveryBody;
import dev.weft.api.representation.Page;
import dev.weft.api.representation.ReplayRequest;
import dev.weft.api.representation.ReplayedBody;
import dev.weft.api.representation.SubscriptionBody;
import dev.weft.api.representation.SubscriptionRequest;
import dev.weft.api.subscription.SubscriptionService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** {@code /subscriptions}: where events are sent. */
@Path("/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
public final class SubscriptionsResource {
    private final SubscriptionService subscriptions;

    public SubscriptionsResource(SubscriptionService subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** All subscriptions, by id. */
    @Answers("All subscriptions, by id.")
    @GET
    @Needs(Permission.READ)
    public Page<SubscriptionBody> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return subscriptions.list(cursor == null ? "" : cursor, Requests.limit(limit));
    }

    /** Subscribes: events that are logged from now on are sent. */
    @Answers(
            value = "Subscribes: events that are logged from now on are sent.",
            status = 201,
            type = SubscriptionBody.class)
    @POST
    @Needs(Permission.WRITE)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(@Nullable SubscriptionRequest request, @Context SecurityContext security) {
        SubscriptionBody made = subscriptions.create(Requests.body(request), Caller.of(security));
        return Response.status(201)
                .entity(made)
                .location(URI.create("/api/subscriptions/" + made.id()))
                .build();
    }

    /** One subscription. */
    @Answers("One subscription.")
    @GET
    @Path("/{subscription}")
    @Needs(Permission.READ)
    public SubscriptionBody get(@PathParam("subscription") String id) {
        return subscriptions.show(id);
    }

    /** Changes a subscription. */
    @Answers("Changes a subscription.")
    @PUT
    @Path("/{subscription}")
    @Needs(Permission.WRITE)
    @Consumes(MediaType.APPLICATION_JSON)
    public SubscriptionBody replace(
            @PathParam("subscription") String id,
            @Nullable SubscriptionRequest request,
            @Context SecurityContext security) {
        return subscriptions.replace(id, Requests.body(request), Caller.of(security));
    }

    /** Ends a subscription, with what is under way. */
    @Answers(value = "Ends a subscription, with what is under way.", status = 204)
    @DELETE
    @Path("/{subscription}")
    @Needs(Permission.WRITE)
    public Response delete(@PathParam("subscription") String id) {
        subscriptions.delete(id);
        return Response.noContent().build();
    }

    /** Nothing more is sent until it is resumed; what comes meanwhile is kept. */
    @Answers("Nothing more is sent until it is resumed; what comes meanwhile is kept.")
    @POST
    @Path("/{subscription}/pause")
    @Needs(Permission.CONTROL)
    public SubscriptionBody pause(@PathParam("subscription") String id, @Context SecurityContext security) {
        return subscriptions.pause(id, Caller.of(security));
    }

    /** Goes on, with what was kept. */
    @Answers("Goes on, with what was kept.")
    @POST
    @Path("/{subscription}/resume")
    @Needs(Permission.CONTROL)
    public SubscriptionBody resume(@PathParam("subscription") String id) {
        return subscriptions.resume(id);
    }

    /** Its deliveries, newest first; of one state, such as the dead letters. */
    @Answers("Its deliveries, newest first; of one state, such as the dead letters.")
    @GET
    @Path("/{subscription}/deliveries")
    @Needs(Permission.READ)
    public Page<DeliveryBody> deliveries(
            @PathParam("subscription") String id,
            @QueryParam("state") @Nullable String state,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        long before = cursor == null || cursor.isEmpty() ? Long.MAX_VALUE : Requests.position("cursor", cursor);
        return subscriptions.deliveries(id, state, before, Requests.limit(limit));
    }

    /** Has dead letters sent again. */
    @Answers("Has dead letters sent again.")
    @POST
    @Path("/{subscription}/replay")
    @Needs(Permission.CONTROL)
    @Consumes(MediaType.APPLICATION_JSON)
    public ReplayedBody replay(@PathParam("subscription") String id, @Nullable ReplayRequest request) {
        return new ReplayedBody(subscriptions.replay(id, request == null ? null : request.delivery()));
    }
}
