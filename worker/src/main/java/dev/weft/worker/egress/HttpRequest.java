package dev.weft.worker.egress;

import dev.weft.worker.egress.tls.TlsSettings;
import java.util.Map;
import java.util.TreeMap;
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
 * @param tls how https is spoken; {@code null} for the usual way
 */
public record HttpRequest(
        String method,
        HttpUrl url,
        Map<String, String> headers,
        @Nullable Payload body,
        @Nullable String contentType,
        boolean followRedirects,
        @Nullable TlsSettings tls) {
    /** A request whose body is here, and that stays with its server. */
    public HttpRequest(String method, HttpUrl url, Map<String, String> headers, byte[] body, String contentType) {
        this(method, url, headers, Payload.of(body), contentType, false, null);
    }

    /** The same with a header more, or another value of it. */
    public HttpRequest with(String header, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(header, value);
        return new HttpRequest(method, url, more, body, contentType, followRedirects, tls);
    }

    /** Method and address for messages, without the query, which may hold secrets. */
    public String label() {
        return method + " "
                + url.newBuilder()
                        .query(null)
                        .fragment(null)
                        .username("")
                        .password("")
                        .build();
    }
}
