package dev.weft.api.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.weft.api.error.ApiException;
import dev.weft.api.representation.CloudEvents;
import dev.weft.api.representation.Json;
import dev.weft.worker.protocol.event.CloudEvent;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** CloudEvents by HTTP in their three modes: structured, binary, and a batch of structured ones. */
final class EventBodies {
    private static final String ATTRIBUTE = "ce-";
    private static final String STRUCTURED = "application/cloudevents";
    private static final String BATCH = "application/cloudevents-batch";
    private static final String JSON = "+json";

    private EventBodies() {}

    /**
     * Reads a request.
     *
     * @throws ApiException 400 with {@code reasons} where it has none, 415 for a format other than JSON
     */
    static List<CloudEvent> read(byte[] body, HttpHeaders headers, Instant now) {
        String said = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        String type = said == null ? "" : said.toLowerCase(Locale.ROOT);
        if (type.startsWith(STRUCTURED)) {
            // It says by itself that it is one, whatever headers come along.
            if (!type.split(";", -1)[0].strip().endsWith(JSON)) {
                throw new ApiException(
                        415,
                        "unsupported_media_type",
                        "Expected CloudEvents as application/cloudevents+json or application/cloudevents-batch+json, but"
                                + " found " + said + ". Send the event as JSON.");
            }
            return type.startsWith(BATCH)
                    ? CloudEvents.batch(CloudEvents.parse(body), now)
                    : List.of(CloudEvents.structured(CloudEvents.parse(body), now));
        }
        boolean binary = headers.getRequestHeaders().keySet().stream()
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith(ATTRIBUTE));
        return List.of(CloudEvents.structured(binary ? binary(body, said, headers) : CloudEvents.parse(body), now));
    }

    /** In binary mode the attributes are headers, and the body is the data. */
    private static ObjectNode binary(byte[] body, @Nullable String type, HttpHeaders headers) {
        ObjectNode event = Json.mapper().createObjectNode();
        headers.getRequestHeaders().forEach((name, values) -> {
            String attribute = name.toLowerCase(Locale.ROOT);
            if (attribute.startsWith(ATTRIBUTE)) {
                event.set(attribute.substring(ATTRIBUTE.length()), TextNode.valueOf(decoded(name, values.getFirst())));
            }
        });
        if (body.length > 0) {
            String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
            if (lower.contains("json")) {
                event.set("data", CloudEvents.parse(body));
            } else if (lower.startsWith("text/")) {
                event.put("data", new String(body, StandardCharsets.UTF_8));
            } else {
                event.put("data_base64", Base64.getEncoder().encodeToString(body));
            }
        }
        if (type != null) {
            event.put("datacontenttype", type);
        }
        return event;
    }

    private static String decoded(String header, String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            String reason = "Expected percent-encoding such as caf%C3%A9 in the header " + header + ", but found «"
                    + value + "».";
            throw ApiException.invalid(reason).with("reasons", List.of(reason));
        }
    }
}
