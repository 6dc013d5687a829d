package dev.weft.api.error;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of every answer from 400 on.
 *
 * @param type URI of the kind of problem, made from the code
 * @param title of the kind, for people
 * @param status HTTP status
 * @param detail what happened this time, and what to do
 * @param code stable, for programs, such as {@code not_found}
 * @param more members of this kind of problem, such as {@code problems} of a definition
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "code"})
public record ProblemDetail(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @JsonAnyGetter Map<String, @Nullable Object> more) {
    /** The media type of its JSON. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public ProblemDetail {
        more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
    }

    /** A problem with the title that its status has. */
    public static ProblemDetail of(int status, String code, String detail) {
        return new ProblemDetail("urn:weft:problem:" + code, Titles.of(status), status, detail, code, Map.of());
    }

    ProblemDetail with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>(more);
        members.put(name, value);
        return new ProblemDetail(type, title, status, detail, code, members);
    }
}
