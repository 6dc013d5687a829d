package dev.weft.api.resource;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.LabelsOf;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.event.EventLog;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.AcceptedEvents;
import dev.weft.api.store.EventFilter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /events}. */
@Path("/events")
public final class EventsResource {
    private final EventLog log;
    private final LabelsOf labels;
    private final Clock clock;

    public EventsResource(EventLog log, LabelsOf labels, Clock clock) {
        this.log = log;
        this.labels = labels;
        this.clock = clock;
    }

    /** Takes CloudEvents: structured, binary, or a batch. */
    @Answers(value = "Takes CloudEvents: structured, binary, or a batch.", status = 202, type = AcceptedEvents.class)
    @POST
    @Needs(Permission.START)
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    public Response send(byte[] body, @Context HttpHeaders headers) {
        AcceptedEvents accepted = log.accept(EventBodies.read(body, headers, clock.instant()));
        return Response.accepted(accepted).build();
    }

    /** Follows all events. */
    @Answers(value = "Follows all events.", type = String.class)
    @GET
    @Needs(value = Permission.READ, on = On.EACH)
    @Produces(EventAnswers.STREAM)
    public Response follow(
            @QueryParam("type") @Nullable String type,
            @QueryParam("workflow") @Nullable String workflow,
            @QueryParam("run") @Nullable String run,
            @QueryParam("after") @Nullable String after,
            @HeaderParam("Last-Event-ID") @Nullable String last,
            @Context SecurityContext security) {
        checkMayFollow(Caller.of(security), workflow, run);
        return EventAnswers.stream(log, new EventFilter(type, workflow, run), EventAnswers.offset(last, after));
    }

    /** Whoever's roles hold for some labels alone names a run or a definition that has them. */
    private void checkMayFollow(Caller caller, @Nullable String workflow, @Nullable String run) {
        if (caller.isGlobal()) {
            return;
        }
        Optional<Map<String, String>> of =
                run != null ? labels.run(run) : workflow != null ? labels.workflow(workflow) : Optional.empty();
        of.ifPresentOrElse(found -> caller.checkHoldsFor("what is followed", found), caller::checkGlobal);
    }
}
