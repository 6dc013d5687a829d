package dev.weft.api.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.api.audit.Audit;
import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.error.ApiException;
import dev.weft.api.gateway.RunFilter;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.BulkBody;
import dev.weft.api.representation.BulkRequest;
import dev.weft.api.representation.Durations;
import dev.weft.api.representation.Json;
import dev.weft.api.service.BulkService;
import dev.weft.worker.protocol.RunStatus;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /control}: one thing, done with all runs that a filter finds. */
@Path("/control")
@Produces(MediaType.APPLICATION_JSON)
public final class BulkResource {
    private final BulkService bulk;
    private final Audit audit;

    public BulkResource(BulkService bulk, Audit audit) {
        this.bulk = bulk;
        this.audit = audit;
    }

    /** Does one thing with runs that a filter finds, some with each request, or says which they are. */
    @Answers("Does one thing with runs that a filter finds, some with each request, or says which they are.")
    @POST
    @Needs(value = Permission.CONTROL, on = On.EACH)
    @Consumes(MediaType.APPLICATION_JSON)
    public BulkBody control(
            @Nullable BulkRequest body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context SecurityContext security,
            @Context ContainerRequestContext context) {
        BulkRequest request = Requests.body(body);
        Caller caller = Caller.of(security);
        BulkService.Action action = action(request.action());
        boolean dry = Boolean.TRUE.equals(request.dryRun());
        return bulk.control(
                action,
                filter(action, request.filter(), caller),
                dry,
                Requests.limit(request.limit() == null ? null : request.limit().toString()),
                request.cursor(),
                caller,
                Requests.updateId(key, caller.user()),
                item -> audit.told(
                        context,
                        "POST /control",
                        "runs/" + item.run(),
                        item.outcome() == BulkBody.Outcome.DONE,
                        Json.mapper().<ObjectNode>valueToTree(item)));
    }

    private static RunFilter filter(BulkService.Action action, BulkRequest.@Nullable Filter asked, Caller caller) {
        if (asked == null) {
            throw ApiException.invalid("Expected «filter», but found none. {\"all\": true} means all runs.");
        }
        Requests.findable("filter.workflow", asked.workflow());
        Requests.findable("filter.parent", asked.parent());
        List<String> labels = asked.label() == null
                ? List.of()
                : asked.label().stream().map(Objects::toString).toList();
        boolean says = asked.workflow() != null
                || asked.status() != null
                || !labels.isEmpty()
                || asked.since() != null
                || asked.until() != null
                || asked.parent() != null;
        if (says == Boolean.TRUE.equals(asked.all())) {
            throw ApiException.invalid(
                    "Expected workflow, status, label, since, until or parent in «filter», or all: true without them.");
        }
        RunStatus status = Requests.status("filter.status", asked.status());
        if (status != null && status.ended() && action.isOfOpen()) {
            throw ApiException.invalid("Expected a status of open runs with «"
                    + action.name().toLowerCase(Locale.ROOT) + "», but found «" + status + "».");
        }
        return new RunFilter(
                        asked.workflow(),
                        status == null && action == BulkService.Action.RETRY ? RunStatus.FAILED : status,
                        List.of(),
                        Durations.time("filter.since", asked.since()),
                        Durations.time("filter.until", asked.until()),
                        asked.parent(),
                        false,
                        action.isOfOpen())
                .with(Requests.labels(labels, caller));
    }

    private static BulkService.Action action(@Nullable String word) {
        if (word != null) {
            for (BulkService.Action action : BulkService.Action.values()) {
                if (action.name().equalsIgnoreCase(word)) {
                    return action;
                }
            }
        }
        throw ApiException.invalid("Expected «action» to be one of "
                + Arrays.stream(BulkService.Action.values())
                        .map(action -> action.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))
                + ", but found " + (word == null ? "none." : "«" + word + "»."));
    }
}
