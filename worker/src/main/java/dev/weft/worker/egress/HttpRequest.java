package dev.weft.worker.egress;

import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * One request as an action or agent means it.
 *
 * @param method upper case
 * @param url where it goes
 * @param headers sent along; a redirect to another origin takes only harmless ones
 * @param body {@code null} for none
 * @param contentType of the body; {@code null} where the headers say it, or there is none
 * @param followRedirects whether redirects are followed
 */
public record HttpRequest(
        String method,
        HttpUrl url,
        Map<String, String> headers,
        byte @Nullable [] body,
        @Nullable String contentType,
        boolean followRedirects) {
    /** Method and address for messages, without the query, which may hold secrets. */
    String label() {
        return method + " "
                + url.newBuilder()
                        .query(null)
                        .fragment(null)
                        .username("")
                        .password("")
                        .build();
    }
}
