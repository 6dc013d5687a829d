package dev.weft.api.representation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.api.error.ApiException;
import dev.weft.worker.protocol.event.CloudEvent;
import dev.weft.worker.protocol.event.FactType;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** CloudEvents 1.0 from callers, read and checked. */
public final class CloudEvents {
    private static final int MOST = 1_000;
    private static final int LONGEST = 500;
    private static final int LARGEST = 262_144;
    private static final String PLATFORM = "weft.";
    private static final Set<String> ALERTS = Set.of("alert.raised", "alert.cleared");
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}");
    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{1,20}");
    private static final Set<String> KNOWN =
            Set.of("specversion", "id", "source", "type", "subject", "time", "data", "data_base64");

    private CloudEvents() {}

    /** A batch in JSON. */
    public static List<CloudEvent> batch(JsonNode body, Instant now) {
        if (!body.isArray() || body.isEmpty() || body.size() > MOST) {
            throw ApiException.invalid("Expected a list of 1 to " + MOST + " events, but found "
                    + (body.isArray() ? body.size() + "." : body.getNodeType() + "."));
        }
        List<CloudEvent> events = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < body.size(); i++) {
            CloudEvent event = read(body.get(i), now, "event " + i + ": ", reasons);
            if (event != null) {
                events.add(event);
            }
        }
        refuse(reasons);
        return events;
    }

    /** One in structured form. */
    public static CloudEvent structured(JsonNode body, Instant now) {
        List<String> reasons = new ArrayList<>();
        CloudEvent event = read(body, now, "", reasons);
        refuse(reasons);
        if (event == null) {
            throw new IllegalStateException("Expected an event or reasons, but found neither");
        }
        return event;
    }

    private static void refuse(List<String> reasons) {
        if (!reasons.isEmpty()) {
            throw ApiException.invalid(String.join(" ", reasons)).with("reasons", reasons);
        }
    }

    private static @Nullable CloudEvent read(JsonNode body, Instant now, String where, List<String> reasons) {
        if (!body.isObject()) {
            reasons.add(where + "Expected a JSON object with specversion, id, source and type, but found "
                    + body.getNodeType() + "."
                    + (body.isArray() ? " Send a list as application/cloudevents-batch+json." : ""));
            return null;
        }
        int before = reasons.size();
        if (body.toString().length() > LARGEST) {
            reasons.add(where + "Expected an event of at most " + LARGEST
                    + " characters, but found a larger one. Put the data elsewhere and send where.");
        }
        if (!body.path("specversion").asText("").startsWith("1.")) {
            reasons.add(where + "Expected specversion 1.0, but found "
                    + (body.has("specversion") ? body.path("specversion") : "none") + ".");
        }
        String id = text(body, "id", where, reasons);
        String source = text(body, "source", where, reasons);
        String type = text(body, "type", where, reasons);
        if (source.startsWith(CloudEvent.RUNS) || !isReference(source)) {
            reasons.add(where + "Expected a source of your own, a URI or a path that doesn't begin with "
                    + CloudEvent.RUNS + ", but found «" + source + "».");
        }
        if (!type.isEmpty() && !TYPE.matcher(type).matches()) {
            reasons.add(where + "Expected a type of letters, digits, . _ : / and -, at most 200, but found «" + type
                    + "».");
        }
        if (isPlatform(type)) {
            reasons.add(where + "Expected a type of your own, but «" + type
                    + "» is the platform's: only its own events have it. Choose another.");
        }
        Instant time = time(body.path("time"), now, where, reasons);
        content(body, where, reasons);
        Map<String, Object> extensions = extensions(body, where, reasons);
        if (reasons.size() > before) {
            return null;
        }
        String subject = body.path("subject").isTextual() ? body.path("subject").asText() : null;
        Object data = body.hasNonNull("data") ? mapper().convertValue(body.get("data"), Object.class) : null;
        return new CloudEvent(id, source, type, subject, time, data, extensions);
    }

    /** Subject and data, of which nothing is left out in silence. */
    private static void content(JsonNode body, String where, List<String> reasons) {
        JsonNode subject = body.path("subject");
        boolean isThere = !subject.isMissingNode() && !subject.isNull();
        if (isThere
                && (!subject.isTextual()
                        || subject.asText().isEmpty()
                        || subject.asText().length() > LONGEST)) {
            reasons.add(where + "Expected subject as text of 1 to " + LONGEST + " characters, or none, but found "
                    + (subject.isTextual() ? subject.asText().length() + " characters." : subject + "."));
        }
        JsonNode binary = body.path("data_base64");
        if (binary.isMissingNode() || binary.isNull()) {
            return;
        }
        if (body.hasNonNull("data")) {
            reasons.add(where + "Expected data or data_base64, but found both.");
        }
        if (!binary.isTextual() || !isBase64(binary.asText())) {
            reasons.add(where + "Expected data_base64 as text in base64, but found another value.");
        }
    }

    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isPlatform(String type) {
        return type.startsWith(PLATFORM)
                || ALERTS.contains(type)
                || Arrays.stream(FactType.values()).anyMatch(fact -> fact.text().equals(type));
    }

    private static String text(JsonNode body, String name, String where, List<String> reasons) {
        JsonNode value = body.path(name);
        String text = value.isTextual() ? value.asText() : "";
        if (text.isBlank() || text.length() > LONGEST) {
            reasons.add(where + "Expected " + name + " as text of 1 to " + LONGEST + " characters, but found "
                    + (value.isMissingNode()
                            ? "none."
                            : value.isTextual() ? text.length() + " characters." : value + "."));
        }
        return text;
    }

    private static boolean isReference(String source) {
        try {
            return new URI(source).toString().equals(source);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Instant time(JsonNode value, Instant now, String where, List<String> reasons) {
        if (value.isMissingNode() || value.isNull()) {
            return now;
        }
        try {
            return OffsetDateTime.parse(value.asText()).toInstant();
        } catch (DateTimeException e) {
            reasons.add(where + "Expected time such as 2026-01-31T12:00:00Z, but found " + value + ".");
            return now;
        }
    }

    private static Map<String, Object> extensions(JsonNode body, String where, List<String> reasons) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>();
        body.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode value = body.get(name);
            if (name.equals("data_base64") && value.isTextual()) {
                extensions.put(name, value.asText());
            } else if (!KNOWN.contains(name) && !value.isNull()) {
                if (EXTENSION.matcher(name).matches() && value.isValueNode()) {
                    extensions.put(name, mapper().convertValue(value, Object.class));
                } else {
                    reasons.add(
                            where + "Expected a further attribute with a name of small letters and digits, at most 20,"
                                    + " and text, a number or a truth, but found «" + name + "».");
                }
            }
        }
        return extensions;
    }

    private static ObjectMapper mapper() {
        return Json.mapper();
    }

    /** An event as JSON, in structured form. */
    public static String json(CloudEvent event) {
        return mapper().convertValue(event.toMap(), JsonNode.class).toString();
    }

    /** A body as JSON. */
    public static JsonNode parse(byte[] body) {
        try {
            JsonNode node = mapper().readTree(body);
            return node == null ? mapper().missingNode() : node;
        } catch (IOException e) {
            throw ApiException.invalid("Expected JSON, but it can't be read: "
                    + (e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage()));
        }
    }
}
