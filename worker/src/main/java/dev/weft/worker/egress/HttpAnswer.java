package dev.weft.worker.egress;

import dev.weft.definitions.action.ActionException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * What came back, read to its end.
 *
 * @param request the last one, after redirects
 * @param status HTTP status
 * @param headers by lower-case name; values of a repeated name joined by a comma
 * @param body up to the limit, or a little more of it; empty where it was handed on
 * @param limit bytes that the body may have
 * @param cut whether there was more of the body
 * @param type media type of the body; {@code null} where none is told
 */
public record HttpAnswer(
        HttpRequest request,
        int status,
        Map<String, String> headers,
        byte[] body,
        long limit,
        boolean cut,
        @Nullable MediaType type) {
    private static final int EXCERPT = 300;
    /** Statuses of the 4xx class after which the same request may succeed. */
    private static final Set<Integer> PASSING = Set.of(408, 409, 423, 425, 429);

    /** The body as text, in the character set that it names, else UTF-8. */
    public String text() {
        Charset charset = type == null ? null : type.charset();
        return new String(body, charset == null ? StandardCharsets.UTF_8 : charset);
    }

    /** Whether the body says that it is JSON. */
    public boolean isJson() {
        return type != null && (type.subtype().equals("json") || type.subtype().endsWith("+json"));
    }

    /** Whether the body says that it is text of some kind. */
    public boolean isText() {
        return type != null
                && (type.type().equals("text")
                        || isJson()
                        || type.subtype().endsWith("xml")
                        || type.subtype().equals("x-www-form-urlencoded")
                        || type.subtype().equals("javascript")
                        || type.subtype().equals("yaml"));
    }

    /** Whether another attempt may get another answer. */
    public boolean passing() {
        return status >= 500 || PASSING.contains(status);
    }

    /**
     * Refuses the answer unless its status is expected and all of it is here.
     *
     * @throws ActionException {@code http_<status>}, with the wait that the server asks for; {@code answer_too_large}
     */
    public void check(StatusSet expected) throws ActionException {
        if (expected.contains(status)) {
            if (cut) {
                throw HttpFailures.tooLarge(request, limit);
            }
            return;
        }
        String excerpt = text().strip();
        boolean tooLong = excerpt.length() > EXCERPT;
        throw failure(
                "http_" + status,
                "Expected status " + expected + " from " + request.label() + ", but found " + status
                        + (excerpt.isEmpty() ? "." : ": " + (tooLong ? excerpt.substring(0, EXCERPT) + "…" : excerpt)));
    }

    /** A failure because of this answer, made again where that may help, and when the server says. */
    public ActionException failure(String code, String message) {
        return new ActionException(
                code, message, passing(), RetryAfter.parse(headers.get("retry-after"), Instant.now()));
    }
}
