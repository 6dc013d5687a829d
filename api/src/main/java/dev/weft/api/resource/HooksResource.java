package dev.weft.api.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.error.ApiException;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.HookBody;
import dev.weft.api.representation.Json;
import dev.weft.api.trigger.HookService;
import dev.weft.worker.protocol.event.WebhookSignature;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /hooks}: where others call, who sign in place of a token; whoever may start runs may call with one, too. */
@Path("/hooks")
@Produces(MediaType.APPLICATION_JSON)
public final class HooksResource {
    private static final Set<String> SECRET_HEADERS = Set.of("authorization", "cookie", WebhookSignature.SIGNATURE);

    private final HookService hooks;

    public HooksResource(HookService hooks) {
        this.hooks = hooks;
    }

    /** Calls a hook: a run is started, where its filter lets the call pass. */
    @Answers(
            value = "Calls a hook: a run is started, where its filter lets the call pass.",
            status = 202,
            also = 200,
            type = HookBody.class)
    @POST
    @Path("/{id}.{trigger}")
    @Needs(value = Permission.START, on = On.WORKFLOW)
    @Consumes(MediaType.WILDCARD)
    public Response call(
            @PathParam("id") String id,
            @PathParam("trigger") String trigger,
            byte[] body,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        Map<String, @Nullable Object> request = new LinkedHashMap<>();
        request.put("body", content(body, headers));
        request.put("headers", headers(headers));
        Map<String, Object> query = new LinkedHashMap<>();
        uri.getQueryParameters().forEach((name, values) -> query.put(name, values.getFirst()));
        request.put("query", query);
        boolean signed = headers.getHeaderString(HttpHeaders.AUTHORIZATION) == null
                && headers.getHeaderString(WebhookSignature.SIGNATURE) != null;
        String call = headers.getHeaderString(WebhookSignature.ID);
        HookBody answer = hooks.receive(new HookService.HookCall(
                id,
                trigger,
                call == null || call.isBlank() ? UUID.randomUUID().toString() : call,
                signed ? headers.getHeaderString(WebhookSignature.SIGNATURE) : null,
                request));
        boolean news = !answer.repeated() && !answer.state().equals("filtered");
        return Response.status(news ? 202 : 200).entity(answer).build();
    }

    /** JSON where it says so, and else text. */
    private static @Nullable Object content(byte[] body, HttpHeaders headers) {
        if (body.length == 0) {
            return null;
        }
        String type = String.valueOf(headers.getHeaderString(HttpHeaders.CONTENT_TYPE))
                .toLowerCase(Locale.ROOT);
        if (!type.contains("json")) {
            return new String(body, StandardCharsets.UTF_8);
        }
        try {
            return Json.mapper().readValue(body, Object.class);
        } catch (JsonProcessingException e) {
            throw ApiException.invalid("Expected JSON, but it can't be read: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw ApiException.invalid("Expected JSON, but it can't be read.");
        }
    }

    private static Map<String, Object> headers(HttpHeaders headers) {
        Map<String, Object> all = new LinkedHashMap<>();
        headers.getRequestHeaders().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!SECRET_HEADERS.contains(lower)) {
                all.put(lower, String.join(", ", values));
            }
        });
        return all;
    }
}
