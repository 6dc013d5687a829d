package dev.weft.api.resource;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.error.ApiException;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.BackfillBody;
import dev.weft.api.representation.BackfillRequest;
import dev.weft.api.representation.FiringBody;
import dev.weft.api.representation.Page;
import dev.weft.api.representation.RetriedBody;
import dev.weft.api.representation.RetryFiringsRequest;
import dev.weft.api.representation.TriggerBody;
import dev.weft.api.trigger.BackfillService;
import dev.weft.api.trigger.TriggerService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** {@code /triggers}: what starts runs by itself. */
@Path("/triggers")
@Produces(MediaType.APPLICATION_JSON)
public final class TriggersResource {
    private static final String ONE = "/{id}.{trigger}";
    private static final int SHOWN = 5;
    private static final int MOST_SHOWN = 100;

    private final TriggerService triggers;
    private final BackfillService backfills;

    public TriggersResource(TriggerService triggers, BackfillService backfills) {
        this.triggers = triggers;
        this.backfills = backfills;
    }

    /** The triggers of all current revisions, by id. */
    @Answers("The triggers of all current revisions, by id.")
    @GET
    @Needs(value = Permission.READ, on = On.EACH)
    public Page<TriggerBody> list(
            @QueryParam("workflow") @Nullable String workflow,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context SecurityContext security) {
        return triggers.list(workflow, cursor == null ? "" : cursor, Requests.limit(limit), Caller.of(security));
    }

    /** One trigger, with the next times of a schedule. */
    @Answers("One trigger, with the next times of a schedule.")
    @GET
    @Path(ONE)
    @Needs(value = Permission.READ, on = On.WORKFLOW)
    public TriggerBody get(
            @PathParam("id") String id,
            @PathParam("trigger") String trigger,
            @QueryParam("next") @Nullable String next) {
        return triggers.show(id, trigger, next(next));
    }

    /** What it had to start, newest first. */
    @Answers("What it had to start, newest first.")
    @GET
    @Path(ONE + "/firings")
    @Needs(value = Permission.READ, on = On.WORKFLOW)
    public Page<FiringBody> firings(
            @PathParam("id") String id,
            @PathParam("trigger") String trigger,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        long before = cursor == null || cursor.isEmpty() ? Long.MAX_VALUE : Requests.position("cursor", cursor);
        return triggers.firings(id, trigger, before, Requests.limit(limit));
    }

    /** It starts no run until it is resumed. */
    @Answers("It starts no run until it is resumed.")
    @POST
    @Path(ONE + "/pause")
    @Needs(value = Permission.CONTROL, on = On.WORKFLOW)
    public TriggerBody pause(
            @PathParam("id") String id, @PathParam("trigger") String trigger, @Context SecurityContext security) {
        return triggers.pause(id, trigger, Caller.of(security));
    }

    /** It starts runs again, by what comes from now on. */
    @Answers("It starts runs again, by what comes from now on.")
    @POST
    @Path(ONE + "/resume")
    @Needs(value = Permission.CONTROL, on = On.WORKFLOW)
    public TriggerBody resume(@PathParam("id") String id, @PathParam("trigger") String trigger) {
        return triggers.resume(id, trigger);
    }

    /** Has past times of a schedule come now, or tells which they are. */
    @Answers("Has past times of a schedule come now, or tells which they are.")
    @POST
    @Path(ONE + "/backfill")
    @Needs(value = Permission.CONTROL, on = On.WORKFLOW)
    @Consumes(MediaType.APPLICATION_JSON)
    public BackfillBody backfill(
            @PathParam("id") String id, @PathParam("trigger") String trigger, @Nullable BackfillRequest request) {
        return backfills.backfill(id, trigger, Requests.body(request));
    }

    /** Has what was given up tried again. */
    @Answers("Has what was given up tried again.")
    @POST
    @Path(ONE + "/retry")
    @Needs(value = Permission.CONTROL, on = On.WORKFLOW)
    @Consumes(MediaType.APPLICATION_JSON)
    public RetriedBody retry(
            @PathParam("id") String id, @PathParam("trigger") String trigger, @Nullable RetryFiringsRequest request) {
        return new RetriedBody(triggers.retry(id, trigger, request == null ? null : request.firing()));
    }

    private static int next(@Nullable String text) {
        int next = text == null || text.isEmpty() ? SHOWN : Requests.number("next", text);
        if (next < 0 || next > MOST_SHOWN) {
            throw ApiException.invalid("Expected «next» from 0 to " + MOST_SHOWN + ", but found " + next + ".");
        }
        return next;
    }
}
