package dev.weft.api.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.Permission;
import dev.weft.api.error.ApiException;
import dev.weft.api.event.EventLog;
import dev.weft.api.representation.AcceptedEvents;
import dev.weft.api.representation.CloudEvents;
import dev.weft.api.representation.Json;
import dev.weft.api.service.RunService;
import dev.weft.api.store.EventFilter;
import dev.weft.worker.protocol.event.CloudEvent;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code /events}, and those of one run. */
@Path("/")
public final class EventsResource {
    private static final String ATTRIBUTE = "ce-";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String STREAM = "text/event-stream";

    private final EventLog log;
    private final RunService runs;
    private final Clock clock;

    public EventsResource(EventLog log, RunService runs, Clock clock) {
        this.log = log;
        this.runs = runs;
        this.clock = clock;
    }

    /** Takes CloudEvents: structured, binary, or a batch. */
    @POST
    @Path("events")
    @Needs(Permission.START)
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    public Response send(byte[] body, @Context HttpHeaders headers) {
        AcceptedEvents accepted = log.accept(read(body, headers));
        return Response.accepted(accepted).build();
    }

    /** Follows all events. */
    @GET
    @Path("events")
    @Needs(Permission.READ)
    @Produces(STREAM)
    public Response follow(
            @QueryParam("type") @Nullable String type,
            @QueryParam("workflow") @Nullable String workflow,
            @QueryParam("run") @Nullable String run,
            @QueryParam("after") @Nullable String after,
            @HeaderParam("Last-Event-ID") @Nullable String last) {
        return stream(new EventFilter(type, workflow, run), offset(last, after));
    }

    /** Follows the events of a run, from its first. */
    @GET
    @Path("runs/{run}/events")
    @Needs(Permission.READ)
    @Produces(STREAM)
    public Response follow(
            @PathParam("run") String run,
            @QueryParam("type") @Nullable String type,
            @QueryParam("after") @Nullable String after,
            @HeaderParam("Last-Event-ID") @Nullable String last) {
        runs.get(run, Duration.ZERO);
        Long offset = offset(last, after);
        return stream(new EventFilter(type, null, run), offset == null ? Long.valueOf(0) : offset);
    }

    private Response stream(EventFilter filter, @Nullable Long after) {
        return Response.ok(log.follow(filter, after), STREAM)
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no")
                .build();
    }

    private static @Nullable Long offset(@Nullable String last, @Nullable String after) {
        String text = last == null || last.isEmpty() ? after : last;
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ApiException.invalid(
                    "Expected Last-Event-ID to be the id of an event that was sent, a whole number, but found «" + text
                            + "».");
        }
    }

    private List<CloudEvent> read(byte[] body, HttpHeaders headers) {
        String type = String.valueOf(headers.getHeaderString(HttpHeaders.CONTENT_TYPE))
                .toLowerCase(Locale.ROOT);
        if (headers.getHeaderString(ATTRIBUTE + "id") != null || headers.getHeaderString(ATTRIBUTE + "type") != null) {
            return List.of(CloudEvents.structured(binary(body, type, headers), clock.instant()));
        }
        return type.startsWith(BATCH)
                ? CloudEvents.batch(CloudEvents.parse(body), clock.instant())
                : List.of(CloudEvents.structured(CloudEvents.parse(body), clock.instant()));
    }

    /** In binary mode the attributes are headers, and the body is the data. */
    private static ObjectNode binary(byte[] body, String type, HttpHeaders headers) {
        ObjectNode event = Json.mapper().createObjectNode();
        headers.getRequestHeaders().forEach((name, values) -> {
            String attribute = name.toLowerCase(Locale.ROOT);
            if (attribute.startsWith(ATTRIBUTE)) {
                event.set(
                        attribute.substring(ATTRIBUTE.length()),
                        TextNode.valueOf(
                                URLDecoder.decode(values.getFirst().replace("+", "%2B"), StandardCharsets.UTF_8)));
            }
        });
        if (body.length > 0) {
            if (type.contains("json")) {
                event.set("data", CloudEvents.parse(body));
            } else if (type.startsWith("text/")) {
                event.put("data", new String(body, StandardCharsets.UTF_8));
            } else {
                event.put("data_base64", Base64.getEncoder().encodeToString(body));
            }
            event.put("datacontenttype", type);
        }
        return event;
    }
}
